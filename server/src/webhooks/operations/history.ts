/** What was told and how that went: listed, looked into, and told again. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { countUpTo, type Total } from '../../platform/counting.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import { type BusinessId, type ClientId, earliestId, type WebhookEventId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { DeliveryState, EventType, StoredEvent } from '../event.ts';
import { type Attempt, listAttempts, resendEvents } from '../store/deliveries.ts';
import { findEndpoint } from '../store/endpoints.ts';
import { countEvents, type EventFilter, type EventPage, findEvent, listEvents, listToResend } from '../store/events.ts';
import { type EmitOptions, emitEvent } from './emit.ts';

export interface HistoryOptions extends EmitOptions {
  readonly audit: Audit;
  readonly database: Database;
}

export interface WantedEvents {
  readonly type?: EventType | undefined;
  readonly state?: DeliveryState | undefined;
  readonly objectId?: string | undefined;
  /** The first moment, and the one that is no longer meant. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface Sender {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly actor: Actor;
}

export interface Resent {
  readonly count: number;
  /** Where to begin for those that were too many; null: that was all. */
  readonly nextFrom: Date | null;
}

export interface History {
  list(
    businessId: BusinessId,
    wanted: WantedEvents,
    page: EventPage,
  ): Promise<Total & { readonly items: readonly StoredEvent[] }>;
  /** With its latest attempts, the last one first. */
  get(
    businessId: BusinessId,
    id: WebhookEventId,
  ): Promise<{ readonly event: StoredEvent; readonly attempts: readonly Attempt[] }>;
  resend(transaction: Transaction, order: Sender & { readonly id: WebhookEventId }): Promise<StoredEvent>;
  resendRange(transaction: Transaction, order: Sender & { readonly wanted: WantedEvents }): Promise<Resent>;
  test(transaction: Transaction, order: Sender): Promise<StoredEvent>;
}

/** Of a list. */
const MOST_COUNTED = 10_000;
const SHOWN_ATTEMPTS = 100;
/** At one call: the receiver gets them one after the other all the same. */
const MOST_RESENT = 1000;

export function createHistory(options: HistoryOptions): History {
  const { audit, database, wake } = options;
  return {
    async list(businessId, wanted, page) {
      const filter = filterOf(wanted);
      const [items, total] = await Promise.all([
        listEvents(database.sql, businessId, filter, page),
        countUpTo(MOST_COUNTED, (limit) => countEvents(database.sql, businessId, filter, limit)),
      ]);
      return { items, ...total };
    },
    async get(businessId, id) {
      const [event, attempts] = await Promise.all([
        findEvent(database.sql, businessId, id),
        listAttempts(database.sql, businessId, id, SHOWN_ATTEMPTS),
      ]);
      return { event: required(event), attempts };
    },
    async resend({ sql, afterwards }, { businessId, clientId, actor, id }) {
      required(await findEvent(sql, businessId, id));
      await requireActive(sql, businessId);
      await resendEvents(sql, businessId, [id]);
      await audit.record(sql, { action: 'webhooks.events.resend', clientId, objectId: id, actor });
      afterwards(() => wake(businessId));
      return required(await findEvent(sql, businessId, id));
    },
    async resendRange({ sql, afterwards }, { businessId, clientId, actor, wanted }) {
      await requireActive(sql, businessId);
      const found = await listToResend(sql, businessId, filterOf(wanted), MOST_RESENT + 1);
      const taken = found.slice(0, MOST_RESENT);
      await resendEvents(
        sql,
        businessId,
        taken.map(({ id }) => id),
      );
      const details = { count: taken.length, state: wanted.state ?? null };
      await audit.record(sql, {
        action: 'webhooks.events.resend-range',
        clientId,
        objectId: businessId,
        actor,
        details,
      });
      afterwards(() => wake(businessId));
      return { count: taken.length, nextFrom: found[MOST_RESENT]?.occurredAt ?? null };
    },
    async test(transaction, { businessId, clientId, actor }) {
      const { sql } = transaction;
      await requireActive(sql, businessId);
      const fields = { message: 'A test. No money has moved.' };
      const id = await emitEvent(options, transaction, {
        businessId,
        type: 'webhook.test',
        objectId: businessId,
        fields,
      });
      await audit.record(sql, { action: 'webhooks.test', clientId, objectId: id, actor });
      return required(await findEvent(sql, businessId, id));
    },
  };
}

function filterOf({ type, state, objectId, from, to }: WantedEvents): EventFilter {
  const bound = (moment: Date | undefined) =>
    moment === undefined ? undefined : earliestId('webhookEvent', moment.getTime());
  return { type, state, objectId, from: bound(from), to: bound(to) };
}

/** Nothing is put on its way to a receiver that gets nothing. */
async function requireActive(sql: Sql, businessId: BusinessId): Promise<void> {
  const endpoint = await findEndpoint(sql, businessId);
  if (endpoint === undefined) throw new Fault('webhook.not_found');
  if (endpoint.state !== 'active') throw new Fault('webhook.not_active');
}

function required(event: StoredEvent | undefined): StoredEvent {
  if (event === undefined) throw new Fault('webhook_event.not_found');
  return event;
}
