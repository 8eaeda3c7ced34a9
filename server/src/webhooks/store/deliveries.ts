/** The SQL of deliveries and their attempts. When something is due is the database's own time, on which all processes agree. */

import type { BusinessId, WebhookEventId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { AttemptError, Verdict } from '../rules.ts';

/** A delivery that this process has begun an attempt of. */
export interface TakenDelivery {
  readonly businessId: BusinessId;
  readonly eventId: WebhookEventId;
  /** Including this one. */
  readonly attempts: number;
  readonly step: number;
  readonly body: string;
}

export interface Take {
  readonly businessId: BusinessId;
  /** Attempts that may be under way to the business, in all processes. */
  readonly mostAtOnce: number;
  /** Attempts that this process may begin. */
  readonly limit: number;
  readonly holdSeconds: number;
}

/** Begins attempts of what is due. Call it with the endpoint locked: that keeps others from doing so meanwhile. */
export function takeDeliveries(
  sql: Sql,
  { businessId, mostAtOnce, limit, holdSeconds }: Take,
): Promise<TakenDelivery[]> {
  return sql<TakenDelivery[]>`
    with due as (
      select event_id from webhook_delivery
      where business_id = ${businessId} and state = 'pending' and due_at <= now() and ${isFree(sql)}
      order by due_at, event_id
      limit greatest(0, least(${limit}, ${mostAtOnce} - (
        select count(*) from webhook_delivery where business_id = ${businessId} and held_until > now())))
    ),
    taken as (
      update webhook_delivery set attempts = attempts + 1, held_until = now() + make_interval(secs => ${holdSeconds})
      where business_id = ${businessId} and event_id in (select event_id from due)
        and state = 'pending' and ${isFree(sql)}
      returning business_id, event_id, attempts, step
    )
    select t.business_id as "businessId", t.event_id as "eventId", t.attempts, t.step, e.body
    from taken t join webhook_event e on e.business_id = t.business_id and e.id = t.event_id
    order by e.id`;
}

/** Prolongs what this process holds; nothing that lapsed and was begun by another since. */
export async function holdDeliveries(
  sql: Sql,
  deliveries: readonly TakenDelivery[],
  holdSeconds: number,
): Promise<void> {
  const held = deliveries.map(({ businessId, eventId, attempts }) => ({ businessId, eventId, attempts }));
  await sql`
    update webhook_delivery d set held_until = now() + make_interval(secs => ${holdSeconds})
    from jsonb_to_recordset(${sql.json(held)}) as held("businessId" text, "eventId" text, attempts int)
    where d.business_id = held."businessId" and d.event_id = held."eventId" and d.attempts = held.attempts
      and d.state = 'pending' and d.held_until is not null`;
}

const isFree = (sql: Sql) => sql`(held_until is null or held_until <= now())`;

/**
 * The businesses to which something is due. Goes from business to business over the index: what thousands of events wait
 * for with one of them does not make it longer.
 */
export async function findDueBusinesses(sql: Sql): Promise<BusinessId[]> {
  const rows = await sql<{ businessId: BusinessId }[]>`
    with recursive waiting as (
      (select business_id, due_at from webhook_delivery where state = 'pending'
       order by business_id, due_at, event_id limit 1)
      union all
      select later.business_id, later.due_at from waiting
      cross join lateral (
        select d.business_id, d.due_at from webhook_delivery d
        where d.state = 'pending' and d.business_id > waiting.business_id
        order by d.business_id, d.due_at, d.event_id limit 1
      ) later
    )
    select w.business_id as "businessId"
    from waiting w join webhook_endpoint e on e.business_id = w.business_id
    where w.due_at <= now() and e.state = 'active'
    order by w.due_at`;
  return rows.map(({ businessId }) => businessId);
}

/** Writes down how the attempt ended, unless somebody else has begun another one since. */
export async function endAttempt(sql: Sql, delivery: TakenDelivery, verdict: Verdict): Promise<void> {
  const { businessId, eventId, attempts } = delivery;
  const isPending = verdict.state === 'pending';
  await sql`
    update webhook_delivery
    set state = ${verdict.state}, held_until = null,
        step = ${isPending ? verdict.step : delivery.step},
        due_at = ${isPending ? sql`now() + make_interval(secs => ${verdict.waitSeconds})` : sql`due_at`}
    where business_id = ${businessId} and event_id = ${eventId} and attempts = ${attempts} and state = 'pending'`;
}

export interface Attempt {
  readonly number: number;
  readonly at: Date;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly status: number | null;
  readonly error: AttemptError | null;
  readonly latencyMs: number;
  readonly responseHead: string | null;
  readonly nextAt: Date | null;
}

/** Keeps nothing of an event that was cleared away meanwhile. */
export async function insertAttempt(
  sql: Sql,
  { businessId, eventId }: Pick<TakenDelivery, 'businessId' | 'eventId'>,
  attempt: Attempt,
): Promise<void> {
  const { number, at, url, requestHeaders, status, error, latencyMs, responseHead, nextAt } = attempt;
  await sql`
    insert into webhook_attempt
      (business_id, event_id, number, at, url, request_headers, status, error, latency_ms, response_head, next_at)
    select business_id, id, ${number}, ${at}, ${url}, ${sql.json(requestHeaders)}, ${status}::int, ${error}::text,
           ${latencyMs}, ${responseHead}::text, ${nextAt}::timestamptz
    from webhook_event where business_id = ${businessId} and id = ${eventId}
    for key share`;
}

/** The latest first. */
export function listAttempts(
  sql: Sql,
  businessId: BusinessId,
  eventId: WebhookEventId,
  limit: number,
): Promise<Attempt[]> {
  return sql<Attempt[]>`
    select number, at, url, request_headers as "requestHeaders", status, error, latency_ms as "latencyMs",
           response_head as "responseHead", next_at as "nextAt"
    from webhook_attempt where business_id = ${businessId} and event_id = ${eventId}
    order by number desc limit ${limit}`;
}

/** Has the events sent from the beginning of the schedule, whatever became of them; what is under way is left to its end. */
export async function resendEvents(
  sql: Sql,
  businessId: BusinessId,
  eventIds: readonly WebhookEventId[],
): Promise<void> {
  if (eventIds.length === 0) return;
  await sql`
    update webhook_delivery set state = 'pending', step = 0, due_at = now()
    where business_id = ${businessId} and event_id in ${sql([...eventIds])}`;
}

/**
 * What waits for its next attempt does so no longer, and has the whole schedule before it. Not more than can be told in
 * one statement: the others have their turn when it comes.
 */
export async function hastenPending(sql: Sql, businessId: BusinessId, limit: number): Promise<void> {
  await sql`
    update webhook_delivery set step = 0, due_at = now()
    where business_id = ${businessId} and state = 'pending' and event_id in
      (select event_id from webhook_delivery
       where business_id = ${businessId} and state = 'pending' and due_at > now() order by due_at limit ${limit})`;
}

/** What waited for an address that is gone is kept, to be sent when the business asks for it. Returns how many there were. */
export async function giveUpPending(sql: Sql, businessId: BusinessId, limit: number): Promise<number> {
  const { count } = await sql`
    update webhook_delivery set state = 'unsent', held_until = null
    where business_id = ${businessId} and state = 'pending' and event_id in
      (select event_id from webhook_delivery where business_id = ${businessId} and state = 'pending'
       order by due_at limit ${limit})
      and not exists (select from webhook_endpoint where business_id = ${businessId})`;
  return count;
}
