/**
 * Several processes on one machine, behind one port: the primary keeps them running and serves nothing itself. A worker
 * that dies is replaced, ever more slowly if it keeps dying. What a worker needs to know it is told over the channel
 * between them, not by its environment, which others may read.
 */

import cluster, { type Worker } from 'node:cluster';
import { createClusterMetrics } from './http/index.ts';
import type { Log } from './platform/log.ts';
import { OperatorError } from './platform/operator-error.ts';

const RESTART_MIN_MS = 100;
const RESTART_MAX_MS = 10_000;
/** A worker that lived for so long is not one that dies at the start. */
const SETTLED_MS = 30_000;

/** What passes between the primary and a worker; a question and its answer carry the same number. */
type Message =
  | { readonly kind: 'metrics-wanted'; readonly number: number }
  | { readonly kind: 'metrics'; readonly number: number; readonly text: string }
  | { readonly kind: 'briefing'; readonly briefing: Briefing };

/** What a worker cannot find out by itself: the embedded database has another address at each start. */
export interface Briefing {
  readonly databaseUrl: string;
  readonly databaseRole: string | undefined;
}

export interface Workers {
  /** Resolves with their port when every worker listens; rejects with OperatorError when one ends before. */
  readonly listening: Promise<number>;
  /** Lets the workers finish, and resolves when they have. */
  stop(): Promise<void>;
}

export function startWorkers(count: number, briefing: Briefing, log: Log): Workers {
  let isStopping = false;
  const metrics = createClusterMetrics();
  const workers = new Map<number, Worker>();
  const ready = Promise.withResolvers<number>();
  let listening = 0;

  const start = (slot: number, waitMs: number): void => {
    const worker = cluster.fork();
    const startedAt = process.uptime();
    workers.set(slot, worker);
    worker.once('listening', ({ port }) => {
      listening += 1;
      if (listening === count) ready.resolve(port);
    });
    worker.once('online', () => send(worker, { kind: 'briefing', briefing }));
    worker.on('message', (message: Message) => {
      if (message.kind !== 'metrics-wanted') return;
      const { number } = message;
      metrics.render().then(
        (text) => send(worker, { kind: 'metrics', number, text }),
        (error: unknown) => {
          log.warn({ error }, 'could not gather the metrics');
          send(worker, { kind: 'metrics', number, text: '' });
        },
      );
    });
    worker.once('exit', (code, signal) => {
      workers.delete(slot);
      if (isStopping) return;
      if (listening < count) {
        // What keeps a worker from starting at the very first time, such as a port that is taken, does not pass.
        isStopping = true;
        for (const other of workers.values()) other.kill('SIGTERM');
        ready.reject(new OperatorError('A worker could not start; its reason stands above.'));
        return;
      }
      const lived = (process.uptime() - startedAt) * 1000;
      const wait = lived > SETTLED_MS ? RESTART_MIN_MS : waitMs;
      log.error({ code, signal, waitMs: wait }, 'a worker ended; starting another');
      setTimeout(() => !isStopping && start(slot, Math.min(wait * 2, RESTART_MAX_MS)), wait);
    });
  };
  for (let slot = 0; slot < count; slot += 1) start(slot, RESTART_MIN_MS);

  return {
    listening: ready.promise,
    async stop() {
      isStopping = true;
      const ended = [...workers.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      for (const worker of workers.values()) worker.kill('SIGTERM');
      await Promise.all(ended);
    },
  };
}

function send(worker: Worker, message: Message): void {
  if (worker.isConnected()) worker.send(message);
}

/** In a worker: what the primary tells it to serve with. */
export function receiveBriefing(): Promise<Briefing> {
  return receive((message) => (message.kind === 'briefing' ? message.briefing : undefined));
}

let questions = 0;

/** In a worker: the metrics of all of them, which only the primary can gather. */
export function gatherMetrics(): Promise<string> {
  questions += 1;
  const number = questions;
  process.send?.({ kind: 'metrics-wanted', number } satisfies Message);
  return receive((message) => (message.kind === 'metrics' && message.number === number ? message.text : undefined));
}

/** The first message in which `pick` finds something. */
function receive<T>(pick: (message: Message) => T | undefined): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const listener = (message: Message): void => {
    const found = pick(message);
    if (found === undefined) return;
    process.off('message', listener);
    resolve(found);
  };
  process.on('message', listener);
  return promise;
}
