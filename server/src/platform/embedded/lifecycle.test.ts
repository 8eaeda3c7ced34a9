// What the face promises while nothing goes wrong: first start, restart, stop, refusal of a second server, attaching.

import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { isRoot } from './account.ts';
import { attachOrStartEmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts';
import {
  connect,
  madeDataDir,
  postmasterPid,
  QUICK,
  scratchDataDir,
  serverProcess,
  started,
  stillRuns,
} from './scratch.fixture.ts';

const quiet = () => undefined;

/** The face without any setting of ours. */
async function startedAsShipped(t: TestContext, dataDir: string) {
  const database = await startEmbeddedPostgres({ dataDir, report: quiet });
  t.after(() => database.stop());
  return database;
}

test('a first start gives a durable UTF-8 database on loopback only, owned by a role that can do nothing else', async (t) => {
  const dataDir = await scratchDataDir(t);
  const database = await startedAsShipped(t, dataDir);
  assert.equal(database.owned, true);
  const sql = connect(t, database.url);
  const shown: Record<string, string> = {};
  for (const { name, setting } of await sql`select name, setting from pg_settings`) shown[name] = setting;
  const expected = {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    listen_addresses: '127.0.0.1',
    max_connections: '100',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    TimeZone: 'UTC',
  };
  for (const [name, setting] of Object.entries(expected)) assert.equal(shown[name], setting, name);
  const [role] = await sql`
    select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user`;
  assert.deepEqual(Object.values(role ?? {}), [false, false, false, false, false]);
  const [place] = await sql`
    select datname, pg_get_userbyid(datdba) as owner, upper('é') as upper from pg_database where datname = current_database()`;
  assert.deepEqual({ ...place }, { datname: 'interstellas', owner: 'interstellas', upper: 'É' });
  await sql`create table kept (id int)`;
  const [admin] = await connect(t, database.adminUrl)`select rolsuper from pg_roles where rolname = current_user`;
  assert.equal(admin?.['rolsuper'], true);
  await assertClosed(dataDir);
});

/** Secrets and the cluster are closed to other users, and no temporary file with a password stays. */
async function assertClosed(dataDir: string): Promise<void> {
  const mode = async (...path: string[]) => ((await stat(join(dataDir, ...path))).mode & 0o777).toString(8);
  assert.equal(await mode(), isRoot() ? '711' : '700');
  assert.equal(await mode('postgres'), '700');
  assert.equal(await mode('postgres.json'), '600');
  const names = (await readdir(dataDir)).sort();
  assert.deepEqual(names, ['interstellas.lock', 'interstellas.pid', 'postgres', 'postgres.json']);
}

test('a connection without the password is refused', async (t) => {
  const database = await started(t, await madeDataDir(t));
  const url = new URL(database.url);
  url.password = 'wrong';
  await assert.rejects(connect(t, url.href)`select 1`, { code: '28P01' });
});

test('data survives a stop and a start, settings are applied, and stop() leaves nothing running', async (t) => {
  const dataDir = await madeDataDir(t);
  const first = await started(t, dataDir);
  const pid = await postmasterPid(dataDir);
  await connect(t, first.url)`create table kept as select 42 as answer`;
  await Promise.all([first.stop(), first.stop()]);
  assert.equal(await stillRuns(pid, dataDir), false);
  const settings = { ...QUICK, work_mem: '5MB' };
  const second = await startEmbeddedPostgres({ dataDir, settings, report: quiet });
  t.after(() => second.stop());
  const [row] = await connect(t, second.url)`select answer, current_setting('work_mem') as memory from kept`;
  assert.deepEqual({ ...row }, { answer: 42, memory: '5MB' });
});

test('a second server on the same folder is refused by name while the first lives, and let in after it', async (t) => {
  const dataDir = await madeDataDir(t);
  const server = serverProcess(t, 'start', dataDir);
  await server.outcome;
  await assert.rejects(startEmbeddedPostgres({ dataDir, report: quiet }), (error) => {
    assert.ok(error instanceof EmbeddedPostgresError);
    assert.equal(error.message, `another Interstellas process (pid ${server.child.pid}) is already using ${dataDir}.`);
    return true;
  });
  await server.stop();
  const here = await started(t, dataDir);
  await assert.rejects(startEmbeddedPostgres({ dataDir, report: quiet }), { name: 'EmbeddedPostgresError' });
  await connect(t, here.url)`select 1`;
});

test('of servers starting at once in a new folder exactly one wins', async (t) => {
  const dataDir = await scratchDataDir(t);
  const servers = [1, 2, 3].map(() => serverProcess(t, 'start', dataDir));
  const outcomes = await Promise.all(servers.map((server) => server.outcome));
  const refusals = outcomes.filter(({ refusal }) => refusal !== undefined);
  assert.equal(refusals.length, 2, JSON.stringify(outcomes));
  for (const { refusal } of refusals) assert.match(refusal, /another Interstellas process .*already using/);
});

test('a command attaches to the running database, even one just starting, and leaves it running', async (t) => {
  const dataDir = await madeDataDir(t);
  const both = [serverProcess(t, 'attach', dataDir), serverProcess(t, 'attach', dataDir)];
  const outcomes = await Promise.all(both.map((server) => server.outcome));
  assert.deepEqual(outcomes.map(({ owned }) => owned).sort(), [false, true]);
  assert.equal(outcomes[0]?.url, outcomes[1]?.url);
  const attached = await attachOrStartEmbeddedPostgres({ dataDir, report: quiet });
  assert.equal(attached.owned, false);
  await attached.stop();
  await connect(t, attached.url)`select 1`;
});

test('a command starts the database itself when nobody runs it, and stops it again', async (t) => {
  const dataDir = await madeDataDir(t);
  const database = await attachOrStartEmbeddedPostgres({ dataDir, settings: QUICK, report: quiet });
  assert.equal(database.owned, true);
  const pid = await postmasterPid(dataDir);
  await database.stop();
  assert.equal(await stillRuns(pid, dataDir), false);
});

test('the passwords stored are those in use, and nothing of our environment reaches PostgreSQL', async (t) => {
  const dataDir = await madeDataDir(t);
  const database = await started(t, dataDir);
  const record = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
  assert.equal(new URL(database.url).password, record.password);
  assert.equal(new URL(database.adminUrl).password, record.adminPassword);
  if (process.platform !== 'linux') return;
  const environment = await readFile(`/proc/${await postmasterPid(dataDir)}/environ`, 'utf8');
  const names = environment.split('\0').map((pair) => pair.split('=')[0]);
  assert.deepEqual(names.filter((name) => name !== '' && !name?.startsWith('PG')).sort(), ['LC_ALL', 'PATH', 'TZ']);
});
