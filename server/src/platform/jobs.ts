/**
 * Work that is done after the transaction that asks for it, in whatever process takes it first, and again when it fails.
 * A job may run more than once: its handler must be harmless to repeat. Its data is sealed, since it may hold a token.
 *
 * A process that takes a job holds it for a while; if it dies, the hold lapses and another takes the job. That a job was
 * added travels over the channel of changes, so it is taken at once; the channel may lose it, so every process also looks
 * from time to time.
 */

import { createBell, endsWithin } from './bell.ts';
import { type Changes, EVERYTHING } from './changes.ts';
import type { Transaction } from './database.ts';
import type { Ids } from './ids.ts';
import { type Backlog, countJobs, deleteJob, insertJob, postponeJob, type TakenJob, takeJobs } from './jobs-store.ts';
import type { Log } from './log.ts';
import type { Sql } from './pool.ts';
import type { Seal } from './seal.ts';

export type { Backlog } from './jobs-store.ts';

export interface Queue<Data> {
  /**
   * Adds a job in the transaction: it exists if and when that commits, and is done after the delay, which is none where
   * none is given. `Data` must consist of plain JSON values.
   */
  add(transaction: Transaction, data: Data, delaySeconds?: number): Promise<void>;
}

/** How many jobs of a queue a process does at the same time. */
export interface Places {
  readonly atOnce: number;
  /** So many more that have taken long: they wait for somebody else, and those behind them must not wait for him too. */
  readonly slow: number;
}

export interface Jobs {
  /** Declares a queue and what is done with its jobs. Called while the server is composed. */
  queue<Data>(name: string, handle: (data: Data) => Promise<void>, places?: Places): Queue<Data>;
  /** What waits in each queue, empty ones too. */
  backlog(): Promise<Backlog[]>;
  /** Begins to take jobs. */
  start(): void;
  /** Finishes the jobs in hand and takes no more. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly changes: Pick<Changes, 'subscribe'>;
  readonly ids: Ids;
  readonly log: Log;
  readonly seal: Seal;
  readonly sql: Sql;
  /** How often a process looks for jobs of which it was not told. */
  readonly lookEveryMs?: number;
}

/** Where the queue does not say. */
const PLACES: Places = { atOnce: 4, slow: 0 };
/** A job that has taken longer is slow. */
const SLOW_MS = 2000;
/** So long after its process died, a job is taken by another. */
const HOLD_SECONDS = 90;
/** A job that takes longer has failed, so that it neither holds up others nor is begun a second time meanwhile. */
const LIMIT_MS = 80_000;
/** Of jobs that were added a process is told; those whose turn has come again it finds by looking. */
const LOOK_EVERY_MS = 10_000;
const FIRST_RETRY_SECONDS = 2;
const LAST_RETRY_SECONDS = 3600;
/** With the waits between them about a day. */
const MAX_ATTEMPTS = 35;
/** Jobs that take longer to end than the server may take to stop are done again elsewhere. */
const FINISH_MS = 10_000;

