// One postmaster process: started, waited for until it accepts connections, stopped. When to start another one is not
// known here (supervisor.ts).

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, spawnAs } from './command.ts';
import { type PidFile, readPidFile } from './pid-file.ts';
import { EmbeddedPostgresError } from './refusal.ts';

export interface PostmasterSpec {
  readonly postgres: string;
  readonly cluster: string;
  readonly account: Account | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly report: (message: string) => void;
}

export interface Postmaster {
  readonly port: number;
  /** Resolves when the process is gone, with what it said last. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** `port`: taken by someone else. `held`: the previous postmaster's processes still let go of the folder. Both pass. */
export type StartObstacle = 'port' | 'held' | 'other';

export class StartFailure extends EmbeddedPostgresError {
  readonly obstacle: StartObstacle;
  constructor(lastWords: string, options: ErrorOptions) {
    super(`PostgreSQL did not start:\n${lastWords}`, options);
    this.obstacle = obstacleIn(lastWords);
  }
}

const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
// Recovery after a crash replays at most max_wal_size (1 GB by default) and a little more; a slow disk may take minutes.
const READY_MS = 600_000;
const SLOW_MS = 5000;
const KEPT_LINES = 30;

/** Starts a postmaster and answers once it accepts connections. An abort stops it and fails. */
export async function startPostmaster(spec: PostmasterSpec, port: number, signal: AbortSignal): Promise<Postmaster> {
  const stale = await readPidFile(spec.cluster);
  const child = spawn(spec.postgres, commandArguments(spec, port), {
    ...spawnAs(spec.account),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C at the terminal must reach us only, or the database would be gone before we have drained.
    detached: true,
  });
  const lastWords = keepLastWords(child);
  const gone = new AbortController();
  const ended = once(child, 'close').then(
    () => lastWords(),
    (error: unknown) => `${error}`, // it could not even be executed
  );
  void ended.then(() => gone.abort());
  const postmaster = { port, ended, stop: () => stopChild(child, ended) };
  try {
    await untilReady(spec, child, stale, AbortSignal.any([gone.signal, signal]));
  } catch (error) {
    if (!gone.signal.aborted) await stopChild(child, ended);
    throw new StartFailure(await ended, { cause: error });
  }
  return postmaster;
}

/** Looks where pg_ctl looks: the last line of postmaster.pid. Costs no connection, and does not depend on any log setting. */
async function untilReady(
  spec: PostmasterSpec,
  child: ChildProcess,
  stale: PidFile | undefined,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  let told = false;
  while (performance.now() - begun < READY_MS) {
    const file = await readPidFile(spec.cluster);
    if (file?.pid === child.pid && file?.status === 'ready' && file.text !== stale?.text) return;
    if (!told && performance.now() - begun > SLOW_MS) {
      told = true;
      spec.report('PostgreSQL is recovering from an interrupted run; this can take a few minutes.');
    }
    await sleep(10, undefined, { signal });
  }
  throw new Error('not ready in time');
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  // Fast: ends sessions and writes a checkpoint. Immediate: leaves recovery to the next start, and loses nothing either.
  child.kill('SIGINT');
  if (await endsWithin(ended, FAST_STOP_MS)) return;
  child.kill('SIGQUIT');
  if (await endsWithin(ended, IMMEDIATE_STOP_MS)) return;
  child.kill('SIGKILL');
  await ended;
}

async function endsWithin(ended: Promise<string>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([ended.then(() => true), late]);
  timer.abort();
  return inTime;
}

function commandArguments(spec: PostmasterSpec, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket files: they would be one more thing to go stale, and their paths have a length limit.
    unix_socket_directories: '',
    max_connections: '100',
    logging_collector: 'off',
    log_destination: 'stderr',
    // Statements, parameters and the values in error details never reach a log: only the server's own life and refusals.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_error_verbosity: 'terse', // the detail of a crashed session quotes what it was running
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    ...spec.settings,
  };
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', spec.cluster, ...given];
}

/** Reads the log away, so that the pipe never fills, and keeps its end for an error message. */
function keepLastWords(child: ChildProcess): () => string {
  let kept: string[] = [''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...rest] = text.split('\n');
    kept = [...kept.slice(0, -1), `${kept.at(-1)}${first}`, ...rest].slice(-KEPT_LINES);
  });
  return () => kept.join('\n').trim();
}

function obstacleIn(lastWords: string): StartObstacle {
  if (/could not bind|could not create any TCP\/IP sockets/.test(lastWords)) return 'port';
  if (/pre-existing shared memory block|lock file ".*" already exists/.test(lastWords)) return 'held';
  return 'other';
}
