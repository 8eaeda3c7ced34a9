/** A request from its first attempt to its last: credentials, a new sign-in where the old one has ended, retries where they are safe. */

import { attempt } from './attempt.ts';
import type { CreateOptions, Operation } from './caller.ts';
import { type Connection, checkedHeader, checkedMs } from './connection.ts';
import { InterstellasError, UsageError } from './errors.ts';
import { toForm } from './form.ts';
import { isPassing, isRepeatable, waitMs } from './retry.ts';
import { VERSION } from './version.gen.ts';

/** The token was good once, and a new sign-in brings another. */
const ENDED: ReadonlySet<string> = new Set(['credentials.token_expired', 'credentials.session_ended']);

type Read<Result> = (response: Response) => Promise<Result> | Result;

export async function exchange<Result>(
  connection: Connection,
  operation: Operation,
  options: CreateOptions,
  read: Read<Result>,
): Promise<Result> {
  const { session, settings } = connection;
  const { signal } = options;
  signal?.throwIfAborted();
  const timeoutMs = options.timeoutMs === undefined ? settings.timeoutMs : checkedMs(options.timeoutMs);
  const url = addressOf(connection, operation);
  const headers = headersOf(connection, operation, options);
  const body = operation.form === undefined ? jsonOf(operation.body) : toForm(operation.form);
  const credentials = session.isCookie ? 'same-origin' : undefined;
  const send = async (token: string | undefined): Promise<Result> => {
    signal?.throwIfAborted();
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    const { method, isStreamed = false } = operation;
    const { fetch } = settings;
    return attempt({ url, method, headers, body, credentials, fetch, timeoutMs, signal, isStreamed }, read);
  };
  const patience = { most: isRepeatable(operation) ? settings.maxRetries : 0, timeoutMs, signal };
  const sendPatiently = (token: string | undefined): Promise<Result> => withRetries(() => send(token), patience);
  if (operation.access === 'public') return sendPatiently(undefined);
  // Outside the retries, of which a sign-in has its own.
  const token = await unlessAborted(session.token(), signal);
  try {
    return await sendPatiently(token);
  } catch (error) {
    if (token === undefined || !(error instanceof InterstellasError) || !ENDED.has(error.code)) throw error;
    const renewed = await unlessAborted(session.renew(token), signal);
    if (renewed === undefined) throw error;
    return await sendPatiently(renewed);
  }
}

interface Patience {
  readonly most: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

async function withRetries<Result>(act: () => Promise<Result>, { most, timeoutMs, signal }: Patience): Promise<Result> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await act();
    } catch (error) {
      if (retries >= most || !(error instanceof InterstellasError) || !isPassing(error)) throw error;
      const { retryAfterSeconds } = error;
      const pauseMs = waitMs({ retries, retryAfterSeconds, timeoutMs, chance: Math.random() });
      if (pauseMs === undefined) throw error;
      await pause(pauseMs, signal);
    }
  }
}

/** The timer goes with the wait: it would keep a program from ending. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await unlessAborted(passed, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Others may be waiting for the same promise, so it goes on; only this caller's wait ends. */
async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function addressOf({ settings }: Connection, { at, path, query = {} }: Operation): string {
  const url = new URL((at === 'root' ? settings.rootUrl : settings.apiUrl) + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Sends each operation the credentials that it asks for, and no other. */
function headersOf(connection: Connection, operation: Operation, options: CreateOptions): Headers {
  const { access, body, creates } = operation;
  const { isCookie } = connection.session;
  const headers = readHeaders(options.headers);
  for (const name of ['Authorization', 'SECRET_KEY', 'Secret-Key', 'businessId']) headers.delete(name);
  headers.set('Accept', 'application/json, */*;q=0.5');
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (isCookie) headers.set('Interstellas-Dashboard', '1');
  else if (!headers.has('User-Agent')) headers.set('User-Agent', `interstellas-sdk/${VERSION}`);
  if (creates === true) headers.set('Idempotency-Key', idempotencyKey(options.idempotencyKey));
  if (access === 'public' || access === 'session') return headers;
  const secretKey = checkedHeader('secretKey', options.secretKey ?? connection.secretKey);
  // Of the two spellings the one that proxies do not drop.
  if (secretKey !== undefined && !isCookie) headers.set('Secret-Key', secretKey);
  const businessId = checkedHeader('businessId', options.businessId ?? connection.businessId);
  if (businessId !== undefined) headers.set('businessId', businessId);
  return headers;
}

/** `Headers` would repeat in its error the value that it refuses. */
function readHeaders(given: Readonly<Record<string, string>> = {}): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new UsageError('A header of the call has a character that no header may have.');
    headers.set(name, value);
  }
  return headers;
}

function idempotencyKey(given: string | undefined): string {
  return checkedHeader('idempotencyKey', given) ?? randomUuid();
}

/** `crypto.randomUUID` is missing in pages that came over plain HTTP. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => variant(byte, index).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The bits that say: version 4, of chance. */
function variant(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}

function jsonOf(body: object | undefined): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}