export function createJobs(options: JobsOptions): Jobs {
  const workers: Worker[] = [];
  const queues: string[] = [];
  const report = createReporter(options.log);
  return {
    queue<Data>(name: string, handle: (data: Data) => Promise<void>, places = PLACES) {
      const work = { queue: name, places, handle: (text: string) => handle(JSON.parse(text) as Data) };
      workers.push(createWorker(options, work, report));
      queues.push(name);
      return {
        async add({ sql, changed }, data, delaySeconds = 0) {
          const id = options.ids.next('job');
          const dataSealed = options.seal.seal(JSON.stringify(data), sealOf(name, id));
          await insertJob(sql, { id, queue: name, dataSealed, delaySeconds });
          if (delaySeconds === 0) changed(hintOf(name));
        },
      };
    },
    async backlog() {
      const found = await countJobs(options.sql);
      return queues.map((queue) => found.find((one) => one.queue === queue) ?? { queue, jobs: 0, overdueSeconds: 0 });
    },
    start() {
      for (const worker of workers) worker.start();
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

/** What the channel of changes carries when a job was added. */
function hintOf(queue: string): string {
  return `jobs:${queue}`;
}

function sealOf(queue: string, id: string): string {
  return `${queue} ${id}`;
}

interface Worker {
  start(): void;
  stop(): Promise<void>;
}

interface Work {
  readonly queue: string;
  readonly places: Places;
  readonly handle: (text: string) => Promise<void>;
}

function createWorker(
  { changes, log, seal, sql, lookEveryMs = LOOK_EVERY_MS }: JobsOptions,
  { queue, places, handle }: Work,
  report: (isReached: boolean) => void,
): Worker {
  const bell = createBell();
  const begun = createBegun(places, bell.ring);
  let isStopping = false;
  let loop: Promise<void> | undefined;

  const attempt = async (job: TakenJob): Promise<void> => {
    const { id, attempts } = job;
    try {
      if (attempts > MAX_ATTEMPTS) throw new AttemptError('its process died in the last attempt');
      // Also when the limit has passed: what is done, is done.
      const done = handle(seal.open(job.dataSealed, sealOf(queue, id))).then(() => deleteJob(sql, id));
      if (!(await endsWithin(LIMIT_MS, done))) throw new AttemptError('it takes too long');
    } catch (error) {
      const isLast = attempts >= MAX_ATTEMPTS;
      log.warn({ queue, job: id, attempts, ...outline(error) }, isLast ? 'a job is given up' : 'a job failed');
      await (isLast ? deleteJob(sql, id) : postponeJob(sql, job, retryAfterSeconds(attempts)));
    }
  };
  const take = async (): Promise<void> => {
    const limit = begun.free();
    if (limit === 0) return;
    const jobs = await takeJobs(sql, { queue, limit, holdSeconds: HOLD_SECONDS, except: begun.ids() });
    for (const job of jobs) begun.add(job.id, attempt(job));
  };
  const work = async (): Promise<void> => {
    while (!isStopping) {
      await take().then(
        () => report(true),
        () => report(false),
      );
      await bell.rung(lookEveryMs);
    }
  };

  changes.subscribe((id) => {
    if (id === hintOf(queue) || id === EVERYTHING) bell.ring();
  });
  return {
    start() {
      loop = work();
    },
    async stop() {
      isStopping = true;
      bell.ring();
      await loop;
      await endsWithin(FINISH_MS, begun.ended());
    },
  };
}

/** The jobs that a worker has begun. One that takes long gives its place to the next, up to a bound. */
function createBegun(places: Places, changed: () => void) {
  const running = new Map<string, Promise<void>>();
  const quick = new Set<string>();
  return {
    free: () => Math.min(places.atOnce - quick.size, places.atOnce + places.slow - running.size),
    ids: () => [...running.keys()],
    ended: () => Promise.all(running.values()),
    add(id: string, attempt: Promise<void>): void {
      const timer = setTimeout(() => {
        quick.delete(id);
        changed();
      }, SLOW_MS);
      // When the outcome cannot be written down, the hold lapses and the job is done again.
      const run = attempt
        .catch(() => undefined)
        .finally(() => {
          clearTimeout(timer);
          quick.delete(id);
          running.delete(id);
          changed();
        });
      quick.add(id);
      running.set(id, run);
    },
  };
}

/** Doubles from attempt to attempt, up to an hour. */
function retryAfterSeconds(attempts: number): number {
  return Math.min(FIRST_RETRY_SECONDS * 2 ** (attempts - 1), LAST_RETRY_SECONDS);
}

/** Why an attempt failed, when its handler has not said so. */
class AttemptError extends Error {}

/** What may be logged of an error: the message of a handler's may quote the job's data. */
function outline(error: unknown): { readonly reason: string; readonly at?: string } {
  if (error instanceof AttemptError) return { reason: error.message };
  if (!(error instanceof Error)) return { reason: 'not an Error' };
  const at = error.stack?.match(/^ {4}at .*$/m)?.[0].trim();
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return at === undefined ? { reason } : { reason, at };
}

/** Says once that the database does not answer, and once that it does again. */
function createReporter(log: Log): (isReached: boolean) => void {
  let wasReached = true;
  return (isReached) => {
    if (isReached === wasReached) return;
    wasReached = isReached;
    if (isReached) log.info('jobs are taken again');
    else log.warn('jobs cannot be taken: the database does not answer');
  };
}
