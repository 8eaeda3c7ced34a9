/**
 * Validation of what a request brings, by the route's schemas, every problem at once. Fields that are not declared are
 * dropped; strings become NFC. A missing field or a wrong type is 400, a value that breaks a rule 422; in the query, where
 * everything is text, each problem is 400.
 */

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type TSchema, Type } from 'typebox';
import { Fault, type Problem } from '../faults/index.ts';
import { patternWords } from '../platform/schema.ts';

/** As it arrived, and, once accepted, as a handler may trust it. */
export interface Input {
  readonly body: unknown;
  readonly query: unknown;
  readonly params: unknown;
}

/** A problem found while the request was read; with those of the schemas it makes one refusal. */
export interface Found extends Problem {
  /** Something is missing or of another type, as opposed to a value that is not accepted. */
  readonly isShape: boolean;
}

/** Faults `request.invalid`, `request.unprocessable`, with every problem, those found before included. */
export type ReadInput = (raw: Input, foundBefore?: readonly Found[]) => Input;

interface Schemas {
  readonly body?: TSchema;
  readonly query?: TSchema;
  readonly params?: TSchema;
}

const STRICT = { allErrors: true, removeAdditional: 'all', useDefaults: false, strict: false } as const;
const bodies = new Ajv({ ...STRICT });
const texts = new Ajv({ ...STRICT, coerceTypes: true });
const NOTHING = Type.Object({});

/** Keywords that say "missing, or of another type", as opposed to "of the right type with a value that is not accepted". */
const SHAPE_KEYWORDS: ReadonlySet<string> = new Set(['required', 'type']);

/** Compiles the schemas when the first request needs them: doing so for every route would delay the start. */
export function inputReader(schemas: Schemas): ReadInput {
  let read: ReadInput | undefined;
  return (raw, foundBefore) => {
    read ??= compileInput(schemas);
    return read(raw, foundBefore);
  };
}

function compileInput(schemas: Schemas): ReadInput {
  const body = schemas.body === undefined ? undefined : bodies.compile(schemas.body);
  const query = texts.compile(schemas.query ?? NOTHING);
  const params = texts.compile(schemas.params ?? NOTHING);
  return (raw, foundBefore = []) => {
    // Coercion writes into what it checks, so it gets copies. What is not declared is removed, `__proto__` included.
    const input = { body: raw.body ?? {}, query: { ...(raw.query as object) }, params: { ...(raw.params as object) } };
    const found = [
      ...problems(params, input.params, true),
      ...problems(query, input.query, true),
      ...(body === undefined ? [] : problems(body, input.body, false)),
      ...foundBefore,
    ];
    if (found.length > 0) throw refusal(found);
    return toNfc({ ...input, body: body === undefined ? undefined : input.body }) as Input;
  };
}

function problems(validate: ValidateFunction, value: unknown, isText: boolean): Found[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    ...describe(error),
    isShape: isText || SHAPE_KEYWORDS.has(error.keyword),
  }));
}

function refusal(found: readonly Found[]): Fault {
  const code = found.some((problem) => problem.isShape) ? 'request.invalid' : 'request.unprocessable';
  const seen = new Map(
    found.map(({ message, field }) => [`${field} ${message}`, field === undefined ? { message } : { message, field }]),
  );
  const list = [...seen.values()];
  return new Fault(code, {
    problems: list,
    ...(list.length === 1 && list[0] !== undefined ? { message: list[0].message } : {}),
  });
}

function describe(error: ErrorObject): Problem {
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : undefined;
  const path = [...error.instancePath.split('/').slice(1), ...(missing === undefined ? [] : [missing])];
  const field = path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  if (field === '')
    return { message: `The body must be a JSON ${error.params['type'] === 'array' ? 'array' : 'object'}.` };
  return { field, message: `${field} ${sentence(error)}` };
}

/** What a rule demands, in words; a schema's own words come first. */
function sentence(error: ErrorObject): string {
  const limit = String(error.params['limit']);
  switch (error.keyword) {
    case 'required':
      return 'is required.';
    case 'type':
      return `must be of type ${[error.params['type']].flat().join(' or ')}.`;
    case 'minLength':
      return limit === '1' ? 'must not be empty.' : `must have at least ${limit} characters.`;
    case 'maxLength':
      return `must have at most ${limit} characters.`;
    case 'minimum':
      return `must be at least ${limit}.`;
    case 'maximum':
      return `must be at most ${limit}.`;
    case 'multipleOf':
      return 'must be a whole number.';
    case 'minItems':
      return `must have at least ${limit} ${limit === '1' ? 'item' : 'items'}.`;
    case 'maxItems':
      return `must have at most ${limit} items.`;
    case 'pattern':
      return `${patternWords(String(error.params['pattern'])) ?? 'does not have the form it must have'}.`;
    default:
      return 'has a value that is not accepted.';
  }
}

function toNfc(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(toNfc);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toNfc(part)]));
}
