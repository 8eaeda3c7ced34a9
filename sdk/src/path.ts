/** Paths with parameters. A value that would change which path it is never gets into one. */

import { UsageError } from './errors.ts';

/** As a template: path`/clients/members/${id}`. */
export function path(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.reduce((whole, text, index) => whole + segment(values[index - 1]) + text);
}

function segment(value: unknown): string {
  // `new URL` resolves dots away, also percent-encoded ones: `keys/..` would be another endpoint.
  if (typeof value !== 'string' || value === '' || /^(?:\.|%2e){1,2}$/i.test(value))
    throw new UsageError(
      `A part of the path must be an id, not ${value === undefined ? 'undefined' : 'empty or dots'}.`,
    );
  return encodeURIComponent(value);
}
