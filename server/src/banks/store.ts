/** The SQL of banks: which of them a business has chosen. */

import type { BusinessId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

/** Undefined when the business has chosen none, so that all are good. */
export async function findChoice(sql: Sql, businessId: BusinessId): Promise<readonly string[] | undefined> {
  const rows = await sql<{ codes: readonly string[] }[]>`
    select codes from business_billers where business_id = ${businessId}`;
  return rows[0]?.codes;
}

/** Keeps other choices of the business waiting until the transaction ends. */
export async function lockChoice(sql: Sql, businessId: BusinessId): Promise<readonly string[] | undefined> {
  const rows = await sql<{ codes: readonly string[] }[]>`
    select codes from business_billers where business_id = ${businessId} for update`;
  return rows[0]?.codes;
}

export async function replaceChoice(
  sql: Sql,
  choice: { readonly businessId: BusinessId; readonly codes: readonly string[]; readonly updatedAt: Date },
): Promise<void> {
  await sql`
    insert into business_billers (business_id, codes, updated_at)
    values (${choice.businessId}, ${sql.json([...choice.codes])}, ${choice.updatedAt})
    on conflict on constraint business_billers__pkey do update
    set codes = excluded.codes, updated_at = excluded.updated_at`;
}
