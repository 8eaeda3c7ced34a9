/** A server on loopback that answers as a test tells it, and keeps what it was asked: for what a real one does rarely. */

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
}

export type Answering = (response: ServerResponse, asked: Asked) => void;

export interface Stub {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Answers the next requests so, each once; the last one from then on. */
  answers(...answers: readonly [Answering, ...Answering[]]): void;
  stop(): void;
}

export async function startStub(): Promise<Stub> {
  const asked: Asked[] = [];
  let queue: Answering[] = [ok()];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body: await text(request), atMs: performance.now() };
    asked.push(one);
    const [next] = queue;
    if (queue.length > 1) queue = queue.slice(1);
    next?.(response, one);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers(...answers) {
      asked.length = 0;
      queue = [...answers];
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function ok(data: unknown = null, more: object = {}): Answering {
  return (response) => reply(response, 200, { status: true, message: 'Done', data, ...more });
}

export function refuse(status: number, code: string, headers: Record<string, string> = {}): Answering {
  const body = { status: false, message: `Refused: ${code}`, data: null, code, errors: [] };
  return (response) => reply(response, status, body, headers);
}

/** The connection is cut instead of answered. */
export const hangUp: Answering = (response) => void response.destroy();

export const keepWaiting: Answering = () => undefined;

function reply(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'req_1', ...headers })
    .end(JSON.stringify(body));
}
