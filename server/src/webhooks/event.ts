/** What happens to a business's money, as its webhook is told, and how far the telling is. */

import type { BusinessId, WebhookEventId } from '../platform/ids.ts';

export const EVENT_TYPES = [
  'payment.received',
  'payment.suspended',
  'transfer.successful',
  'transfer.failed',
  'transfer.reversed',
  'payout.successful',
  'payout.failed',
  'payout.reversed',
  'refund.successful',
  'refund.failed',
  'webhook.test',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface WebhookEvent {
  readonly businessId: BusinessId;
  readonly type: EventType;
  /** What it is about: the id of a transaction. */
  readonly objectId: string;
  /** The fields of the body besides `event`, `eventId`, `sequence` and `occurredAt`, flat, in the order in which they are sent. */
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** `unsent`: there was nobody to tell when it happened. */
export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'unsent'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface StoredEvent {
  readonly businessId: BusinessId;
  readonly id: WebhookEventId;
  readonly sequence: bigint;
  readonly type: EventType;
  readonly objectId: string;
  /** The very bytes that are sent. */
  readonly body: string;
  readonly occurredAt: Date;
  readonly state: DeliveryState;
  /** Attempts begun so far. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}
