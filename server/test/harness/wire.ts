/**
 * HTTP as it travels, for what a polite client cannot send: headers twice, bytes that are no HTTP, methods nobody knows.
 * Knows nothing of the product.
 */

import { Agent, type OutgoingHttpHeader, request } from 'node:http';
import { connect } from 'node:net';

export type HeaderLine = readonly [name: string, value: string];

export interface WireRequest {
  readonly method: string;
  /** With the query, exactly as it is to be sent. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: string | Buffer | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly text: string;
}

/** The values of a header, in the order in which they came. */
export function headerValues(headers: readonly HeaderLine[], name: string): string[] {
  return headers.filter(([found]) => found.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The one value of a header; undefined when it did not come. */
export function header(answer: WireAnswer, name: string): string | undefined {
  return headerValues(answer.headers, name)[0];
}

const ANSWER_WITHIN_MS = 15_000;
const KEEP_OPEN_BYTES = 64 * 1024;
/** Of these an absent body is announced as empty, as clients do. */
const SENDS_BODIES = /^(?:POST|PUT|PATCH|DELETE)$/;
const kept = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends the headers as given, repetitions and all. */
export function send(origin: string, wire: WireRequest): Promise<WireAnswer> {
  const { host, hostname, port } = new URL(origin);
  const body = typeof wire.body === 'string' ? Buffer.from(wire.body) : wire.body;
  // A refusal that comes before the end of a large body spoils the connection for the next request.
  const closes = body !== undefined && body.length > KEEP_OPEN_BYTES;
  const lines: HeaderLine[] = [['Host', host], ...wire.headers, ['Connection', closes ? 'close' : 'keep-alive']];
  if (body !== undefined || SENDS_BODIES.test(wire.method)) lines.push(['Content-Length', String(body?.length ?? 0)]);
  return new Promise((resolve, reject) => {
    const sending = request({
      hostname,
      port,
      method: wire.method,
      path: wire.target,
      headers: lines.flat() as OutgoingHttpHeader[] as never,
      agent: closes ? false : kept,
      timeout: ANSWER_WITHIN_MS,
    });
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: inPairs(response.rawHeaders), text });
      });
    });
    sending.on('timeout', () => sending.destroy(new Error(`no answer to ${wire.method} ${wire.target}`)));
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Sends bytes as they are and reads until the server hangs up; the bytes should ask for that. */
export function sendBytes(origin: string, bytes: string | Buffer): Promise<WireAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('the server neither answered nor hung up')));
    socket.on('data', (chunk) => void chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => {
      try {
        resolve(parseAnswer(Buffer.concat(chunks).toString('utf8')));
      } catch (error) {
        reject(error);
      }
    });
  });
}

function parseAnswer(text: string): WireAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(start)?.[1];
  if (end === -1 || status === undefined) throw new Error(`not an HTTP answer: ${JSON.stringify(text.slice(0, 200))}`);
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(status), headers, text: text.slice(end + 4) };
}

function inPairs(raw: readonly string[]): HeaderLine[] {
  const pairs: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return pairs;
}
