/** When a request is sent again, and after how long. Pure, so that the rules can be read and tested in one place. */

import type { Operation } from './caller.ts';
import { ConnectionError, type InterstellasError } from './errors.ts';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;
/** Refused before anything was done, or by something on the way. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const REPEATABLE_METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE']);

/** Whether sending it twice does no more than sending it once. */
export function isRepeatable({ method, creates, repeatable }: Operation): boolean {
  return REPEATABLE_METHODS.has(method) || creates === true || repeatable === true;
}

/** Whether the same request may well succeed a moment later. */
export function isPassing(error: InterstellasError): boolean {
  if (error.code === 'idempotency.in_progress') return true;
  // A redirect or a foreign answer comes again; a connection that broke or timed out may not.
  if (error instanceof ConnectionError)
    return error.code === 'client.connection_failed' || error.code === 'client.timeout';
  return PASSING_STATUSES.has(error.status);
}

export interface Wait {
  /** Retries before this one. */
  readonly retries: number;
  readonly retryAfterSeconds: number | undefined;
  readonly timeoutMs: number;
  /** From 0 to 1. */
  readonly chance: number;
}

/**
 * Exponential with full jitter, and never sooner than the server asks. Undefined when it asks for longer than an attempt
 * may take: then the caller decides, who can read `retryAfterSeconds`.
 */
export function waitMs({ retries, retryAfterSeconds = 0, timeoutMs, chance }: Wait): number | undefined {
  const askedMs = retryAfterSeconds * 1000;
  if (askedMs > timeoutMs) return undefined;
  return Math.max(askedMs, chance * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** retries));
}
