/** What the server counts about itself, in the Prometheus format. Labels are route patterns and codes, never values from a request. */

import { setTimeout as pause } from 'node:timers/promises';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FaultCode } from '../faults/index.ts';
import type { Backlog, Jobs } from '../platform/jobs.ts';

export interface RequestMetrics {
  observe(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  refused(code: FaultCode): void;
}

export interface WebhookMetrics {
  /** An attempt has ended; why it did not deliver, or null. */
  attempted(error: string | null): void;
}

export interface Metrics extends RequestMetrics, WebhookMetrics {
  /** All metrics as text. */
  render(): Promise<string>;
}

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** From a warm guarded request to one that waited for a password hash. */
const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** In the primary of a cluster: the metrics of all its workers. */
export function createClusterMetrics(): { render(): Promise<string> } {
  const registry = new AggregatorRegistry();
  return { render: () => registry.clusterMetrics() };
}

export interface MetricsOptions {
  /** Gathers the metrics of all processes of a cluster; absent when this process is the only one. */
  readonly gather?: (() => Promise<string>) | undefined;
  readonly jobs: Pick<Jobs, 'backlog'>;
}

export function createMetrics({ gather, jobs }: MetricsOptions): Metrics {
  // Only an instance of its own makes a worker answer when the primary gathers.
  const registry = gather === undefined ? new Registry() : new AggregatorRegistry();
  AggregatorRegistry.setRegistries(registry);
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'interstellas_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'interstellas_refusals_total',
    help: 'Requests refused, by the code of the refusal.',
    labelNames: ['code'],
    registers: [registry],
  });
  const attempts = new Counter({
    name: 'interstellas_webhook_attempts_total',
    help: 'Attempts to deliver a webhook event, by how they ended.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const gauge of backlogGauges(jobs)) registry.registerMetric(gauge);
  return {
    attempted: (error) => attempts.inc({ outcome: error ?? 'delivered' }),
    observe: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
    refused: (code) => refusals.inc({ code }),
    render: () => (gather === undefined ? registry.metrics() : gather()),
  };
}

/** While the database is out of reach nothing is known of the jobs, and the other metrics matter most. */
const BACKLOG_PATIENCE_MS = 1000;

/** Asked when somebody looks, once for both. All processes of a cluster see the same jobs: the sum would be wrong. */
function backlogGauges(jobs: Pick<Jobs, 'backlog'>): Gauge[] {
  let asked: Promise<readonly Backlog[]> | undefined;
  const ask = (): Promise<readonly Backlog[]> => {
    asked ??= Promise.race([jobs.backlog(), pause(BACKLOG_PATIENCE_MS, [])])
      .catch(() => [])
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  const gauge = (name: string, help: string, measure: (backlog: Backlog) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['queue'],
      aggregator: 'max',
      registers: [],
      async collect() {
        const backlogs = await ask();
        this.reset();
        for (const backlog of backlogs) this.set({ queue: backlog.queue }, measure(backlog));
      },
    });
  return [
    gauge('interstellas_jobs', 'Jobs that are not done yet, by queue.', ({ jobs: count }) => count),
    gauge(
      'interstellas_jobs_overdue_seconds',
      'How long ago the job of a queue that waits longest was due.',
      ({ overdueSeconds }) => overdueSeconds,
    ),
  ];
}
