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

/** The largest amount of money in kobo that a JSON number holds exactly. */
const MAX_KOBO = BigInt(Number.MAX_SAFE_INTEGER);

/** The digits of the whole numbers from 1 to `max`, without leading zeros. */
function digitsUpTo(max: bigint): string {
  const digits = max.toString();
  const shorter = `[1-9]\\d{0,${digits.length - 2}}`;
  const smaller = [...digits].flatMap((digit, place) => {
    const lowest = place === 0 ? 1 : 0;
    if (Number(digit) === lowest) return [];
    return [`${digits.slice(0, place)}[${lowest}-${Number(digit) - 1}]\\d{${digits.length - place - 1}}`];
  });
  return `^(?:${[shorter, ...smaller, digits].join('|')})$`;
}

const AMOUNT_PATTERN = digitsUpTo(MAX_KOBO);
words.set(AMOUNT_PATTERN, `must be a whole number of kobo from 1 to ${MAX_KOBO}, in digits`);

/** An amount of money as a client sends it: a whole number of kobo, or the same digits as a string. */
export function amount(description = 'In kobo: an integer, or the same digits as a string.', example = 450_000) {
  return Type.Unsafe<number | string>({
    type: ['number', 'string'],
    minimum: 1,
    maximum: Number(MAX_KOBO),
    multipleOf: 1,
    pattern: AMOUNT_PATTERN,
    description,
    examples: [example],
  });
}

/** What a client sent as an `amount`. */
export function toKobo(value: number | string): bigint {
  return BigInt(value);
}

/** A schema that also allows null. */
export function nullable<T extends TSchema>(schema: T, description: string) {
  return Type.Union([schema, Type.Null()], { description });
}
