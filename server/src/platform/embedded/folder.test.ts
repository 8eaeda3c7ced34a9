// Folders that are not as they should be: each refused with a message that says what to do, and nothing written over.

import assert from 'node:assert/strict';
import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { startEmbeddedPostgres } from './index.ts';
import { connect, copyTree, madeDataDir, scratchDataDir, started } from './scratch.fixture.ts';

const refused = (dataDir: string, message: RegExp) =>
  assert.rejects(startEmbeddedPostgres({ dataDir, report: () => undefined }), {
    name: 'EmbeddedPostgresError',
    message,
  });

test('a cluster of another major version is refused', async (t) => {
  const dataDir = await madeDataDir(t);
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await refused(dataDir, /was made by PostgreSQL 17; .* brings PostgreSQL 18/);
});

test('a link to a database that is gone is refused, and no empty one made', async (t) => {
  const dataDir = await madeDataDir(t);
  await rename(join(dataDir, 'postgres'), join(dirname(dataDir), 'elsewhere'));
  await symlink(join(dirname(dataDir), 'lost', 'postgres'), join(dataDir, 'postgres'));
  await refused(dataDir, /is a link to a database that is not there/);
  assert.equal((await lstat(join(dataDir, 'postgres'))).isSymbolicLink(), true);
});

test('a missing cluster is refused once it had been complete', async (t) => {
  const dataDir = await madeDataDir(t);
  await rename(join(dataDir, 'postgres'), join(dirname(dataDir), 'elsewhere'));
  await refused(dataDir, /is missing\. Refusing to start with an empty one/);
  assert.equal((await readdir(dataDir)).includes('postgres'), false);
});

test('a missing or damaged record of passwords is refused', async (t) => {
  const dataDir = await madeDataDir(t);
  const record = join(dataDir, 'postgres.json');
  await writeFile(record, '{"adminPassword":');
  await refused(dataDir, /postgres\.json is damaged/);
  await rm(record);
  await refused(dataDir, /postgres\.json, .* is missing/);
});

test('a folder that is no database is refused', async (t) => {
  const dataDir = await madeDataDir(t);
  await rm(join(dataDir, 'postgres', 'PG_VERSION'));
  await refused(dataDir, /is not a PostgreSQL database/);
});

test('a path that cannot be a folder is refused', async (t) => {
  const dataDir = await scratchDataDir(t);
  await writeFile(dataDir, '');
  await refused(dataDir, /Cannot use the data folder .*EEXIST/);
});

test('a copied data folder whose link leads to the same cluster does not get at it while the first runs', async (t) => {
  const dataDir = await madeDataDir(t);
  const home = join(dirname(dataDir), 'disk');
  await mkdir(home);
  await rename(join(dataDir, 'postgres'), join(home, 'postgres'));
  await symlink(join(home, 'postgres'), join(dataDir, 'postgres'));
  const database = await started(t, dataDir);
  const copy = join(dirname(dataDir), 'copy');
  await cp(dataDir, copy, { recursive: true, verbatimSymlinks: true });
  await refused(copy, new RegExp(`already using ${home}`));
  await connect(t, database.url)`select 1`;
});

test('a copied data folder runs beside its original, though the pid file names the running one', async (t) => {
  const dataDir = await madeDataDir(t);
  const original = await started(t, dataDir);
  const copy = join(dirname(dataDir), 'copy');
  copyTree(dataDir, copy);
  const copied = await started(t, copy);
  await connect(t, copied.url)`create table only_here ()`;
  await connect(t, original.url)`create table only_here ()`;
});

test('the mode of an existing folder with other things in it is left alone', async (t) => {
  const dataDir = await madeDataDir(t);
  await chmod(dataDir, 0o755);
  await started(t, dataDir);
  assert.equal((await stat(dataDir)).mode & 0o777, 0o755);
});
