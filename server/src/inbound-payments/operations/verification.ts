/** Holding the suspense accounts of the ledger against the payments that wait in them: what is in one is in the other. */

import { type Difference, listSuspense } from '../../ledger/index.ts';
import type { Sql } from '../../platform/pool.ts';
import { suspenseDifference } from '../rules.ts';
import { sumSuspended } from '../store.ts';

/** The first account that holds another amount than its payments come to. In a transaction that sees one moment. */
export async function findSuspenseDifference(sql: Sql): Promise<Difference | undefined> {
  return suspenseDifference(await listSuspense(sql, null), await sumSuspended(sql));
}
