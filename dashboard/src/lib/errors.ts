/** What a failed call tells people, and what it means for the form or the session. */

import { InterstellasError, RateLimitError } from '@interstellas/sdk';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { formatDuration } from './dates.ts';

export interface Problem {
  readonly message: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly isOffline: boolean;
}

/** What the browser or the page found, in words for people. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

export function problemOf(error: unknown): Problem {
  if (error instanceof PlainError) return { message: error.message, isOffline: false };
  if (!(error instanceof InterstellasError)) {
    return { message: 'Something went wrong on this page.', isOffline: false };
  }
  const isOffline = error.code === 'client.connection_failed' || error.code === 'client.timeout';
  if (isOffline) return { message: 'The server cannot be reached. Check your connection.', isOffline };
  return {
    message: wordsOf(error),
    isOffline,
    // Codes of the client itself have no page.
    ...(error.status > 0 && { code: error.code }),
    ...(error.requestId && { requestId: error.requestId }),
  };
}

/** Of a header that the API's own words name, people see nothing. */
function wordsOf(error: InterstellasError): string {
  if (!(error instanceof RateLimitError) || error.retryAfterSeconds === undefined) return error.message;
  return `That was tried too often. Wait ${formatDuration(error.retryAfterSeconds)}, then try again.`;
}

export function hasCode(error: unknown, ...codes: readonly string[]): error is InterstellasError {
  return error instanceof InterstellasError && codes.includes(error.code);
}

/** Whether it says that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return hasCode(
    error,
    'credentials.token_missing',
    'credentials.token_invalid',
    'credentials.token_expired',
    'credentials.session_ended',
    'credentials.wrong_environment',
  );
}

/** Whether the person may not: asking again does not help until somebody gives him another role. */
export function isForbidden(error: unknown): boolean {
  return hasCode(error, 'permission.denied', 'business.forbidden');
}

/** A refusal stays a refusal; what the network or the server could not do may work the next time. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof InterstellasError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/**
 * Puts each problem at the field that it names. `fields` translates names of the API to those of the form. False when
 * no field of the form is at fault: then the caller shows the whole error.
 */
export function applyFieldErrors<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  error: unknown,
  fields: Readonly<Record<string, Path<Values>>> = {},
): boolean {
  if (!(error instanceof InterstellasError)) return false;
  const known = Object.keys(form.getValues());
  let placed = false;
  for (const problem of error.errors) {
    const name = fieldOf(problem.field, fields, known);
    if (name === undefined) continue;
    form.setError(name as Path<Values>, { type: 'server', message: problem.message }, { shouldFocus: !placed });
    placed = true;
  }
  return placed;
}

function fieldOf(
  named: string | undefined,
  fields: Readonly<Record<string, string>>,
  known: readonly string[],
): string | undefined {
  if (named === undefined) return undefined;
  const translated = fields[named];
  if (translated !== undefined) return translated;
  return known.includes(named) ? named : known.find((name) => named.startsWith(`${name}.`));
}
