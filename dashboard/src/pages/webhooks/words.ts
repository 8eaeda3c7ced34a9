/** What the API's words about webhooks mean to people. Pure. */

import type { Webhook, WebhookDelivery, WebhookDeliveryDetails, WebhookEventListQuery } from '@interstellas/sdk';

export type EventType = WebhookDelivery['type'];
export type EventState = WebhookDelivery['state'];
export type Attempt = WebhookDeliveryDetails['attemptLog'][number];

export const EVENT_TYPES: Readonly<Record<EventType, string>> = {
  'payment.received': 'Payment received',
  'payment.suspended': 'Payment in suspense',
  'transfer.successful': 'Transfer successful',
  'transfer.failed': 'Transfer failed',
  'transfer.reversed': 'Transfer reversed',
  'payout.successful': 'Payout successful',
  'payout.failed': 'Payout failed',
  'payout.reversed': 'Payout reversed',
  'refund.successful': 'Refund successful',
  'refund.failed': 'Refund failed',
  'webhook.test': 'Test event',
};

export const EVENT_STATES: Readonly<Record<EventState, string>> = {
  pending: 'Waits for its next attempt, or is being sent now.',
  delivered: 'Your server answered with a 2xx status.',
  failed: 'Every attempt was in vain. It is not tried again by itself.',
  unsent: 'No address was set when it happened.',
};

const errors: Readonly<Record<string, string>> = {
  refused_by_status: 'Your server answered with a status that is not 2xx.',
  redirected: 'Your server answered with a redirect, which is not followed. Set the address it leads to.',
  timeout: 'Your server did not answer within 15 seconds.',
  connection_failed: 'The connection could not be made, or broke.',
  name_unresolved: 'The name in the address was not found by DNS.',
  tls_failed: 'The TLS connection failed: the certificate may be out of date or for another name.',
  answer_broken: 'The answer was not valid HTTP.',
  target_refused: 'The name in the address leads to where nothing may be sent.',
  interrupted: 'This server stopped during the attempt.',
};

export function wordsOfError(error: string): string {
  return errors[error] ?? error;
}

export function wordsOfDisabled(reason: Webhook['disabledReason']): string {
  return reason === 'gone'
    ? 'Your server answered 410 Gone, which means: send nothing more.'
    : 'Your server took no event for three days.';
}

function isEventType(text: string | undefined): text is EventType {
  return text !== undefined && text in EVENT_TYPES;
}

function isEventState(text: string | undefined): text is EventState {
  return text !== undefined && text in EVENT_STATES;
}

/** What the filters in the address ask of the API; a value that it does not know is left out. */
export function queryOf(filters: {
  readonly type?: string;
  readonly state?: string;
  readonly objectId?: string;
}): WebhookEventListQuery {
  const { type, state, objectId } = filters;
  return {
    ...(isEventType(type) && { type }),
    ...(isEventState(state) && { state }),
    ...(objectId !== undefined && { objectId }),
  };
}

/** How soon an event that is under way is worth another look, in milliseconds; false when nothing happens by itself. */
export function lookAgainMs(event: Pick<WebhookDelivery, 'state' | 'nextAttemptAt'>, now: number): number | false {
  if (event.state !== 'pending') return false;
  const due = event.nextAttemptAt === null ? now : Date.parse(event.nextAttemptAt);
  return due - now < 20_000 ? 1000 : 15_000;
}
