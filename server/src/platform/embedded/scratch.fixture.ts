// What the tests of this room share: scratch folders that clean up after themselves, servers as processes that can be
// killed, and waiting for a condition. Holds no test.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, lstat, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { CHILD_ENVIRONMENT } from './command.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { isAlive, readPidFile, runsFolder } from './pid-file.ts';
import { SHARED_ROOT } from './shared-root.ts';

/** Tests lose nothing they need by a power cut, and run quicker. */
export const QUICK = { fsync: 'off' };

/** A path for a data folder that does not exist yet, in a folder anyone may pass through (or nobody, if `mode` says so). */
export async function scratchDataDir(t: TestContext, mode = 0o755): Promise<string> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'interstellas-embedded-')));
  await chmod(parent, mode);
  const dataDir = join(parent, 'my data');
  t.after(async () => {
    await removeCluster(dataDir);
    await rm(parent, { recursive: true, force: true });
  });
  return dataDir;
}

let template: Promise<string> | undefined;

/** The same with a stopped database in it: a copy of one made once, since initdb is what takes the time. */
export async function madeDataDir(t: TestContext): Promise<string> {
  template ??= makeTemplate();
  const dataDir = await scratchDataDir(t);
  copyTree(await template, dataDir);
  return dataDir;
}

async function makeTemplate(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'interstellas-template-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres({ dataDir: folder, settings: QUICK, report: () => undefined });
  await database.stop();
  return folder;
}

/** A started database of this process, stopped after the test. */
export async function started(t: TestContext, dataDir: string, reports: string[] = []): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, settings: QUICK, report: (line) => reports.push(line) });
  t.after(() => database.stop());
  return database;
}

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly reports: string[];
  /** What it was given, or why it was refused. */
  readonly outcome: Promise<{ url: string; adminUrl: string; owned: boolean; refusal: string }>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export function serverProcess(
  t: TestContext,
  mode: 'start' | 'attach',
  dataDir: string,
  identity: { uid?: number; gid?: number } = {},
): ServerProcess {
  const script = fileURLToPath(new URL('server.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, [script, mode, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: CHILD_ENVIRONMENT,
    ...identity,
  });
  const exited = once(child, 'exit');
  const reports: string[] = [];
  const outcome = new Promise<Awaited<ServerProcess['outcome']>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line);
      if ('report' in said) reports.push(said.report);
      else resolve(said);
    });
    exited.then(() => reject(new Error('the server process ended without an outcome')));
  });
  outcome.catch(() => undefined); // a test that kills it early does not ask
  const end = async (how: () => void) => {
    how();
    await exited;
  };
  const server = {
    child,
    reports,
    outcome,
    stop: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
  t.after(() => server.stop());
  return server;
}

export function connect(t: TestContext, url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  t.after(() => sql.end({ timeout: 0 }));
  return sql;
}

/** Returns once the condition holds; fails when it takes unreasonably long. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const begun = performance.now();
  while (!(await condition())) {
    if (performance.now() - begun > 30_000) throw new Error(`waited in vain until ${what}`);
    await sleep(20);
  }
}

/** Whether that postmaster still runs; a zombie that nobody has reaped yet does not. */
export async function stillRuns(pid: number, dataDir: string): Promise<boolean> {
  return runsFolder(pid, await realpath(join(dataDir, 'postgres')));
}

export async function postmasterPid(dataDir: string): Promise<number> {
  const file = await readPidFile(await realpath(join(dataDir, 'postgres')));
  if (file === undefined) throw new Error('no postmaster.pid');
  return file.pid;
}

/** `cp -a`: keeps owners and links. */
export const copyTree = (from: string, to: string) => execFileSync('cp', ['-a', from, to]);

async function removeCluster(dataDir: string): Promise<void> {
  const link = join(dataDir, 'postgres');
  const cluster = await realpath(link).catch(() => undefined);
  if (cluster === undefined) return;
  const file = await readPidFile(cluster).catch(() => undefined);
  if (file !== undefined && (await runsFolder(file.pid, cluster))) {
    process.kill(file.pid, 'SIGQUIT');
    await until(() => !isAlive(file.pid), 'the left postmaster was gone');
  }
  const isLink = (await lstat(link)).isSymbolicLink();
  if (isLink && cluster.startsWith(SHARED_ROOT)) await rm(dirname(cluster), { recursive: true, force: true });
}
