/** Brings the database to the present schema: the numbered files of server/migrations, forward only, each once. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from './pool.ts';

const MIGRATIONS_DIR = join(import.meta.dirname, '../../migrations');
/** Names the lock under which processes that start at the same moment take turns. */
const LOCK_KEY = 4_842_737_001n;

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/**
 * Runs what has not run yet, all in one transaction, so that a crash leaves either the old schema or the new one.
 * Returns the names of the migrations that ran. Throws if one that ran was edited since, or is unknown to this version.
 */
export async function migrate(pool: Pool): Promise<string[]> {
  const migrations = await readMigrations();
  return pool.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`;
    await sql`set local statement_timeout = 0`;
    await sql`
      create table if not exists schema_migration (
        name text constraint schema_migration__pkey primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`;
    const applied = await sql<{ name: string; checksum: string }[]>`select name, checksum from schema_migration`;
    const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
    for (const row of applied) {
      if (!known.has(row.name)) throw new Error(`the database has a migration this version does not know: ${row.name}`);
      if (known.get(row.name) !== row.checksum) throw new Error(`migration ${row.name} was edited after it ran`);
    }
    const done = new Set(applied.map((row) => row.name));
    const pending = migrations.filter((migration) => !done.has(migration.name));
    for (const migration of pending) {
      await sql.unsafe(migration.text);
      await sql`insert into schema_migration (name, checksum) values (${migration.name}, ${migration.checksum})`;
    }
    return pending.map((migration) => migration.name);
  });
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS_DIR)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(MIGRATIONS_DIR, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
