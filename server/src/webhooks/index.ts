/** The face of the webhooks room: telling a business's own server what happened to its money. */

export type { EventType, WebhookEvent } from './event.ts';
export { createWebhooks, type Webhooks } from './operations/webhooks.ts';
