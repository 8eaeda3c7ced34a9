/**
 * Cases measured in turns within one run, so that whatever else the machine does meets all of them alike, and compared
 * round by round: the median of ratios says more on a shared machine than the ratio of two numbers taken apart.
 */

import type { LoadJob } from '../load-generator.ts';
import type { Ports } from '../server.ts';
import { type Child, startChild } from './child.ts';
import { type CostedResult, type Load, runCosted } from './load.ts';
import { median, round } from './report.ts';

export const CONNECTIONS = 32;
const WARM_UP_SECONDS = 0.3;
const SECONDS = 1.5;

/** Limits high enough never to be met. */
export const NO_LIMITS = { INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000000' };

export interface Case {
  readonly name: string;
  readonly server: Child;
  readonly port: number;
  /** The name of the prepared requests. */
  readonly requests: string;
}

type Rounds = ReadonlyMap<string, readonly CostedResult[]>;
type Figure = 'perSecond' | 'cpuMicros' | 'p99Ms';

export function job({ port, requests }: Case, seconds: number): LoadJob {
  return { port, requests, seconds, connections: CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS };
}

/** All cases once per round, each round beginning with another one, so that none always follows the same. */
export async function runInTurns(load: Load, cases: readonly Case[], rounds: number): Promise<Rounds> {
  const results = new Map<string, CostedResult[]>(cases.map(({ name }) => [name, []]));
  for (let index = 0; index < rounds; index += 1) {
    const start = index % cases.length;
    for (const each of [...cases.slice(start), ...cases.slice(0, start)]) {
      results.get(each.name)?.push(await runCosted(load, each.server, job(each, SECONDS)));
    }
  }
  return results;
}

/** The median over the rounds of one case's figure in another's. */
export function ratio(rounds: Rounds, one: string, other: string, figure: Figure): number {
  const others = rounds.get(other) ?? [];
  return median(
    (rounds.get(one) ?? []).map((result, index) => result[figure] / (others[index]?.[figure] ?? Number.NaN)),
  );
}

export function rowsOf(rounds: Rounds) {
  return [...rounds].map(([name, results]) => ({
    case: name,
    'requests/s': Math.round(median(results.map(({ perSecond }) => perSecond))),
    'p50 ms': round(median(results.map(({ p50Ms }) => p50Ms))),
    'p99 ms': round(median(results.map(({ p99Ms }) => p99Ms))),
    'CPU µs/request': round(median(results.map(({ cpuMicros }) => cpuMicros)), 1),
  }));
}

/** What each round gave, for whoever distrusts medians. */
export function detailsOf(rounds: Rounds) {
  const figures = (figure: Figure, digits: number) =>
    Object.fromEntries([...rounds].map(([name, results]) => [name, results.map((one) => round(one[figure], digits))]));
  return { requestsPerSecond: figures('perSecond', 0), cpuMicros: figures('cpuMicros', 1) };
}

export async function openServer(cleanUp: AsyncDisposableStack, settings: Readonly<Record<string, string>>) {
  const server = startChild('server.ts', settings);
  cleanUp.defer(() => server.stop());
  return { server, ports: await server.ask<Ports>('ports') };
}
