/**
 * The load generator, a process of its own. Closed loop: every connection sends the next request as soon as it has its
 * answer. Open loop: requests become due at a constant rate, and one that finds no free connection has begun to wait.
 */

import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { answerQuestions } from './harness/child.ts';
import { Connection } from './harness/connection.ts';

export interface LoadJob {
  readonly port: number;
  /** Names requests that were given before; they are sent in turn. */
  readonly requests: string;
  readonly connections: number;
  /** Load without measuring. */
  readonly warmUpSeconds: number;
  /** How long to measure; or, with `count`, at most. */
  readonly seconds: number;
  /** Ends after so many answers. */
  readonly count?: number;
  /** Requests a second; absent: closed loop. */
  readonly rate?: number;
}

export interface LoadResult {
  /** Answers in the measured time, and in all. */
  readonly answers: number;
  readonly total: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Status → how many, over all answers. */
  readonly statuses: Readonly<Record<number, number>>;
}

const lists = new Map<string, readonly Uint8Array[]>();
const positions = new Map<string, number>();

/** What was sent and answered so far. */
class Tally {
  readonly histogram: RecordableHistogram = createHistogram();
  readonly statuses: Record<number, number> = {};
  readonly #measureFrom: number;
  answers = 0;
  total = 0;

  constructor(measureFrom: number) {
    this.#measureFrom = measureFrom;
  }

  record(status: number, since: number, now: number): void {
    this.total += 1;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (since < this.#measureFrom) return;
    this.answers += 1;
    this.histogram.record(Math.max(1, Math.round((now - since) * 1e6)));
  }

  result(seconds: number): LoadResult {
    const { histogram, answers, total, statuses } = this;
    const milliseconds = (percentile: number) => (answers === 0 ? Number.NaN : histogram.percentile(percentile) / 1e6);
    return {
      answers,
      total,
      statuses,
      perSecond: answers / seconds,
      p50Ms: milliseconds(50),
      p99Ms: milliseconds(99),
    };
  }
}

function nextOf(name: string): () => Uint8Array {
  const list = lists.get(name) ?? [];
  let position = positions.get(name) ?? 0;
  return () => {
    const request = list[position % list.length];
    if (request === undefined) throw new Error(`no requests are called ${name}`);
    position += 1;
    positions.set(name, position);
    return request;
  };
}

async function run(job: LoadJob): Promise<LoadResult> {
  const begun = performance.now();
  const measureFrom = begun + job.warmUpSeconds * 1000;
  const until = measureFrom + job.seconds * 1000;
  const tally = new Tally(measureFrom);
  const { promise: failure, reject } = Promise.withResolvers<never>();
  const drive = job.rate === undefined ? runClosed : runOpen;
  const connections = await Promise.race([drive({ job, tally, until, failed: reject }), failure]);
  const seconds = (performance.now() - measureFrom) / 1000;
  for (const connection of connections) connection.close();
  return tally.result(seconds);
}

interface Drive {
  readonly job: LoadJob;
  readonly tally: Tally;
  readonly until: number;
  readonly failed: (error: Error) => void;
}

async function runClosed({ job, tally, until, failed }: Drive): Promise<Connection[]> {
  const next = nextOf(job.requests);
  const work = Array.from({ length: job.connections }, async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let since = 0;
    const send = (): void => {
      since = performance.now();
      connection.send(next());
    };
    const connection = await Connection.open(
      job.port,
      (status) => {
        const now = performance.now();
        tally.record(status, since, now);
        if (now >= until || tally.total + job.connections > (job.count ?? Number.POSITIVE_INFINITY)) resolve();
        else send();
      },
      failed,
    );
    send();
    await promise;
    return connection;
  });
  return Promise.all(work);
}

async function runOpen({ job, tally, until, failed }: Drive): Promise<Connection[]> {
  const next = nextOf(job.requests);
  const free: { connection: Connection; since: number }[] = [];
  const due: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const slots = await Promise.all(
    Array.from({ length: job.connections }, async () => {
      const slot = { since: 0, connection: await Connection.open(job.port, (status) => answered(status), failed) };
      const answered = (status: number): void => {
        tally.record(status, slot.since, performance.now());
        free.push(slot);
        dispatch();
      };
      free.push(slot);
      return slot;
    }),
  );
  const dispatch = (): void => {
    while (due.length > 0 && free.length > 0) {
      const slot = free.shift();
      if (slot === undefined) return;
      slot.since = due.shift() ?? 0;
      slot.connection.send(next());
    }
  };
  const step = 1000 / (job.rate ?? 1);
  let nextDue = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now >= until) {
      clearInterval(timer);
      resolve();
    }
    // A late timer is the generator's own delay, not the server's: what came due meanwhile is sent as of now.
    for (; nextDue <= now; nextDue += step) due.push(now);
    dispatch();
  }, 1);
  await promise;
  while (free.length < slots.length) await new Promise((wake) => setTimeout(wake, 2));
  return slots.map(({ connection }) => connection);
}

answerQuestions({
  prepare({ name, requests }: { name: string; requests: readonly Uint8Array[] }) {
    lists.set(name, requests);
    positions.set(name, 0);
  },
  run,
});
