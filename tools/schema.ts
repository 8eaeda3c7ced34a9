// server/schema.sql: the present schema of the database, read out of PostgreSQL's own catalog (the embedded one brings no
// pg_dump). It can be loaded into an empty database. Whatever it cannot write it refuses, so that nothing is left out silently.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../server/src/platform/embedded/index.ts';
import { migrate } from '../server/src/platform/migrate.ts';
import { openPool, type Sql } from '../server/src/platform/pool.ts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly notNull: boolean;
  readonly fallback: string | null;
  /** `s` for a stored generated column, `v` for a virtual one, empty for others. */
  readonly generated: string;
}

interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  /** The table that a foreign key points to. */
  readonly target: string | null;
}

/** An index or a trigger: its table and the statement that makes it. */
interface Attached {
  readonly table: string;
  readonly definition: string;
}

const HEAD = `-- The present schema: what the files of server/migrations add up to, for reading. The database is made by those, not by this.
-- Written by "npm run generate", compared in server/test/schema.test.ts: never edited by hand.
`;

/** The schema of a migrated database, as SQL. */
export async function dumpSchema(sql: Sql): Promise<string> {
  await refuseUnwritten(sql);
  const [columns, constraints, indexes, triggers, functions] = await Promise.all([
    readColumns(sql),
    readConstraints(sql),
    readIndexes(sql),
    readTriggers(sql),
    readFunctions(sql),
  ]);
  const tables = inOrder(new Set(columns.map(({ table }) => table)), constraints).map((table) => {
    const isOwn = (part: { readonly table: string }): boolean => part.table === table;
    const lines = [
      ...columns.filter(isOwn).map(columnLine),
      ...constraints.filter(isOwn).map(({ name, definition }) => `constraint ${name} ${definition}`),
    ];
    const attached = [...indexes, ...triggers].filter(isOwn).map(({ definition }) => `${definition};\n`);
    const statement = `create table ${table} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);\n`;
    return statement + (attached.length === 0 ? '' : `\n${attached.join('')}`);
  });
  return [HEAD, ...functions.map((definition) => `${definition.trimEnd()};\n`), ...tables].join('\n');
}

function columnLine({ name, type, collation, notNull, fallback, generated }: Column): string {
  const kind = generated === 's' ? 'stored' : 'virtual';
  const value = generated === '' ? `default ${fallback}` : `generated always as (${fallback}) ${kind}`;
  return [
    `${name} ${type}`,
    ...(collation === null ? [] : [`collate ${collation}`]),
    ...(notNull ? ['not null'] : []),
    ...(fallback === null ? [] : [value]),
  ].join(' ');
}

/** A table after those that its foreign keys point to, otherwise by name. */
function inOrder(tables: ReadonlySet<string>, constraints: readonly Constraint[]): string[] {
  const ordered: string[] = [];
  const place = (table: string, trail: readonly string[]): void => {
    if (ordered.includes(table)) return;
    if (trail.includes(table)) throw new Error(`foreign keys run in a circle: ${[...trail, table].join(' → ')}`);
    const targets = constraints.filter((one) => one.table === table).flatMap(({ target }) => target ?? []);
    for (const target of [...new Set(targets)].sort()) if (target !== table) place(target, [...trail, table]);
    ordered.push(table);
  };
  for (const table of [...tables].sort()) place(table, []);
  return ordered;
}

function readColumns(sql: Sql): Promise<Column[]> {
  return sql<Column[]>`
    select c.relname as table, quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
           case when a.attcollation <> t.typcollation then quote_ident(l.collname) end as collation,
           a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as fallback, a.attgenerated::text as generated
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`;
}

/** Without `not null`, which is written with its column. */
function readConstraints(sql: Sql): Promise<Constraint[]> {
  return sql<Constraint[]>`
    select c.relname as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid, true) as definition,
           f.relname as target
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and k.contype <> 'n' and k.contype <> 't'
    order by c.relname, array_position(array['p', 'u', 'x', 'f', 'c'], k.contype::text), k.conname collate "C"`;
}

/** Those that do not stand behind a constraint. */
function readIndexes(sql: Sql): Promise<Attached[]> {
  return sql<Attached[]>`
    select c.relname as table, pg_get_indexdef(i.indexrelid, 0, true) as definition
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by c.relname, x.relname collate "C"`;
}

function readTriggers(sql: Sql): Promise<Attached[]> {
  return sql<Attached[]>`
    select c.relname as table, pg_get_triggerdef(t.oid, true) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    order by c.relname, t.tgname collate "C"`;
}

async function readFunctions(sql: Sql): Promise<string[]> {
  const rows = await sql<{ definition: string }[]>`
    select pg_get_functiondef(p.oid) as definition from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
    order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`;
  return rows.map(({ definition }) => definition);
}

/** Fails when the database holds something of a kind that is not written: then this file has to learn it. */
async function refuseUnwritten(sql: Sql): Promise<void> {
  const found = await sql<{ what: string }[]>`
    select c.relkind::text || ' ' || c.relname as what from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind not in ('r', 'i')
    union all select 'policy ' || polname from pg_policy
    union all select 'row security of ' || relname from pg_class
      where relnamespace = 'public'::regnamespace and (relrowsecurity or relforcerowsecurity)
    union all select 'identity ' || attname from pg_attribute where attidentity <> '' and attnum > 0
    union all select 'aggregate ' || proname from pg_proc
      where pronamespace = 'public'::regnamespace and prokind not in ('f', 'p')
    union all select 'type ' || typname from pg_type
      where typnamespace = 'public'::regnamespace and typtype not in ('b', 'c')`;
  if (found.length === 0) return;
  throw new Error(`tools/schema.ts does not write these yet: ${found.map(({ what }) => what).join(', ')}`);
}

/** The content of server/schema.sql, from a database that is made for it and thrown away. Takes seconds. */
export async function buildSchema(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'interstellas-schema-'));
  // Started by root, PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o755);
  try {
    return await dumpFreshDatabase(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function dumpFreshDatabase(folder: string): Promise<string> {
  const dataDir = join(folder, 'data');
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, report: () => undefined });
  const pool = openPool({ url: postgres.url, connections: 1, applicationName: 'interstellas schema' });
  try {
    await migrate(pool);
    return await dumpSchema(pool);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}
