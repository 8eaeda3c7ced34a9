/** Copying the database into a file: one consistent moment of it, while the server goes on. */

import { createWriteStream } from 'node:fs';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../platform/clock.ts';
import type { Environment } from '../platform/environment.ts';
import { listMigrations } from '../platform/migrate.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Pool, Sql } from '../platform/pool.ts';
import { type Random, randomBase62 } from '../platform/random.ts';
import type { Pepper } from '../platform/seal.ts';
import { fixTextForms, listTables, readRows } from '../platform/table-rows.ts';
import {
  type About,
  createLineHash,
  type End,
  FORMAT,
  type Proof,
  proofOf,
  type TableHead,
  type TableSum,
} from './format.ts';

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
}

export interface BackupOptions {
  readonly clock: Clock;
  readonly environment: Environment;
  /** Of this program. */
  readonly version: string;
  readonly path: string;
  readonly pepper: Pepper;
  readonly pool: Pool;
  readonly random: Random;
  /** The ids of the server secrets, without which the archive is of no use. */
  readonly secrets: string;
}

const OWNER_ONLY = 0o600;

/** Writes a new file that is whole or not there. @throws OperatorError when there is one already. */
export async function backUp(options: BackupOptions): Promise<BackupSummary> {
  const { path, pool } = options;
  if (await exists(path)) throw taken(path);
  const draft = `${path}.${randomBase62(options.random, 8)}.partial`;
  const sums: TableSum[] = [];
  try {
    await pool.begin('isolation level repeatable read read only', (sql) =>
      pipeline(
        Readable.from(linesOf(sql, options, sums)),
        createGzip(),
        createWriteStream(draft, { flags: 'wx', mode: OWNER_ONLY }),
      ),
    );
    await sync(draft);
    await publish(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return { tables: sums.length, rows: sums.reduce((total, { rows }) => total + rows, 0) };
}

/** The archive, some lines at a time. */
async function* linesOf(sql: Sql, options: BackupOptions, sums: TableSum[]): AsyncGenerator<string> {
  await fixTextForms(sql);
  const whole = createLineHash();
  const print = (line: string): string => {
    whole.add(line);
    return `${line}\n`;
  };
  const about: About = {
    archive: 'interstellas-backup',
    format: FORMAT,
    version: options.version,
    environment: options.environment,
    createdAt: new Date(options.clock.now()).toISOString(),
    secrets: options.secrets,
    migrations: await listMigrations(sql),
  };
  yield print(JSON.stringify(about));
  for (const table of await listTables(sql)) {
    const hash = createLineHash();
    let count = 0;
    yield print(JSON.stringify({ table: table.name, columns: table.columns } satisfies TableHead));
    for await (const rows of readRows(sql, table)) {
      count += rows.length;
      for (const row of rows) hash.add(row);
      yield rows.map(print).join('');
    }
    sums.push({ table: table.name, rows: count, sha256: hash.hex() });
  }
  yield print(JSON.stringify({ end: sums } satisfies End));
  yield `${JSON.stringify({ proof: proofOf(options.pepper, whole.hex()) } satisfies Proof)}\n`;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

/** Gives the file its name, unless something has that name. */
async function publish(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (await exists(path)) throw taken(path);
    // File systems of memory sticks and network shares know no links.
    await rename(draft, path).catch(() => {
      throw error;
    });
  }
}

function taken(path: string): OperatorError {
  return new OperatorError(`${path} exists already, and a backup is never overwritten. Choose another name.`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
