/**
 * The log: one JSON line an event, on standard output. What is logged is chosen field by field by the callers; as a
 * second lock, fields by the names of credentials are removed.
 */

import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const CREDENTIAL_FIELDS = [
  'authorization',
  'secret_key',
  'secret-key',
  'password',
  'accessToken',
  'secretKey',
  'cookie',
];

export interface LogOptions {
  readonly level: LogLevel;
  /** Where lines go; standard output when absent. */
  readonly write?: (line: string) => void;
}

export function createLog(options: LogOptions): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      // Wildcards would cost more than the rest of the line; nested objects are not logged.
      paths: CREDENTIAL_FIELDS.map((name) => `["${name}"]`),
      censor: '[secret]',
    },
    serializers: { error: describeError },
  };
  return options.write === undefined ? pino(settings) : pino(settings, { write: options.write });
}

/** An error as a log field: never the statement, its parameters or a row that a database error may carry. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an Error' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { name: error.name, ...code, message: error.message, stack: error.stack, ...cause };
}
