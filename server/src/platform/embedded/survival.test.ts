// What the face promises when something is killed: the next start, or the running supervisor, puts it right by itself.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { disown, isAlive } from './pid-file.ts';
import {
  connect,
  madeDataDir,
  postmasterPid,
  scratchDataDir,
  serverProcess,
  started,
  stillRuns,
  until,
} from './scratch.fixture.ts';

test('after SIGKILL of the server its orphaned database is taken over, with all that was committed', async (t) => {
  const dataDir = await madeDataDir(t);
  const server = serverProcess(t, 'start', dataDir);
  const { url } = await server.outcome;
  await connect(t, url)`create table kept as select 1 as id`;
  await server.kill();
  const orphan = await postmasterPid(dataDir);
  assert.equal(await stillRuns(orphan, dataDir), true);
  const reports: string[] = [];
  const database = await started(t, dataDir, reports);
  assert.equal(await stillRuns(orphan, dataDir), false);
  assert.match(reports.join('\n'), new RegExp(`pid ${orphan}`));
  assert.equal((await connect(t, database.url)`select id from kept`).length, 1);
});

test('a command takes over an orphaned database too, and its stop() ends it', async (t) => {
  const dataDir = await madeDataDir(t);
  const server = serverProcess(t, 'start', dataDir);
  await server.outcome;
  await server.kill();
  const command = serverProcess(t, 'attach', dataDir);
  assert.equal((await command.outcome).owned, true);
  const pid = await postmasterPid(dataDir);
  await command.stop();
  assert.equal(await stillRuns(pid, dataDir), false);
});

test('after SIGKILL of the whole tree the next start recovers what was committed', async (t) => {
  const dataDir = await madeDataDir(t);
  const server = serverProcess(t, 'start', dataDir);
  const { url } = await server.outcome;
  await connect(t, url)`create table kept as select generate_series(1, 1000) as id`;
  const postmaster = await postmasterPid(dataDir);
  const killed = server.kill();
  process.kill(postmaster, 'SIGKILL');
  await killed;
  const database = await started(t, dataDir);
  assert.equal((await connect(t, database.url)`select id from kept`).length, 1000);
});

test('a pid file whose number now belongs to a stranger does not stop the start, nor harm the stranger', async (t) => {
  const dataDir = await madeDataDir(t);
  const server = serverProcess(t, 'start', dataDir);
  await server.outcome;
  const path = join(dataDir, 'postgres', 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  const postmaster = await postmasterPid(dataDir);
  const killed = server.kill();
  process.kill(postmaster, 'SIGKILL');
  await killed;
  const stranger = spawn('sleep', ['600']);
  t.after(() => stranger.kill('SIGKILL'));
  await writeFile(path, text.replace(/^\d+/, String(stranger.pid)));
  const database = await started(t, dataDir);
  await connect(t, database.url)`select 1`;
  assert.equal(stranger.exitCode ?? stranger.signalCode, null);
});

test('taking a stranger out of the pid file keeps the lines by which PostgreSQL guards the folder', async (t) => {
  const dataDir = await madeDataDir(t);
  const database = await started(t, dataDir);
  const path = join(dataDir, 'postgres', 'postmaster.pid');
  const before = await readFile(path, 'utf8');
  await database.stop();
  await writeFile(path, before);
  await disown(join(dataDir, 'postgres'));
  const after = await readFile(path, 'utf8');
  assert.deepEqual(after.split('\n').slice(1), before.split('\n').slice(1));
  assert.equal(isAlive(Number(after.split('\n')[0])), false);
});

test('an empty pid file, as a power cut can leave, does not stop the start', async (t) => {
  const dataDir = await madeDataDir(t);
  await (await started(t, dataDir)).stop();
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), '');
  await started(t, dataDir);
});

test('when the postmaster dies the supervisor starts it again at the same address, and stop() ends that one too', async (t) => {
  const dataDir = await madeDataDir(t);
  const reports: string[] = [];
  const database = await started(t, dataDir, reports);
  const sql = connect(t, database.url);
  await sql`create table kept as select 1 as id`;
  for (const round of [1, 2]) {
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    await until(
      () => reports.filter((line) => line === 'PostgreSQL is running again.').length === round,
      'it was running again',
    );
    assert.equal((await connect(t, database.url)`select id from kept`).length, 1);
  }
  const last = await postmasterPid(dataDir);
  await database.stop();
  assert.equal(await stillRuns(last, dataDir), false);
  assert.equal(reports.filter((line) => /ended unexpectedly/.test(line)).length, 2);
});

test('stop() in the middle of a restart leaves nothing running', async (t) => {
  const dataDir = await madeDataDir(t);
  const reports: string[] = [];
  const database = await started(t, dataDir, reports);
  process.kill(await postmasterPid(dataDir), 'SIGKILL');
  await until(() => reports.some((line) => /ended unexpectedly/.test(line)), 'the death was noticed');
  await database.stop();
  const again = await started(t, dataDir);
  await connect(t, again.url)`select 1`;
});

const killMoments = {
  'while initdb works': async (dataDir: string) => (await cluster(dataDir, 'postgres.unfinished-')).includes('global'),
  'when the cluster is there': async (dataDir: string) => (await readdir(dataDir)).includes('postgres'),
  'when it is starting': async (dataDir: string) => (await cluster(dataDir, 'postgres')).includes('postmaster.pid'),
};

/** What is in the first folder of that name so far. */
async function cluster(dataDir: string, prefix: string): Promise<string[]> {
  const name = (await readdir(dataDir)).find((entry) => entry.startsWith(prefix) && !/\.(json|password)/.test(entry));
  return name === undefined ? [] : readdir(join(dataDir, name));
}

for (const [moment, reached] of Object.entries(killMoments)) {
  test(`a first start killed ${moment} is completed by the next one`, async (t) => {
    const dataDir = await scratchDataDir(t);
    await mkdir(dataDir);
    const server = serverProcess(t, 'start', dataDir);
    await until(() => reached(dataDir), moment);
    await server.kill();
    const database = await started(t, dataDir);
    const [row] = await connect(t, database.url)`select current_user as name`;
    assert.equal(row?.['name'], 'interstellas');
    assert.deepEqual(
      (await readdir(dataDir)).filter((name) => name.includes('unfinished')),
      [],
    );
  });
}

test('Ctrl-C at the terminal, which signals the whole process group, leaves the database to the server', async (t) => {
  const dataDir = await madeDataDir(t);
  await started(t, dataDir);
  const pid = await postmasterPid(dataDir);
  const ps = spawn('ps', ['-o', 'pgid=', '-p', String(pid)]);
  let group = '';
  ps.stdout.on('data', (text) => {
    group += text;
  });
  await once(ps, 'close');
  assert.equal(Number(group), pid, 'a process group of its own');
});
