/** The SQL of how keys are used: counted in memory, added here a batch at a time, and forgotten after 90 days. */

import type { BusinessId, ClientId, SecretKeyId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

/** What one process counted for a key on one day since it last told the database. */
export interface DayOfUse {
  readonly clientId: ClientId;
  readonly keyId: SecretKeyId;
  /** `2026-07-01`, UTC. */
  readonly day: string;
  readonly requests: number;
  /** ISO 8601. */
  readonly lastAt: string;
  readonly lastAddress: string;
  readonly sources: readonly SourceOfUse[];
}

/** A type, not an interface, which would not count as JSON. */
export type SourceOfUse = {
  readonly kind: 'business' | 'address';
  readonly source: string;
  readonly requests: number;
  readonly firstAt: string;
  readonly lastAt: string;
};

export interface LastUse {
  readonly at: Date;
  readonly address: string;
  readonly businesses: readonly { readonly businessId: BusinessId; readonly at: Date }[];
}

/** A business or an address, and how a key was used from there. */
export interface UseOfSource {
  readonly source: string;
  readonly requests: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export interface KeyUsage {
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** Days with at least one request, newest first. */
  readonly days: readonly { readonly day: string; readonly requests: number }[];
  /** Most recently used first. */
  readonly businesses: readonly UseOfSource[];
  readonly addresses: readonly UseOfSource[];
}

/** How long the use of a key is remembered. */
const KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;
/** More sources than these are not shown: nobody reads them, and a client could make any number. */
const SOURCES_SHOWN = 200;

/** One statement. Keys that are gone by now are left out. Rows are taken in one order, so that processes do not wait in a circle. */
export async function addUse(sql: Sql, days: readonly DayOfUse[]): Promise<void> {
  await sql`
    with used as (
      select k.client_id, k.id as key_id, u.day, u.requests, u."lastAt", u."lastAddress", u.sources
      from jsonb_to_recordset(${sql.json(days.map((day) => ({ ...day, sources: [...day.sources] })))}) as u(
             "clientId" text, "keyId" text, day date, requests bigint, "lastAt" timestamptz, "lastAddress" text,
             sources jsonb)
      join secret_key k on k.client_id = u."clientId" and k.id = u."keyId"
    ), counted as (
      insert into key_day as d (client_id, key_id, day, requests, last_at, last_address)
      select client_id, key_id, day, sum(requests), max("lastAt"), (array_agg("lastAddress" order by "lastAt" desc))[1]
      from used group by client_id, key_id, day order by client_id, key_id, day
      on conflict (client_id, key_id, day) do update
      set requests = d.requests + excluded.requests,
          last_address = case when excluded.last_at >= d.last_at then excluded.last_address else d.last_address end,
          last_at = greatest(d.last_at, excluded.last_at)
    )
    insert into key_source as s (client_id, key_id, kind, source, requests, first_at, last_at)
    select used.client_id, used.key_id, o.kind, o.source, sum(o.requests), min(o."firstAt"), max(o."lastAt")
    from used cross join jsonb_to_recordset(used.sources) as o(
      kind text, source text, requests bigint, "firstAt" timestamptz, "lastAt" timestamptz)
    group by used.client_id, used.key_id, o.kind, o.source
    order by used.client_id, used.key_id, o.kind, o.source
    on conflict (client_id, key_id, kind, source) do update
    set requests = s.requests + excluded.requests,
        first_at = least(s.first_at, excluded.first_at),
        last_at = greatest(s.last_at, excluded.last_at)`;
}

/** When each of the keys was last used; those that never were are left out. */
export async function findLastUses(
  sql: Sql,
  clientId: ClientId,
  ids: readonly SecretKeyId[],
): Promise<ReadonlyMap<SecretKeyId, LastUse>> {
  if (ids.length === 0) return new Map();
  const last = await sql<{ keyId: SecretKeyId; at: Date; address: string }[]>`
    select k.id as "keyId", d.last_at as at, d.last_address as address
    from secret_key k cross join lateral (
      select last_at, last_address from key_day
      where client_id = k.client_id and key_id = k.id order by day desc limit 1) d
    where k.client_id = ${clientId} and k.id in ${sql([...ids])}`;
  const businesses = await sql<{ keyId: SecretKeyId; businessId: BusinessId; at: Date }[]>`
    select k.id as "keyId", s.source as "businessId", s.last_at as at
    from secret_key k cross join lateral (
      select source, last_at from key_source
      where client_id = k.client_id and key_id = k.id and kind = 'business'
      order by last_at desc limit ${SOURCES_SHOWN}) s
    where k.client_id = ${clientId} and k.id in ${sql([...ids])}
    order by s.last_at desc`;
  const byKey = Map.groupBy(businesses, ({ keyId }) => keyId);
  return new Map(
    last.map(({ keyId, at, address }) => {
      const used = (byKey.get(keyId) ?? []).map(({ businessId, at: usedAt }) => ({ businessId, at: usedAt }));
      return [keyId, { at, address, businesses: used }];
    }),
  );
}

export async function findUsage(sql: Sql, clientId: ClientId, id: SecretKeyId, now: Date): Promise<KeyUsage> {
  const since = new Date(now.getTime() - (KEPT_DAYS - 1) * DAY_MS);
  const days = await sql<{ day: string; requests: number }[]>`
    select to_char(day, 'YYYY-MM-DD') as day, requests::float8 as requests from key_day
    where client_id = ${clientId} and key_id = ${id} and day >= ${since.toISOString().slice(0, 10)}::text::date
    order by key_day.day desc`;
  const sources = (kind: SourceOfUse['kind']) => sql<UseOfSource[]>`
    select source, requests::float8 as requests, first_at as "firstAt", last_at as "lastAt" from key_source
    where client_id = ${clientId} and key_id = ${id} and kind = ${kind}
    order by last_at desc, source limit ${SOURCES_SHOWN}`;
  const [bounds] = await sql<{ firstAt: Date | null; lastAt: Date | null }[]>`
    select (select min(first_at) from key_source where client_id = ${clientId} and key_id = ${id}) as "firstAt",
           (select max(last_at) from key_day where client_id = ${clientId} and key_id = ${id}) as "lastAt"`;
  const [businesses, addresses] = [await sources('business'), await sources('address')];
  return { firstAt: bounds?.firstAt ?? null, lastAt: bounds?.lastAt ?? null, days, businesses, addresses };
}

/** Returns how many rows were forgotten. The newest day of a key stays: when it was last used, however long ago. */
export async function deleteOldUse(sql: Sql, now: Date, limit: number): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  const sources = await sql`
    delete from key_source where (client_id, key_id, kind, source) in
      (select client_id, key_id, kind, source from key_source where last_at < ${before} limit ${limit})`;
  const days = await sql`
    delete from key_day where (client_id, key_id, day) in
      (select client_id, key_id, day from key_day d
       where day < ${before.toISOString().slice(0, 10)}::text::date
         and exists (select 1 from key_day n where n.client_id = d.client_id and n.key_id = d.key_id and n.day > d.day)
       limit ${limit})`;
  return Math.max(sources.count, days.count);
}
