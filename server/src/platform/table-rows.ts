/**
 * The rows of any table as text and back, for copies that another database must understand: each row is a JSON array of
 * the columns' own text forms. The statements are made from the catalog of the database, never from a file.
 */

import type { Sql } from './pool.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** A query for all rows, one text each, in an order that is the same in every database. */
  readonly select: string;
  /** A statement that inserts the rows of its one parameter, a JSON array of rows. */
  readonly insert: string;
}

/** Every table of ours but the record of migrations, those that others refer to before those that refer to them. */
export async function listTables(sql: Sql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select c.relname as name,
      jsonb_agg(a.attname order by a.attnum) as columns,
      format('select json_build_array(%s)::text as row from public.%I t order by %s',
        string_agg(format('t.%I::text', a.attname), ', ' order by a.attnum), c.relname, max(k.keys)) as select,
      format('insert into public.%I (%s) select %s from jsonb_array_elements($1::text::jsonb) r', c.relname,
        string_agg(quote_ident(a.attname), ', ' order by a.attnum),
        string_agg(format('(r->>%s)::%s', a.place, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)) as insert
    from pg_class c
    join lateral (
      select attname, attnum, atttypid, atttypmod, row_number() over (order by attnum) - 1 as place
      from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
    ) a on true
    join lateral (
      select string_agg(format('t.%I', p.attname) || case when p.attcollation <> 0 then ' collate "C"' else '' end,
        ', ' order by k.place) as keys
      from pg_index i
      cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
      join pg_attribute p on p.attrelid = c.oid and p.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary
    ) k on true
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
    group by c.relname
    order by c.relname`;
  const references = await sql<{ from: string; to: string }[]>`
    select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to
    from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`;
  return inOrderOfReference(tables, references);
}

/** Makes text forms independent of the settings of the database and its role. */
export async function fixTextForms(sql: Sql): Promise<void> {
  await sql`set local timezone = 'UTC'`;
  await sql`set local datestyle = 'ISO, YMD'`;
  await sql`set local bytea_output = 'hex'`;
  await sql`set local extra_float_digits = 1`;
  await sql`set local statement_timeout = 0`;
}

const ROWS_AT_ONCE = 500;

/** All rows of the table, some at a time. */
export async function* readRows(sql: Sql, table: Table): AsyncGenerator<readonly string[]> {
  for await (const rows of sql.unsafe<{ row: string }[]>(table.select).cursor(ROWS_AT_ONCE)) {
    yield rows.map(({ row }) => row);
  }
}

export async function insertRows(sql: Sql, table: Table, rows: readonly string[]): Promise<void> {
  if (rows.length > 0) await sql.unsafe(table.insert, [`[${rows.join(',')}]`]);
}

/** Whether there is any row in any of the tables. */
export async function isEmpty(sql: Sql, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables) {
    const rows = await sql`select 1 from ${sql(name)} limit 1`;
    if (rows.length > 0) return false;
  }
  return true;
}

function inOrderOfReference(
  tables: readonly Table[],
  references: readonly { readonly from: string; readonly to: string }[],
): Table[] {
  const ordered: Table[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const isWaiting = (name: string): boolean => waiting.some((table) => table.name === name);
    const free = waiting.filter(({ name }) => !references.some(({ from, to }) => from === name && isWaiting(to)));
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${waiting.map(({ name }) => name)}`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}
