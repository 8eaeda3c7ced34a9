/**
 * Several processes on one machine, behind one port: the primary keeps them running and serves nothing itself. A worker
 * that dies is replaced, ever more slowly if it keeps dying.
 */

import cluster, { type Worker } from 'node:cluster';
import { createClusterMetrics } from './http/index.ts';
import type { Log } from './platform/log.ts';

const RESTART_MIN_MS = 100;
const RESTART_MAX_MS = 10_000;
/** A worker that lived for so long is not one that dies at the start. */
const SETTLED_MS = 30_000;

export interface Workers {
  /** Resolves when every worker listens. */
  readonly listening: Promise<void>;
  /** Lets the workers finish, and resolves when they have. */
  stop(): Promise<void>;
}

export function startWorkers(count: number, variables: Readonly<Record<string, string>>, log: Log): Workers {
  let isStopping = false;
  const metrics = createClusterMetrics();
  const all = new Map<number, Worker>();
  const ready = Promise.withResolvers<void>();
  let listening = 0;

  const start = (slot: number, waitMs: number): void => {
    const worker = cluster.fork(variables);
    const startedAt = process.uptime();
    all.set(slot, worker);
    worker.once('listening', () => {
      listening += 1;
      if (listening === count) ready.resolve();
    });
    worker.on('message', (message: unknown) => {
      if (isMetricsRequest(message)) {
        metrics.render().then(
          (text) => worker.send({ ...message, text }),
          () => undefined,
        );
      }
    });
    worker.once('exit', (code, signal) => {
      all.delete(slot);
      if (isStopping) return;
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
      const ended = [...all.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      for (const worker of all.values()) worker.kill('SIGTERM');
      await Promise.all(ended);
    },
  };
}

interface MetricsRequest {
  readonly gatherMetrics: number;
}

function isMetricsRequest(message: unknown): message is MetricsRequest {
  return typeof message === 'object' && message !== null && 'gatherMetrics' in message && !('text' in message);
}

let requests = 0;

/** In a worker: the metrics of all of them, which only the primary can gather. */
export function gatherMetrics(): Promise<string> {
  requests += 1;
  const request: MetricsRequest = { gatherMetrics: requests };
  const { promise, resolve } = Promise.withResolvers<string>();
  const receive = (message: unknown): void => {
    if (typeof message !== 'object' || message === null || !('text' in message)) return;
    if (!('gatherMetrics' in message) || message.gatherMetrics !== request.gatherMetrics) return;
    process.off('message', receive);
    resolve(String(message.text));
  };
  process.on('message', receive);
  process.send?.(request);
  return promise;
}
