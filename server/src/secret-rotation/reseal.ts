/** Sealing with the secrets in use whatever was sealed with others, a batch at a time, as often as one likes. */

import type { Pool, Sql } from '../platform/pool.ts';
import type { Pepper, Seal } from '../platform/seal.ts';
import { SEALED_COLUMNS, type SealedColumn } from './columns.ts';
import { listSealed, replaceSealed, type SealedRow } from './store.ts';

export interface Pass {
  /** How many values are not under the secrets in use. After a pass that replaced them they are. */
  readonly stale: number;
  /** Values that no accepted secret opens, as `table.column key`. */
  readonly unreadable: readonly string[];
}

const BATCH = 200;

interface Means {
  readonly pool: Pool;
  readonly seal: Seal;
  readonly pepper: Pepper;
}

/** Replaces what is stale. Each batch is a transaction: killed anywhere, every value is under one secret or the other. */
export function resealAll(means: Means): Promise<Pass> {
  return walk(means, async (sql, column, row, plain) => {
    const sealed = means.seal.seal(plain, column.context(row));
    await replaceSealed(sql, column, row, { sealed, digest: digestOf(means.pepper, column, row, plain) });
  });
}

/** Counts what is stale. */
export function inspectAll(means: Means): Promise<Pass> {
  return walk(means, async () => undefined);
}

type Visit = (sql: Sql, column: SealedColumn, row: SealedRow, plain: string) => Promise<void>;

async function walk(means: Means, visit: Visit): Promise<Pass> {
  const passes: Pass[] = [];
  for (const column of SEALED_COLUMNS) {
    let after: SealedRow | undefined;
    do {
      const { pass, last } = await means.pool.begin((sql) => visitBatch(sql, means, { column, after }, visit));
      passes.push(pass);
      after = last;
    } while (after !== undefined);
  }
  return {
    stale: passes.reduce((total, { stale }) => total + stale, 0),
    unreadable: passes.flatMap(({ unreadable }) => unreadable),
  };
}

/** Visits what is stale among the next values; `last` is where to go on, if there may be more. */
async function visitBatch(
  sql: Sql,
  means: Means,
  { column, after }: { readonly column: SealedColumn; readonly after: SealedRow | undefined },
  visit: Visit,
): Promise<{ readonly pass: Pass; readonly last: SealedRow | undefined }> {
  const rows = await listSealed(sql, column, after, BATCH);
  const unreadable: string[] = [];
  let stale = 0;
  for (const row of rows) {
    if (column.digest === undefined && means.seal.isCurrent(row.sealedValue)) continue;
    const plain = open(means.seal, column, row);
    if (plain === undefined) unreadable.push(nameOf(column, row));
    else if (isStale(means, column, row, plain)) {
      stale += 1;
      await visit(sql, column, row, plain);
    }
  }
  return { pass: { stale, unreadable }, last: rows.length === BATCH ? rows.at(-1) : undefined };
}

function isStale({ seal, pepper }: Means, column: SealedColumn, row: SealedRow, plain: string): boolean {
  const digest = digestOf(pepper, column, row, plain);
  const isDigestCurrent = digest === undefined || (row.digestValue !== null && digest.equals(row.digestValue));
  return !seal.isCurrent(row.sealedValue) || !isDigestCurrent;
}

function digestOf(pepper: Pepper, column: SealedColumn, row: SealedRow, plain: string): Buffer | undefined {
  return column.digest === undefined
    ? undefined
    : pepper.digest(column.digest.purpose, column.digest.value(plain, row));
}

function open(seal: Seal, column: SealedColumn, row: SealedRow): string | undefined {
  try {
    return seal.open(row.sealedValue, column.context(row));
  } catch {
    return undefined;
  }
}

function nameOf(column: SealedColumn, row: SealedRow): string {
  const key = column.key.map((part) => (Buffer.isBuffer(row[part]) ? row[part].toString('hex') : String(row[part])));
  return `${column.table}.${column.column} of ${key.join(' ')}`;
}
