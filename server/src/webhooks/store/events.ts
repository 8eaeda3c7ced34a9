/** The SQL of events: written with the posting they tell of, listed, sent again, cleared away. */

import type { BusinessId, WebhookEventId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { DeliveryState, EventType, StoredEvent } from '../event.ts';

export interface NewEvent {
  readonly businessId: BusinessId;
  readonly id: WebhookEventId;
  readonly type: EventType;
  readonly objectId: string;
  /** The body before and after the digits of the sequence. */
  readonly body: readonly [string, string];
  readonly occurredAt: Date;
}

/** Returns whether somebody listens. If not the event is kept all the same: it can be sent later. */
export async function insertEvent(sql: Sql, event: NewEvent): Promise<boolean> {
  const { businessId, id, type, objectId, body, occurredAt } = event;
  const rows = await sql<{ state: DeliveryState }[]>`
    with moment as (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as sequence),
    added as (
      insert into webhook_event (business_id, id, sequence, type, object_id, body, occurred_at)
      select ${businessId}, ${id}, sequence, ${type}, ${objectId}, ${body[0]}::text || sequence || ${body[1]}::text,
             ${occurredAt}
      from moment
    )
    insert into webhook_delivery (business_id, event_id, state)
    select ${businessId}, ${id},
           case when exists (select from webhook_endpoint where business_id = ${businessId}) then 'pending' else 'unsent' end
    returning state`;
  return rows[0]?.state === 'pending';
}

export interface EventFilter {
  readonly type: EventType | undefined;
  readonly state: DeliveryState | undefined;
  readonly objectId: string | undefined;
  /** Ids that begin and end the time: that of the first event, and what all events are before. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface EventPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

const columns = (sql: Sql) => sql`
  e.business_id as "businessId", e.id, e.sequence, e.type, e.object_id as "objectId", e.body,
  e.occurred_at as "occurredAt", d.state, d.attempts,
  case when d.state = 'pending' then greatest(d.due_at, d.held_until) end as "nextAttemptAt"`;

const matching = (sql: Sql, businessId: BusinessId, { type, state, objectId, from, to }: EventFilter) => sql`
  webhook_event e join webhook_delivery d on d.business_id = e.business_id and d.event_id = e.id
  where e.business_id = ${businessId} and d.business_id = ${businessId}
  ${type === undefined ? sql`` : sql`and e.type = ${type}`}
  ${state === undefined ? sql`` : sql`and d.state = ${state}`}
  ${objectId === undefined ? sql`` : sql`and e.object_id = ${objectId}`}
  ${from === undefined ? sql`` : sql`and e.id >= ${from}`}
  ${to === undefined ? sql`` : sql`and e.id < ${to}`}`;

/** Newest first, after the one named by `before`. */
export function listEvents(
  sql: Sql,
  businessId: BusinessId,
  filter: EventFilter,
  { before, offset, limit }: EventPage,
): Promise<StoredEvent[]> {
  return sql<StoredEvent[]>`
    select ${columns(sql)} from ${matching(sql, businessId, filter)}
      ${before === undefined ? sql`` : sql`and e.id < ${before}`}
    order by e.id desc offset ${offset} limit ${limit}`;
}

/** Counts no further than `most`. */
export async function countEvents(
  sql: Sql,
  businessId: BusinessId,
  filter: EventFilter,
  most: number,
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from (select 1 from ${matching(sql, businessId, filter)} limit ${most}) counted`;
  return rows[0]?.count ?? 0;
}

export async function findEvent(
  sql: Sql,
  businessId: BusinessId,
  id: WebhookEventId,
): Promise<StoredEvent | undefined> {
  const rows = await sql<StoredEvent[]>`
    select ${columns(sql)} from webhook_event e
    join webhook_delivery d on d.business_id = e.business_id and d.event_id = e.id
    where e.business_id = ${businessId} and e.id = ${id}`;
  return rows[0];
}

/** The oldest of those that match and do not wait already. */
export function listToResend(
  sql: Sql,
  businessId: BusinessId,
  filter: EventFilter,
  limit: number,
): Promise<Pick<StoredEvent, 'id' | 'occurredAt'>[]> {
  return sql<Pick<StoredEvent, 'id' | 'occurredAt'>[]>`
    select e.id, e.occurred_at as "occurredAt" from ${matching(sql, businessId, filter)} and d.state <> 'pending'
    order by e.id limit ${limit}`;
}

/** Deletes events of before the moment, with their deliveries and attempts. */
export async function deleteEventsBefore(sql: Sql, moment: Date, limit: number): Promise<number> {
  const { count } = await sql`
    delete from webhook_event where (business_id, id) in
      (select business_id, id from webhook_event where occurred_at < ${moment} order by occurred_at limit ${limit})`;
  return count;
}
