/** A business's own server on loopback: keeps every notification it is sent, and answers as it is told. */

import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Notification {
  readonly headers: IncomingHttpHeaders;
  /** The bytes that were signed. */
  readonly rawBody: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever is sent, and fails when it is not there
  readonly body: any;
}

export interface WebhookReceiver {
  readonly url: string;
  /** In the order in which they came, repetitions and all. */
  readonly notifications: readonly Notification[];
  stop(): void;
}

const acceptAll: RequestListener = (_request, response) => void response.end();

/** Without an answer of its own it accepts everything with 200. */
export async function startWebhookReceiver(answer: RequestListener = acceptAll): Promise<WebhookReceiver> {
  const notifications: Notification[] = [];
  const server = createServer(async (request, response) => {
    const rawBody = await text(request);
    notifications.push({ headers: request.headers, rawBody, body: JSON.parse(rawBody) });
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    notifications,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
