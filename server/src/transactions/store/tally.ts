/** The SQL of the tally: how many transactions there are up to an id. */

import type { AccountId, BusinessId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

/** All of a business, or those of one of its accounts. */
export interface Counted {
  readonly businessId: BusinessId;
  readonly accountId: AccountId | null;
}

export interface Tally {
  readonly upToId: string;
  readonly count: bigint;
}

export async function findTally(sql: Sql, { businessId, accountId }: Counted): Promise<Tally | undefined> {
  const rows = await sql<Tally[]>`
    select up_to_id as "upToId", count from transaction_tally
    where business_id = ${businessId} and account_id = ${accountId ?? ''}`;
  return rows[0];
}

/** How many of the next `most` after the id there are, before another id where one is given, and the last of them. */
export async function countOn(
  sql: Sql,
  { businessId, accountId }: Counted,
  range: { readonly after: string; readonly before: string | null; readonly most: number },
): Promise<{ readonly count: bigint; readonly lastId: string | null }> {
  const rows = await sql<{ count: bigint; lastId: string | null }[]>`
    select count(*) as count, max(id) as "lastId" from (
      select id from account_transaction
      where business_id = ${businessId} and id > ${range.after}
        ${accountId === null ? sql`` : sql`and account_id = ${accountId}`}
        ${range.before === null ? sql`` : sql`and id < ${range.before}`}
      order by id limit ${range.most}) next`;
  return rows[0] ?? { count: 0n, lastId: null };
}

/** Moves the tally on; nothing happens when somebody else has done so since it was read. */
export async function saveTally(
  sql: Sql,
  { businessId, accountId }: Counted,
  { from, to }: { readonly from: Tally; readonly to: Tally },
): Promise<void> {
  await sql`
    insert into transaction_tally as t (business_id, account_id, up_to_id, count)
    values (${businessId}, ${accountId ?? ''}, ${to.upToId}, ${to.count})
    on conflict on constraint transaction_tally__pkey do update
      set up_to_id = excluded.up_to_id, count = excluded.count
      where t.up_to_id = ${from.upToId}`;
}
