/** Brings the database to the present schema: the numbered files of server/migrations, forward only, each once. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, Sql } from './pool.ts';

const MIGRATIONS_DIR = join(import.meta.dirname, '../../migrations');
/** Names the lock under which processes that start at the same moment take turns. */
const LOCK_KEY = 4_842_737_001n;

export interface Migration {
  readonly name: string;
  /** SHA-256 of the file. */
  readonly checksum: string;
}

interface MigrationFile extends Migration {
  readonly text: string;
}

/**
 * Runs what has not run yet, all in one transaction, so that a crash leaves either the old schema or the new one.
 * Returns the names of the migrations that ran. Throws if one that ran was edited since, or is unknown to this version.
 */
export function migrate(pool: Pool): Promise<string[]> {
  return pool.begin((sql) => migrateWithin(sql));
}

/** The same in a transaction of the caller's, and only as far as the given migrations go, where they are given. */
export async function migrateWithin(sql: Sql, wanted?: readonly Migration[]): Promise<string[]> {
  const files = await readMigrations();
  await sql`select pg_advisory_xact_lock(${LOCK_KEY})`;
  await sql`set local statement_timeout = 0`;
  await sql`
    create table if not exists schema_migration (
      name text constraint schema_migration__pkey primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
  const applied = await sql<Migration[]>`select name, checksum from schema_migration`;
  for (const migration of [...applied, ...(wanted ?? [])]) requireKnown(migration, files);
  const done = new Set(applied.map(({ name }) => name));
  const upTo = wanted === undefined ? undefined : new Set(wanted.map(({ name }) => name));
  const pending = files.filter(({ name }) => !done.has(name) && (upTo === undefined || upTo.has(name)));
  for (const { name, text, checksum } of pending) {
    await sql.unsafe(text);
    await sql`insert into schema_migration (name, checksum) values (${name}, ${checksum})`;
  }
  return pending.map(({ name }) => name);
}

/** The migrations that ran in this database; none where there is no record of any. */
export async function listMigrations(sql: Sql): Promise<Migration[]> {
  const [record] = await sql<
    { exists: boolean }[]
  >`select to_regclass('public.schema_migration') is not null as exists`;
  return record?.exists === true ? sql<Migration[]>`select name, checksum from schema_migration order by name` : [];
}

/** The migrations of this version that the database lacks. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const done = new Set((await listMigrations(sql)).map(({ name }) => name));
  return (await readMigrations()).map(({ name }) => name).filter((name) => !done.has(name));
}

function requireKnown({ name, checksum }: Migration, files: readonly MigrationFile[]): void {
  const file = files.find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`the database has a migration this version does not know: ${name}`);
  if (file.checksum !== checksum) throw new Error(`migration ${name} was edited after it ran`);
}

async function readMigrations(): Promise<MigrationFile[]> {
  const names = (await readdir(MIGRATIONS_DIR)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(MIGRATIONS_DIR, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
