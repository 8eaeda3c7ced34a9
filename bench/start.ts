/**
 * How long the server takes from nothing to ready, the first time and again, and how much memory it and its database
 * hold, idle and under load. The product as a user starts it, with its demo client, in an empty folder of its own.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './harness/child.ts';
import { temporaryDataDir } from './harness/house.ts';
import { startLoad } from './harness/load.ts';
import { atMost, median, print, round } from './harness/report.ts';
import { guardedRequest } from './harness/requests.ts';
import { runBenchmark } from './harness/run.ts';
import { CONNECTIONS, NO_LIMITS } from './harness/turns.ts';

const MAIN = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));
const ACCOUNT_PATH = '/api/v1/clients/business/account-details';
const FIRST_STARTS = 3;
const WARM_STARTS = 5;
const GIVE_UP_MS = 60_000;
const POLL_MS = 25;
const IDLE_MS = 3000;
const LOAD_SECONDS = 10;
const SAMPLE_MS = 500;

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly seconds: number;
  stop(): Promise<void>;
}

async function startServer(dataDir: string): Promise<Started> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    // Not the folder of whoever runs the benchmark: his `.env` would be read.
    cwd: dataDir,
    env: { ...cleanEnvironment(), ...NO_LIMITS, PORT: String(port), INTERSTELLAS_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - begun > GIVE_UP_MS) throw new Error('the server does not start');
    await sleep(POLL_MS);
  }
  const seconds = (performance.now() - begun) / 1000;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { child, port, seconds, stop };
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Memory {
  readonly serverMiB: number;
  /** All its processes; what they share is counted once where the system tells (Linux), else once for each. */
  readonly databaseMiB: number;
}

function memoryOf(server: number): Memory {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const processes = table.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const residentOf = new Map(processes.map(([pid = 0, , kibibytes = 0]) => [pid, kibibytes]));
  const childrenOf = (parent: number): number[] =>
    processes.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid, ...childrenOf(pid)] : []));
  const database = childrenOf(server).map((pid) => proportionalKibibytes(pid) ?? residentOf.get(pid) ?? 0);
  return {
    serverMiB: round((residentOf.get(server) ?? 0) / 1024, 0),
    databaseMiB: round(database.reduce((sum, kibibytes) => sum + kibibytes, 0) / 1024, 0),
  };
}

function proportionalKibibytes(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes);
  } catch {
    return undefined;
  }
}

/** The demo client's credentials, and a token for them. */
async function signIn(dataDir: string, port: number) {
  const text = await readFile(join(dataDir, 'demo.env'), 'utf8');
  const setting = (name: string): string => new RegExp(`^${name}='(.*)'$`, 'm').exec(text)?.[1] ?? '';
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auth/signin`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: setting('DEMO_EMAIL'), password: setting('DEMO_PASSWORD') }),
  });
  const { data } = (await answer.json()) as { data: { accessToken: string } };
  return {
    token: data.accessToken,
    secretKey: setting('DEMO_SECRET_KEY'),
    businessId: setting('DEMO_BUSINESS_ID'),
  };
}

/** The most that was seen while an endpoint that asks the database was under load. */
async function memoryUnderLoad(cleanUp: AsyncDisposableStack, dataDir: string, { child, port }: Started) {
  const load = startLoad(cleanUp);
  await load.prepare('account', [guardedRequest(ACCOUNT_PATH, await signIn(dataDir, port))]);
  const samples: Memory[] = [];
  const timer = setInterval(() => samples.push(memoryOf(child.pid ?? 0)), SAMPLE_MS);
  const job = { port, requests: 'account', connections: CONNECTIONS, warmUpSeconds: 1, seconds: LOAD_SECONDS };
  const { perSecond } = await load.run(job);
  clearInterval(timer);
  const memory: Memory = {
    serverMiB: Math.max(...samples.map(({ serverMiB }) => serverMiB)),
    databaseMiB: Math.max(...samples.map(({ databaseMiB }) => databaseMiB)),
  };
  return { perSecond, memory };
}

await runBenchmark(async (cleanUp) => {
  const first: number[] = [];
  const warm: number[] = [];
  let dataDir = '';
  let server: Started | undefined;
  cleanUp.defer(async () => server?.stop());
  for (let index = 0; index < FIRST_STARTS; index += 1) {
    await server?.stop();
    dataDir = await temporaryDataDir(cleanUp);
    server = await startServer(dataDir);
    first.push(round(server.seconds));
  }
  for (let index = 0; index < WARM_STARTS; index += 1) {
    await server?.stop();
    server = await startServer(dataDir);
    warm.push(round(server.seconds));
  }
  if (server === undefined) throw new Error('no server was started');
  await sleep(IDLE_MS);
  const idle = memoryOf(server.child.pid ?? 0);
  const { perSecond, memory } = await memoryUnderLoad(cleanUp, dataDir, server);
  await server.stop();
  server = undefined;

  console.table([
    { 'resident memory': 'idle', 'server MiB': idle.serverMiB, 'PostgreSQL MiB': idle.databaseMiB },
    {
      'resident memory': `${CONNECTIONS} connections`,
      'server MiB': memory.serverMiB,
      'PostgreSQL MiB': memory.databaseMiB,
    },
  ]);
  print({
    benchmark: 'start',
    rows: [
      { start: 'first', 'median s': median(first), 'best s': Math.min(...first), 'worst s': Math.max(...first) },
      { start: 'warm', 'median s': median(warm), 'best s': Math.min(...warm), 'worst s': Math.max(...warm) },
    ],
    goals: [atMost('first start, seconds', median(first), 5), atMost('warm start, seconds', median(warm), 1.5)],
    rounds: { first, warm, idle, underLoad: memory, accountDetailsPerSecond: Math.round(perSecond) },
  });
});
