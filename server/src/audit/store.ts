/** The SQL of audit events: rows are added and never changed, which the database itself enforces. */

import type postgres from 'postgres';
import type { ClientId, Id, UserId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { contentLine, ORIGIN } from './chain.ts';
import type { ChainedEvent, EventContent, Facts, Link } from './event.ts';

/** A question that names client accounts in a column `client_id`, each once. */
export type Accounts = postgres.Fragment;

/** The client accounts that a user belongs to, as a part of a statement. */
export type AccountsOf = (sql: Sql, userId: UserId) => Accounts;

export function oneAccount(sql: Sql, clientId: ClientId): Accounts {
  return sql`select ${clientId}::text as client_id`;
}

/**
 * Adds the event to the chain of each of the accounts, in one statement. The head of a chain stays locked until the
 * transaction ends, so its events have one order and no gaps; heads are taken in the order of their names, so that two
 * events in the same accounts cannot wait for each other.
 */
export async function appendEvent(
  sql: Sql,
  accounts: Accounts,
  event: { readonly id: Id<'auditEvent'>; readonly content: EventContent },
): Promise<void> {
  const { id, content } = event;
  const line = contentLine(content);
  await sql`
    with account as materialized (${accounts}),
    link as (
      insert into audit_chain as c (client_id, sequence, hash)
      select client_id, 1, sha256(convert_to(concat_ws(E'\n', ${ORIGIN.hash}::text, client_id, 1, ${id}::text, ${line}::text), 'UTF8'))
      from account order by client_id collate "C"
      on conflict (client_id) do update
        set sequence = c.sequence + 1,
            hash = sha256(convert_to(concat_ws(E'\n', encode(c.hash, 'hex'), c.client_id, c.sequence + 1, ${id}::text, ${line}::text), 'UTF8'))
      returning client_id, sequence, hash
    )
    insert into audit_event (client_id, id, sequence, hash, occurred_at, action, object_id, user_id, session_id, key_id,
                             address, user_agent, request_id, outcome, code, count, before, after, details)
    select client_id, ${id}, sequence, hash, ${content.occurredAt}::text::timestamptz, ${content.action}, ${content.objectId},
           ${content.userId}, ${content.sessionId}, ${content.keyId}, ${content.address}, ${content.userAgent},
           ${content.requestId}, ${content.outcome}, ${content.code}, ${content.count}, ${jsonOrNull(sql, content.before)},
           ${jsonOrNull(sql, content.after)}, ${jsonOrNull(sql, content.details)}
    from link`;
}

function jsonOrNull(sql: Sql, facts: Facts | null) {
  return facts === null ? sql`null::jsonb` : sql`${sql.json(facts)}::jsonb`;
}

interface EventRow extends Omit<EventContent, 'occurredAt'> {
  readonly clientId: ClientId;
  readonly id: string;
  readonly sequence: bigint;
  readonly hash: string;
  readonly occurredAt: Date;
}

function columns(sql: Sql) {
  return sql`
    e.client_id as "clientId", e.id, e.sequence, encode(e.hash, 'hex') as hash, e.occurred_at as "occurredAt", e.action,
    e.object_id as "objectId", e.user_id as "userId", e.session_id as "sessionId", e.key_id as "keyId", e.address,
    e.user_agent as "userAgent", e.request_id as "requestId", e.outcome, e.code, e.count, e.before, e.after, e.details`;
}

function toEvent({ clientId: _, id, sequence, hash, occurredAt, ...rest }: EventRow): ChainedEvent {
  return {
    id,
    sequence: Number(sequence),
    hash,
    content: { occurredAt: occurredAt.toISOString(), ...rest },
  };
}

/** Which events are wanted; what is absent is not looked at. */
export interface EventFilter {
  readonly action?: string | undefined;
  readonly userId?: string | undefined;
  readonly keyId?: string | undefined;
  readonly objectId?: string | undefined;
  /** The first id wanted, and the first no longer wanted: ids begin with the time. */
  readonly fromId?: string | undefined;
  readonly toId?: string | undefined;
}

function matches(sql: Sql, filter: EventFilter) {
  const { action, userId, keyId, objectId, fromId, toId } = filter;
  return sql`true
    ${action === undefined ? sql`` : sql`and e.action = ${action}`}
    ${userId === undefined ? sql`` : sql`and e.user_id = ${userId}`}
    ${keyId === undefined ? sql`` : sql`and e.key_id = ${keyId}`}
    ${objectId === undefined ? sql`` : sql`and e.object_id = ${objectId}`}
    ${fromId === undefined ? sql`` : sql`and e.id >= ${fromId}`}
    ${toId === undefined ? sql`` : sql`and e.id < ${toId}`}`;
}

/** Newest first, after the one named by `before`. */
export async function listEvents(
  sql: Sql,
  clientId: ClientId,
  filter: EventFilter,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<ChainedEvent[]> {
  const rows = await sql<EventRow[]>`
    select ${columns(sql)} from audit_event e
    where e.client_id = ${clientId} and ${matches(sql, filter)}
      ${page.before === undefined ? sql`` : sql`and e.id < ${page.before}`}
    order by e.id desc offset ${page.offset} limit ${page.limit}`;
  return rows.map(toEvent);
}

/** How many events match, counted up to `most`. */
export async function countEvents(sql: Sql, clientId: ClientId, filter: EventFilter, most: number): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from
      (select from audit_event e where e.client_id = ${clientId} and ${matches(sql, filter)} limit ${most}) found`;
  return rows[0]?.count ?? 0;
}

export interface ExportedEvent extends ChainedEvent {
  /** The hash of the event before it in the chain. */
  readonly previousHash: string;
}

/** The events that match among those with a sequence above `after`, up to and including `last`, oldest first. */
export async function readWindow(
  sql: Sql,
  clientId: ClientId,
  filter: EventFilter,
  window: { readonly after: number; readonly last: number },
): Promise<ExportedEvent[]> {
  const rows = await sql<(EventRow & { readonly previousHash: string | null })[]>`
    select ${columns(sql)}, encode(p.hash, 'hex') as "previousHash"
    from audit_event e left join audit_event p on p.client_id = e.client_id and p.sequence = e.sequence - 1
    where e.client_id = ${clientId} and e.sequence > ${window.after} and e.sequence <= ${window.last} and ${matches(sql, filter)}
    order by e.sequence`;
  return rows.map(({ previousHash, ...row }) => ({ ...toEvent(row), previousHash: previousHash ?? ORIGIN.hash }));
}

/** The events of a chain behind a place in it, in their order. */
export async function readChain(sql: Sql, clientId: ClientId, after: number, limit: number): Promise<ChainedEvent[]> {
  const rows = await sql<EventRow[]>`
    select ${columns(sql)} from audit_event e
    where e.client_id = ${clientId} and e.sequence > ${after} order by e.sequence limit ${limit}`;
  return rows.map(toEvent);
}

export async function findHead(sql: Sql, clientId: ClientId): Promise<Link | undefined> {
  const rows = await sql<{ sequence: bigint; hash: string }[]>`
    select sequence, encode(hash, 'hex') as hash from audit_chain where client_id = ${clientId}`;
  return rows.map(({ sequence, hash }) => ({ sequence: Number(sequence), hash }))[0];
}

/** The head of a chain and the newest event in it, as they were at one moment. */
export interface Tip {
  readonly head: Link | undefined;
  readonly newest: Link | undefined;
}

export async function findTip(sql: Sql, clientId: ClientId): Promise<Tip> {
  const rows = await sql<{ kind: keyof Tip; sequence: bigint; hash: string }[]>`
    select 'head' as kind, sequence, encode(hash, 'hex') as hash from audit_chain where client_id = ${clientId}
    union all
    (select 'newest', sequence, encode(hash, 'hex') from audit_event where client_id = ${clientId}
     order by sequence desc limit 1)`;
  const find = (kind: keyof Tip): Link | undefined => {
    const row = rows.find((one) => one.kind === kind);
    return row === undefined ? undefined : { sequence: Number(row.sequence), hash: row.hash };
  };
  return { head: find('head'), newest: find('newest') };
}

/** The next client account of which there are events or a chain; undefined behind the last. */
export async function nextClient(sql: Sql, after: string): Promise<ClientId | undefined> {
  const rows = await sql<{ clientId: ClientId | null }[]>`
    select least((select min(client_id) from audit_chain where client_id > ${after}),
                 (select min(client_id) from audit_event where client_id > ${after})) as "clientId"`;
  return rows[0]?.clientId ?? undefined;
}
