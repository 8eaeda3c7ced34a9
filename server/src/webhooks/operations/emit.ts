/** Writing an event down, in the transaction of what it tells of. */

import type { Transaction } from '../../platform/database.ts';
import { type BusinessId, type Ids, timeOfId, type WebhookEventId } from '../../platform/ids.ts';
import type { WebhookEvent } from '../event.ts';
import { bodyAround } from '../rules.ts';
import { insertEvent } from '../store/events.ts';

export interface EmitOptions {
  readonly ids: Ids;
  /** Says that something is due to the business. */
  readonly wake: (businessId: BusinessId) => void;
}

export async function emitEvent(
  { ids, wake }: EmitOptions,
  { sql, afterwards }: Transaction,
  { businessId, type, objectId, fields }: WebhookEvent,
): Promise<WebhookEventId> {
  const id = ids.next('webhookEvent');
  // Of the id: lists are in its order and asked for by this time.
  const occurredAt = new Date(timeOfId(id));
  const body = bodyAround({ ...fields, event: type, eventId: id }, { occurredAt: occurredAt.toISOString() });
  const isAwaited = await insertEvent(sql, { businessId, id, type, objectId, body, occurredAt });
  if (isAwaited) afterwards(() => wake(businessId));
  return id;
}
