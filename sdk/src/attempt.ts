/** One attempt at a request: sent, timed, its answer read. What goes wrong here becomes an error that holds no secret. */

import { readRefusal } from './answer.ts';
import { ConnectionError, InterstellasError, TimeoutError } from './errors.ts';

export interface Attempt {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | FormData | undefined;
  readonly credentials: 'same-origin' | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** The body is read by the caller, at his pace and until he aborts: only the wait for it is timed. */
  readonly isStreamed: boolean;
}

/** @param read what is made of a success; the time it takes counts. */
export async function attempt<Result>(
  { url, method, headers, body, credentials, fetch, timeoutMs, signal, isStreamed }: Attempt,
  read: (response: Response) => Promise<Result> | Result,
): Promise<Result> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeoutMs);
  const abort = (): void => clock.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  let isOpen = false;
  try {
    // A redirect is not followed: it could lead the credentials elsewhere. Not every runtime knows `redirect: 'error'`.
    const request: RequestInit = { method, headers, redirect: 'manual', signal: clock.signal };
    if (body !== undefined) request.body = body;
    // Some edge runtimes refuse the mere mention of `credentials`.
    if (credentials !== undefined) request.credentials = credentials;
    const response = await fetch(url, request);
    if (!response.ok) throw await readFailure(response, url);
    const result = await read(response);
    isOpen = isStreamed;
    return result;
  } catch (error) {
    if (error instanceof InterstellasError) throw error;
    signal?.throwIfAborted();
    throw clock.signal.aborted ? timedOut(url, timeoutMs) : disconnected(url, error);
  } finally {
    clearTimeout(timer);
    if (!isOpen) signal?.removeEventListener('abort', abort);
  }
}

function readFailure(response: Response, url: string): Promise<InterstellasError> | InterstellasError {
  const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (!isRedirect) return readRefusal(response, url);
  const message = 'The server answered with a redirect, which is not followed: use the address it leads to as baseUrl.';
  return new ConnectionError({ code: 'client.redirected', message, status: response.status });
}

function timedOut(url: string, timeoutMs: number): TimeoutError {
  return new TimeoutError({ code: 'client.timeout', message: `${hostOf(url)} did not answer within ${timeoutMs} ms.` });
}

/** Of the error of `fetch` only the code of its cause is kept: a `fetch` of somebody else's may put the request into it. */
function disconnected(url: string, error: unknown): ConnectionError {
  const reason = codeOf(error);
  const message = `The connection to ${hostOf(url)} failed${reason === undefined ? '' : ` (${reason})`}.`;
  return new ConnectionError({ code: 'client.connection_failed', message });
}

/** Such as ECONNREFUSED or CERT_HAS_EXPIRED. */
function codeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(at.code)) return at.code;
  }
  return undefined;
}

function hostOf(url: string): string {
  return new URL(url).host;
}
