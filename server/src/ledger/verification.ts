/** Proving the ledger right, or naming the first place where it is not: everything is recomputed from the entries. */

import type { Pool, Sql } from '../platform/pool.ts';
import {
  type Difference,
  findDifference,
  type KindTotal,
  measure,
  type Size,
  takeTime,
  totalByKind,
} from './store/verification.ts';

export interface LedgerReport extends Size {
  readonly totals: readonly KindTotal[];
  /** Undefined: the ledger is right. */
  readonly difference: Difference | undefined;
}

/** Looks at one moment of the ledger, so it can run while money moves. The pool must be one that is patient. */
export function verifyLedger(pool: Pool): Promise<LedgerReport> {
  return pool.begin('isolation level repeatable read read only', (sql) => examine(sql));
}

/** The same within a transaction. */
export async function examine(sql: Sql): Promise<LedgerReport> {
  await takeTime(sql);
  return { ...(await measure(sql)), totals: await totalByKind(sql), difference: await findDifference(sql) };
}
