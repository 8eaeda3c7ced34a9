/** A server that is told about money: it believes nothing that is not signed, and nothing twice. */

import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verifyWebhook, type WebhookEvent } from '@interstellas/sdk';

const { WEBHOOK_SECRET = '', PORT = '8080' } = process.env;
const seen = new Set<string>(); // in your database, in the transaction that acts on the event

createServer(async (request, response) => {
  const payload = await text(request);
  const { headers } = request;
  const event = await verifyWebhook({ payload, headers, secret: WEBHOOK_SECRET }).catch(() => undefined);
  if (event !== undefined) act(event);
  response.writeHead(event === undefined ? 401 : 204).end();
}).listen(Number(PORT), () => console.log(`listening on ${PORT}`));

function act(event: WebhookEvent): void {
  if (seen.has(event.eventId)) return;
  seen.add(event.eventId);
  switch (event.event) {
    case 'payment.received':
      console.log(`${event.amount} kobo came into ${event.accountNumber}`);
      break;
    case 'transfer.successful':
    case 'transfer.failed':
    case 'transfer.reversed':
      console.log(`${event.retrievalReference} is ${event.status}`);
      break;
    default:
      // New events are added as time goes by.
      console.log(event.event);
  }
}
