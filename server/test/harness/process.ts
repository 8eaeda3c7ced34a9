/** The server as a process of its own, started as an operator starts it, for what only real processes show. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, type TestClient } from './client.ts';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/cli/interstellas.ts', import.meta.url));
const START_MS = 60_000;

export interface ServerProcess extends TestClient {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly port: number;
  /** Everything it wrote so far, on both streams. */
  output(): string;
  /** Sends the signal and waits for the end; the exit code, or null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

type Settings = Readonly<Record<string, string>>;

/** Starts `main.ts` and waits until it listens. Its working directory is empty, so that no `.env` is read. */
export async function startServerProcess(settings: Settings): Promise<ServerProcess> {
  const port = Number(settings['PORT'] ?? (await freePort()));
  const run = await launch(MAIN, [], { PORT: String(port), ...settings });
  const hasEnded = (): boolean => run.child.exitCode !== null || run.child.signalCode !== null;
  await until('the server listens', () => run.output().includes('listens on') || hasEnded(), START_MS);
  if (hasEnded()) throw new Error(`the server ended at its start: ${run.output()}`);
  const origin = `http://127.0.0.1:${port}`;
  return { ...run, origin, port, ...createClient(origin) };
}

/** Runs `main.ts` to its end: for starts that must be refused. */
export async function runServerProcess(settings: Settings): Promise<Finished> {
  return finish(await launch(MAIN, [], settings));
}

/** Runs a command of the operator's command line to its end. */
export async function runCommand(words: readonly string[], settings: Settings): Promise<Finished> {
  return finish(await launch(CLI, words, settings));
}

/** What one process compiles the next need not: most of the time of these tests is Node reading the program. */
const compiled = mkdtempSync(join(tmpdir(), 'interstellas-compiled-'));
process.on('exit', () => rmSync(compiled, { recursive: true, force: true }));

interface Launched {
  readonly child: ChildProcess;
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

async function launch(script: string, words: readonly string[], settings: Settings): Promise<Launched> {
  const cwd = await mkdtemp(join(tmpdir(), 'interstellas-process-'));
  const env = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compiled, ...settings };
  const child = spawn(process.execPath, [script, ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(() => rm(cwd, { recursive: true, force: true }));
  let text = '';
  child.stdout.on('data', (bytes) => {
    text += String(bytes);
  });
  child.stderr.on('data', (bytes) => {
    text += String(bytes);
  });
  return {
    child,
    output: () => text,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

async function finish({ child, output }: Launched): Promise<Finished> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

/** A port of the loopback interface that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  return address.port;
}
