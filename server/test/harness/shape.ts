/** The shape of an answer as a documentation describes it: which fields there are, and of which type. More are allowed. */

/** The types of single values, as patterns of what stands in JSON where they are strings. */
const LEAVES = {
  string: (value) => typeof value === 'string',
  filled: (value) => typeof value === 'string' && value !== '',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  /** Kobo where they are a string. */
  digits: matches(/^\d+$/),
  /** ISO 8601, UTC, with milliseconds. */
  timestamp: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  date: matches(/^\d{4}-\d\d-\d\d$/),
  accountNumber: matches(/^\d{10}$/),
  bankCode: matches(/^\d{3,6}$/),
  bvn: matches(/^\d{11}$/),
  jwt: matches(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
  secretKey: matches(/^sk_(?:test|live)_[0-9A-Za-z]+$/),
  publicKey: matches(/^pk_(?:test|live)_[0-9A-Za-z]+$/),
  systemReference: matches(/^STL\|[0-9A-Za-z]{14}$/),
  url: matches(/^https?:\/\/\S+$/),
} as const satisfies Record<string, (value: unknown) => boolean>;

export type Leaf = keyof typeof LEAVES;
/** A list is of items of one shape, and an example of one has at least one. */
export type Shape = Leaf | readonly [Shape] | { readonly [field: string]: Shape };

function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** One sentence for each place where the value is not of the shape; none where it is. */
export function differences(value: unknown, shape: Shape, path = 'data'): string[] {
  if (typeof shape === 'string') return LEAVES[shape](value) ? [] : [`${path} is no ${shape}: ${show(value)}`];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is no array: ${show(value)}`];
    if (value.length === 0) return [`${path} is empty, which proves nothing`];
    return value.flatMap((item, index) => differences(item, shape[0], `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path} is no object: ${show(value)}`];
  return Object.entries(shape).flatMap(([field, part]) =>
    differences((value as Readonly<Record<string, unknown>>)[field], part, `${path}.${field}`),
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
