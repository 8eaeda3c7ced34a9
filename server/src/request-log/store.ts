/** The SQL of the request log. Every list is of one business, or of the client account as a whole, by an index. */

import type { FaultCode } from '../faults/index.ts';
import type { BusinessId, ClientId, RequestId, SecretKeyId, UserId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

/** A type, not an interface, which would not count as JSON. */
export type NewRow = {
  readonly id: RequestId;
  readonly clientId: ClientId;
  /** Empty: of the client account as a whole. */
  readonly businessId: BusinessId | '';
  readonly keyId: SecretKeyId | null;
  readonly userId: UserId | null;
  readonly method: string;
  readonly operation: string;
  readonly status: number;
  readonly code: FaultCode | null;
  readonly durationUs: number;
  readonly address: string;
  readonly userAgent: string;
};

export interface StoredRequest extends Omit<NewRow, 'clientId' | 'businessId'> {
  readonly businessId: BusinessId | null;
}

/** One statement. Rows that are there already are those of a statement whose answer was lost. */
export async function insertRequests(sql: Sql, rows: readonly NewRow[]): Promise<void> {
  await sql`
    insert into request_log (client_id, business_id, id, operation, method, status, code, duration_us, key_id, user_id,
                             address, user_agent)
    select r."clientId", r."businessId", r.id, r.operation, r.method, r.status, r.code, r."durationUs", r."keyId",
           r."userId", r.address, r."userAgent"
    from jsonb_to_recordset(${sql.json([...rows])}) as r(
      "clientId" text, "businessId" text, id text, operation text, method text, status smallint, code text,
      "durationUs" integer, "keyId" text, "userId" text, address text, "userAgent" text)
    on conflict on constraint request_log__pkey do nothing`;
}

/** Which requests are wanted. Null: whatever it is. */
export interface RequestFilter {
  readonly clientId: ClientId;
  /** Of these: a business, and perhaps '' for the client account as a whole. */
  readonly places: readonly [BusinessId, ''?];
  readonly requestId: RequestId | null;
  readonly keyId: SecretKeyId | null;
  readonly operation: string | null;
  readonly method: string | null;
  readonly code: string | null;
  /** Statuses from this one on, and before that one. */
  readonly fromStatus: number | null;
  readonly beforeStatus: number | null;
  /** Ids from this one on, and before that one: ids sort by time. */
  readonly fromId: string | null;
  readonly beforeId: string | null;
}

const isWanted = (sql: Sql, place: BusinessId | '', filter: RequestFilter) => sql`
  client_id = ${filter.clientId} and business_id = ${place}
  ${filter.requestId === null ? sql`` : sql`and id = ${filter.requestId}`}
  ${filter.keyId === null ? sql`` : sql`and key_id = ${filter.keyId}`}
  ${filter.operation === null ? sql`` : sql`and operation = ${filter.operation}`}
  ${filter.method === null ? sql`` : sql`and method = ${filter.method}`}
  ${filter.code === null ? sql`` : sql`and code = ${filter.code}`}
  ${filter.fromStatus === null ? sql`` : sql`and status >= ${filter.fromStatus}`}
  ${filter.beforeStatus === null ? sql`` : sql`and status < ${filter.beforeStatus}`}
  ${isOfRefused(filter) ? sql`and status >= 400` : sql``}
  ${filter.fromId === null ? sql`` : sql`and id >= ${filter.fromId}`}
  ${filter.beforeId === null ? sql`` : sql`and id < ${filter.beforeId}`}`;

/** Said in words of its own, for a planner that does not know the parameters: then the index of refusals will do. */
function isOfRefused({ code, fromStatus }: RequestFilter): boolean {
  return code !== null || (fromStatus !== null && fromStatus >= 400);
}

/** Newest first, after the one named by `before`: of each place as many as could be on the page, of these the newest. */
export function listRequests(
  sql: Sql,
  filter: RequestFilter,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<StoredRequest[]> {
  const { before, offset, limit } = page;
  const [place, other] = filter.places;
  const of = (place: BusinessId | '') => sql`
    (select id, nullif(business_id, '') as "businessId", key_id as "keyId", user_id as "userId", method, operation,
            status, code, duration_us as "durationUs", address, user_agent as "userAgent"
     from request_log
     where ${isWanted(sql, place, filter)} ${before === undefined ? sql`` : sql`and id < ${before}`}
     order by id desc limit ${offset + limit})`;
  return sql<StoredRequest[]>`
    select * from (${of(place)} ${other === undefined ? sql`` : sql`union all ${of(other)}`}) found
    order by id desc offset ${offset} limit ${limit}`;
}

/** How many are wanted, counted up to `most`. */
export async function countRequests(sql: Sql, filter: RequestFilter, most: number): Promise<number> {
  const [place, other] = filter.places;
  const of = (place: BusinessId | '') =>
    sql`(select from request_log where ${isWanted(sql, place, filter)} limit ${most})`;
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count
    from (${of(place)} ${other === undefined ? sql`` : sql`union all ${of(other)}`}) found`;
  return Math.min(rows[0]?.count ?? 0, most);
}

/** Deletes what was asked before the id, oldest first; returns how many. */
export async function deleteRequests(sql: Sql, beforeId: string, limit: number): Promise<number> {
  const { count } = await sql`
    delete from request_log where ctid in (
      select ctid from request_log where id < ${beforeId} order by id limit ${limit} for update skip locked)`;
  return count;
}
