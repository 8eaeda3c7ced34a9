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

/** Something that a room above this one knows, and that must agree with the books. */
export type FurtherCheck = (sql: Sql) => Promise<Difference | undefined>;

/** Looks at one moment of the ledger, so it can run while money moves. The pool must be one that is patient. */
export function verifyLedger(pool: Pool, further?: FurtherCheck): Promise<LedgerReport> {
  return pool.begin('isolation level repeatable read read only', (sql) => examine(sql, further));
}

/** The same within a transaction. */
export async function examine(sql: Sql, further: FurtherCheck = async () => undefined): Promise<LedgerReport> {
  await takeTime(sql);
  const [size, totals] = [await measure(sql), await totalByKind(sql)];
  return { ...size, totals, difference: (await findDifference(sql)) ?? (await further(sql)) };
}
