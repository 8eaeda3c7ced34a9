// The postmaster's log: what it may say, and what it says when it cannot start.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { isRoot } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import type { Account } from './command.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { type PostmasterSpec, startPostmaster } from './postmaster.ts';
import { connect, madeDataDir, QUICK, started, until } from './scratch.fixture.ts';

/** What the face hands to a postmaster of that folder. */
async function specFor(dataDir: string): Promise<PostmasterSpec> {
  const cluster = await realpath(join(dataDir, 'postgres'));
  const { uid, gid } = await stat(cluster);
  const account: Account | undefined = isRoot() ? { uid, gid, name: 'owner' } : undefined;
  const { postgres } = await prepareBinaries({ account, report: () => undefined });
  return { postgres, cluster, account, settings: QUICK, report: () => undefined };
}

test('no statement, parameter or value reaches the log, whatever fails', async (t) => {
  const dataDir = await madeDataDir(t);
  const first = await started(t, dataDir);
  const { port: oldPort } = new URL(first.adminUrl);
  await first.stop();
  const spec = await specFor(dataDir);
  const postmaster = await startPostmaster(spec, Number(oldPort), new AbortController().signal);
  const sql = connect(t, first.url);
  await sql`create table kept (name text primary key)`;
  await sql`insert into kept values (${'canary-row'})`;
  await assert.rejects(sql`insert into kept values (${'canary-row'})`, { code: '23505' });
  await assert.rejects(sql`select ${'canary-parameter'}::text::int`, { code: '22P02' });
  await assert.rejects(sql.unsafe('select canary_statement'), { code: '42703' });
  await assert.rejects(sql.unsafe("do $$ begin raise warning 'canary-warning'; raise 'canary-raised'; end $$"));
  await crashSession(t, first);
  await postmaster.stop();
  const log = await postmaster.ended;
  assert.match(log, /terminated by signal 9/);
  assert.doesNotMatch(log, /canary/);
});

/** Kills a session in the middle of a statement; the postmaster then restarts all of them, and logs why. */
async function crashSession(t: TestContext, database: EmbeddedPostgres): Promise<void> {
  const victim = connect(t, database.url);
  const [row] = await victim`select pg_backend_pid() as pid`;
  const lost = assert.rejects(victim.unsafe("select 'canary-crashed', pg_sleep(600)"));
  const watcher = connect(t, database.adminUrl);
  const running = async () =>
    (await watcher`select 1 from pg_stat_activity where pid = ${row?.['pid']} and query like '%crashed%'`).length === 1;
  await until(running, 'the statement was running');
  process.kill(row?.['pid'], 'SIGKILL');
  await lost;
}

test('a port that is taken is told apart from what does not pass by itself', async (t) => {
  const dataDir = await madeDataDir(t);
  const spec = await specFor(dataDir);
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const { signal } = new AbortController();
  await assert.rejects(startPostmaster(spec, address.port, signal), { obstacle: 'port' });
  await assert.rejects(startPostmaster({ ...spec, settings: { work_mem: 'much' } }, address.port, signal), {
    obstacle: 'other',
  });
});

test('a start that is aborted leaves nothing running', async (t) => {
  const dataDir = await madeDataDir(t);
  const spec = await specFor(dataDir);
  await assert.rejects(startPostmaster(spec, 1, AbortSignal.abort()), { name: 'EmbeddedPostgresError' });
  assert.equal((await readdir(spec.cluster)).includes('postmaster.pid'), false);
});

test('a start that fails says why', async (t) => {
  const dataDir = await madeDataDir(t);
  await assert.rejects(
    startEmbeddedPostgres({ dataDir, settings: { ...QUICK, shared_buffers: 'much' }, report: () => undefined }),
    { name: 'EmbeddedPostgresError', message: /invalid value for parameter "shared_buffers"/ },
  );
  const database = await started(t, dataDir);
  await connect(t, database.url)`select 1`;
});
