/** What a driver's error means: is the store out of reach, which constraint was broken, is it worth another try. */

import postgres from 'postgres';

const RETRYABLE = new Set(['40001', '40P01']);

/** Whether the transaction may succeed when it is run again from the start. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(errorCode(error));
}

/** Driver and system codes that mean "the store is out of reach or too slow", as opposed to "this statement is wrong". */
const UNAVAILABLE = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  '53300', // too many connections
  '57014', // statement timeout
  '57P01', // shut down by the administrator
  '57P02', // crash shutdown
  '57P03', // starting up or shutting down
  '25P03', // idle in transaction for too long
  '55P03', // a lock that was not to be had in time
]);

/** Whether the error says that the database cannot be reached or does not answer in time. */
export function isStoreUnavailable(error: unknown): boolean {
  const code = errorCode(error);
  return UNAVAILABLE.has(code) || code.startsWith('08') || RETRYABLE.has(code);
}

/** Each ends the connection that it comes from. */
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '25P03',
]);

/** Whether the error says that the connection of a statement is gone, and its transaction with it. */
export function isConnectionLost(error: unknown): boolean {
  return LOST.has(errorCode(error));
}

/** Each comes at once from a connection that the other side has closed: it may have been for long. */
const STALE = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE', '57P01']);

/** Whether a connection was dead already when it was used, if nothing was done on it yet. */
export function isStale(error: unknown): boolean {
  return STALE.has(errorCode(error));
}

/** Whether the error says that a lock was not to be had within the limit. */
export function isLockTimeout(error: unknown): boolean {
  return errorCode(error) === '55P03';
}

/** The name of the constraint that the statement broke, if that is what went wrong. */
export function brokenConstraint(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError && error.code.startsWith('23') ? error.constraint_name : undefined;
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
