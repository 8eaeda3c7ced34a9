/** The SQL of a rotation: walking a table of sealed values in the order of its key, and replacing them one by one. */

import type { Pool, Sql } from '../platform/pool.ts';
import type { KeyPart, SealedColumn } from './columns.ts';

/** Names the lock under which one rotation runs at a time. */
const LOCK_KEY = 4_842_737_002n;

/** A sealed value, with its key and whatever else its context is made of under their column names. */
export type SealedRow = Readonly<Record<string, KeyPart>> & {
  readonly sealedValue: Buffer;
  readonly digestValue: Buffer | null;
};

/** Runs the work unless somebody else is at it; then undefined. The lock goes with its connection, so a killed one holds none. */
export function whileLocked<T>(pool: Pool, work: () => Promise<T>): Promise<{ readonly result: T } | undefined> {
  return pool.begin(async (sql) => {
    await sql`set local idle_in_transaction_session_timeout = 0`;
    const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK_KEY}) as taken`;
    return row?.taken === true ? { result: await work() } : undefined;
  });
}

/** The next values after the given key, in the order of the key. */
export async function listSealed(
  sql: Sql,
  column: SealedColumn,
  after: SealedRow | undefined,
  limit: number,
): Promise<SealedRow[]> {
  const key = names(sql, column.key);
  const wanted = names(sql, [...column.key, ...(column.also ?? [])]);
  const digest = column.digest === undefined ? sql`null::bytea` : sql(column.digest.column);
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`(${key}) > (${list(
          sql,
          column.key.map((part) => value(sql, after[part])),
        )})`;
  return sql<SealedRow[]>`
    select ${wanted}, ${sql(column.column)} as "sealedValue", ${digest} as "digestValue"
    from ${sql(column.table)}
    where octet_length(${sql(column.column)}) > 0 and ${isAfter}
    order by ${key} limit ${limit}`;
}

/** Replaces the value unless it has changed meanwhile. */
export async function replaceSealed(
  sql: Sql,
  column: SealedColumn,
  row: SealedRow,
  replacement: { readonly sealed: Buffer; readonly digest: Buffer | undefined },
): Promise<void> {
  const { sealed, digest } = replacement;
  const alsoDigest =
    column.digest === undefined || digest === undefined ? sql`` : sql`, ${sql(column.digest.column)} = ${digest}`;
  const isRow = column.key.map((part) => sql`${sql(part)} = ${value(sql, row[part])}`);
  await sql`
    update ${sql(column.table)} set ${sql(column.column)} = ${sealed} ${alsoDigest}
    where ${isRow.reduce((before, next) => sql`${before} and ${next}`)} and ${sql(column.column)} = ${row.sealedValue}`;
}

type Fragment = ReturnType<Sql>;

function value(sql: Sql, part: KeyPart | undefined): Fragment {
  if (part === undefined) throw new Error('a row holds its key');
  return sql`${part}`;
}

function names(sql: Sql, columns: readonly string[]): Fragment {
  return list(
    sql,
    columns.map((column) => sql`${sql(column)}`),
  );
}

function list(sql: Sql, parts: readonly Fragment[]): Fragment {
  return parts.reduce((before, next) => sql`${before}, ${next}`);
}
