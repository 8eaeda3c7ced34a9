/** Building blocks of wire schemas that several rooms use: text of people, ids, timestamps, and what their rules say in words. */

import { createHash } from 'node:crypto';
import { type TSchema, Type } from 'typebox';
import { createIds, type Id, type IdKind, idPattern } from './ids.ts';

const EXAMPLE_TIME = '2026-07-01T08:15:30.000Z';
const words = new Map<string, string>();

/** What a pattern demands, as the end of a sentence that begins with the field's name. */
export function patternWords(pattern: string): string | undefined {
  return words.get(pattern);
}

interface StringOptions {
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

/** A string whose form is given by a pattern, with the words in which a client is told about it. */
export function patterned(pattern: string, demand: string, options: StringOptions = {}) {
  words.set(pattern, demand);
  return Type.String({ ...options, pattern });
}

/** Text of people: any script, no control characters, no broken Unicode, not only white space. */
export function text(options: StringOptions & { readonly maxLength: number }) {
  const pattern = '^(?=.*\\S)[^\\p{Cc}\\p{Cs}]*$';
  return patterned(pattern, 'must not be blank or hold control characters', { minLength: 1, ...options });
}

export function id(kind: IdKind, options: StringOptions = {}) {
  return patterned(idPattern(kind), `does not have the form of a ${kind} id`, {
    examples: [exampleId(kind)],
    ...options,
  });
}

/** An id for examples, the same each time: made at the time of the examples, another one for each kind. */
export function exampleId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  const clock = { now: () => Date.parse(EXAMPLE_TIME), monotonic: () => 0 };
  const random = { bytes: (count: number) => createHash('sha256').update(kind).digest().subarray(0, count) };
  return createIds(clock, random).next(kind);
}

/** ISO 8601, UTC, milliseconds. */
export function timestamp(description: string, example = EXAMPLE_TIME) {
  return Type.String({ format: 'date-time', description, examples: [example] });
}

/** A schema that also allows null. */
export function nullable<T extends TSchema>(schema: T, description: string) {
  return Type.Union([schema, Type.Null()], { description });
}
