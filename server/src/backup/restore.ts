/**
 * Copying an archive into an empty database. All of it happens in one transaction, which commits only after every row was
 * read back and the end of the archive was found to be genuine: whatever is wrong, the database stays empty.
 */

import type { Environment } from '../platform/environment.ts';
import { claimDatabase } from '../platform/installation.ts';
import { listMigrations, migrate, migrateWithin } from '../platform/migrate.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Pool, Sql } from '../platform/pool.ts';
import type { Pepper, Seal } from '../platform/seal.ts';
import { fixTextForms, insertRows, isEmpty, listTables, readRows, type Table } from '../platform/table-rows.ts';
import {
  type About,
  createLineHash,
  damaged,
  type End,
  FORMAT,
  isProof,
  type LineHash,
  type Proof,
  type TableHead,
  type TableSum,
} from './format.ts';
import { readLine, readLines } from './read-archive.ts';

export interface RestoreSummary {
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  /** The migrations that the archive is older than. */
  readonly migrated: readonly string[];
}

export interface RestoreOptions {
  readonly environment: Environment;
  readonly path: string;
  readonly pool: Pool;
  readonly pepper: Pepper;
  readonly seal: Seal;
}

/** @throws OperatorError when the database is not empty, or the archive is not whole, not ours, or of another environment or secrets. */
export async function restore(options: RestoreOptions): Promise<RestoreSummary> {
  const loaded = await options.pool.begin((sql) => load(sql, options));
  const migrated = await migrate(options.pool);
  return { ...loaded, migrated };
}

async function load(sql: Sql, options: RestoreOptions): Promise<Omit<RestoreSummary, 'migrated'>> {
  const whole = createLineHash();
  const lines = readLines(options.path);
  const about = readAbout((await lines.next()).value ?? '', whole, options);
  const tables = await prepareSchema(sql, about);
  await fixTextForms(sql);
  const { sums, end } = await loadTables(sql, tables, lines, whole);
  await requireGenuineEnd({ sums, end, lines, whole }, options);
  for (const sum of sums) await requireSame(sql, find(tables, sum.table), sum);
  await claimDatabase(sql, options);
  return {
    createdAt: about.createdAt,
    tables: sums.length,
    rows: sums.reduce((total, { rows }) => total + rows, 0),
  };
}

function readAbout(line: string, whole: LineHash, options: RestoreOptions): About {
  whole.add(line);
  const about = readLine<About>(line, 'archive');
  if (!Array.isArray(about.migrations)) throw damaged('its first line does not say which migrations it has');
  if (about.format !== FORMAT)
    throw new OperatorError('The archive was made by a newer version. Restore it with that.');
  if (about.environment !== options.environment) {
    throw new OperatorError(
      `The archive is of the ${about.environment} environment, and INTERSTELLAS_ENVIRONMENT is ${options.environment}.`,
    );
  }
  return about;
}

/** Brings an empty database to the schema that the archive was made with. */
async function prepareSchema(sql: Sql, about: About): Promise<readonly Table[]> {
  if (!(await isEmpty(sql, await listTables(sql)))) {
    throw new OperatorError('The database is not empty, and a backup is only ever restored into an empty one.');
  }
  const wanted = new Set(about.migrations.map(({ name }) => name));
  if ((await listMigrations(sql)).some(({ name }) => !wanted.has(name))) {
    throw new OperatorError(
      'The tables of this database are of a newer version than the archive. Restore into a database without tables; they are made, and brought up to date afterwards.',
    );
  }
  await migrateWithin(sql, about.migrations).catch((error: unknown) => {
    throw damaged(
      `its migrations are not those of this version (${error instanceof Error ? error.message : error})`,
      error,
    );
  });
  const tables = await listTables(sql);
  if (!(await isEmpty(sql, tables))) throw new Error('migrations alone fill no table');
  return tables;
}

interface Loaded {
  readonly sums: readonly TableSum[];
  /** The line after the last table. */
  readonly end: string;
}

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4_000_000;

async function loadTables(
  sql: Sql,
  tables: readonly Table[],
  lines: AsyncGenerator<string>,
  whole: LineHash,
): Promise<Loaded> {
  const sums: TableSum[] = [];
  let line = (await lines.next()).value;
  while (line?.startsWith('{"table":') === true) {
    whole.add(line);
    const { table: name, columns } = readLine<TableHead>(line, 'table');
    const table = find(tables, name);
    if (columns.join() !== table.columns.join()) throw damaged(`the columns of ${name} are others`);
    const { sum, next } = await loadRows(sql, table, lines, whole);
    sums.push(sum);
    line = next;
  }
  return { sums, end: line ?? '' };
}

async function loadRows(sql: Sql, table: Table, lines: AsyncGenerator<string>, whole: LineHash) {
  const hash = createLineHash();
  let count = 0;
  let batch: string[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    await insertRows(sql, table, batch).catch((error: unknown) => {
      throw damaged(`rows of ${table.name} do not fit (${error instanceof Error ? error.message : error})`, error);
    });
    count += batch.length;
    batch = [];
    size = 0;
  };
  let line = (await lines.next()).value;
  while (line?.startsWith('[') === true) {
    whole.add(line);
    hash.add(line);
    batch.push(line);
    size += line.length;
    if (batch.length === ROWS_AT_ONCE || size > CHARACTERS_AT_ONCE) await flush();
    line = (await lines.next()).value;
  }
  await flush();
  return { sum: { table: table.name, rows: count, sha256: hash.hex() }, next: line };
}

/** Demands that the archive ends as it was written: with the sums of its tables, and the proof of the whole. */
async function requireGenuineEnd(
  read: Loaded & { readonly lines: AsyncGenerator<string>; readonly whole: LineHash },
  { pepper }: RestoreOptions,
): Promise<void> {
  const { end } = readLine<End>(read.end, 'end');
  if (JSON.stringify(end) !== JSON.stringify(read.sums)) throw damaged('its rows are not those that were written');
  read.whole.add(read.end);
  const { proof } = readLine<Proof>((await read.lines.next()).value, 'proof');
  if (!isProof(pepper, read.whole.hex(), proof)) {
    throw damaged('it was changed, or made with another INTERSTELLAS_PEPPER than this one');
  }
  if ((await read.lines.next()).done !== true) throw damaged('something follows its end');
}

/** Reads the table back and demands that it holds what the archive does. */
async function requireSame(sql: Sql, table: Table, expected: TableSum): Promise<void> {
  const hash = createLineHash();
  let count = 0;
  for await (const rows of readRows(sql, table)) {
    count += rows.length;
    for (const row of rows) hash.add(row);
  }
  if (count !== expected.rows || hash.hex() !== expected.sha256) {
    throw new Error(`${table.name} does not hold what was just written to it`);
  }
}

function find(tables: readonly Table[], name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw damaged(`it has a table ${name}, which this version does not know`);
  return table;
}
