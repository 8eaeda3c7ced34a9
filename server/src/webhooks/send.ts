/**
 * One request to a receiver, and how it ended. Nothing that a receiver does takes longer or needs more memory than said
 * here: no redirect is followed, no more is read than is kept a look at, nothing is unpacked, no proxy is asked.
 */

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Failure, Outcome } from './rules.ts';
import { TargetRefused, type Targets } from './target.ts';

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the attempt early. */
  readonly signal: AbortSignal;
}

export interface SenderOptions {
  readonly targets: Targets;
  readonly timeoutMs?: number;
}

/** Never rejects. */
export type Send = (sending: Sending) => Promise<Outcome>;

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 64 * 1024;
const MOST_HEADER_BYTES = 16 * 1024;

export function createSender({ targets, timeoutMs = TIMEOUT_MS }: SenderOptions): Send {
  // Agents of our own: the global ones may be set to go through a proxy by the environment, and keep connections open.
  const agents = { 'http:': new HttpAgent({ keepAlive: false }), 'https:': new HttpsAgent({ keepAlive: false }) };
  return ({ url: text, headers, body, signal }) => {
    // A host that is an address already is never looked up.
    if (targets.problemOf(text) !== undefined) return Promise.resolve({ failure: 'target_refused' });
    const url = new URL(text);
    const bytes = Buffer.from(body, 'utf8');
    const isSecure = url.protocol === 'https:';
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const deadline = AbortSignal.timeout(timeoutMs);
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: isSecure ? agents['https:'] : agents['http:'],
      headers: { ...headers, 'Content-Length': String(bytes.length) },
      lookup: targets.lookup,
      maxHeaderSize: MOST_HEADER_BYTES,
      signal: AbortSignal.any([signal, deadline]),
    });
    let isAnswered = false;
    const fail = (failure: Failure): void => {
      if (isAnswered) return;
      if (signal.aborted) resolve({ failure: 'interrupted' });
      else resolve({ failure: deadline.aborted ? 'timeout' : failure });
    };
    request.once('response', (response) => {
      isAnswered = true;
      void readHead(response).then((head) => {
        resolve({ status: response.statusCode ?? 0, head, retryAfter: response.headers['retry-after'] });
        request.destroy();
      });
    });
    request.on('error', (error) => fail(failureOf(error)));
    // Also after an answer that is none, such as a change of protocol.
    request.once('close', () => fail('answer_broken'));
    request.end(bytes);
    return promise;
  };
}

/** As much of the body as is looked at; what there is when it breaks off. */
async function readHead(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part.subarray(0, MOST_BYTES - length));
      length += part.length;
      if (length >= MOST_BYTES) break;
    }
  } catch {
    // The status has been said; the rest is for people to read.
  }
  return Buffer.concat(parts).toString('utf8');
}

const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPIPE',
]);

function failureOf(error: Error): Failure {
  if (error instanceof TargetRefused) return 'target_refused';
  // Several addresses were tried, in vain.
  if (error instanceof AggregateError) return 'connection_failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if ('syscall' in error && typeof error.syscall === 'string' && /^query|^getaddrinfo/.test(error.syscall))
    return 'name_unresolved';
  if (CONNECTION_ERRORS.has(code)) return 'connection_failed';
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'tls_failed';
  return code.startsWith('HPE_') ? 'answer_broken' : 'connection_failed';
}
