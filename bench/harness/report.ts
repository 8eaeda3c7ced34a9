/** Figures for people and for machines: medians, a short table, goals met or missed, one line of JSON. */

import { availableParallelism, cpus } from 'node:os';

export interface Goal {
  readonly goal: string;
  readonly value: number;
  readonly met: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

export function atLeast(goal: string, value: number, bound: number): Goal {
  return { goal: `${goal} >= ${bound}`, value: round(value, 3), met: value >= bound };
}

export function atMost(goal: string, value: number, bound: number): Goal {
  return { goal: `${goal} <= ${bound}`, value: round(value, 3), met: value <= bound };
}

export interface Report {
  readonly benchmark: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly goals: readonly Goal[];
  /** The single rounds, so that a reader sees how far they lie apart. */
  readonly rounds?: unknown;
}

export function print(report: Report): void {
  console.log(`\n${report.benchmark}`);
  console.table(report.rows);
  for (const { goal, value, met } of report.goals) console.log(`${met ? 'met   ' : 'missed'}  ${goal}: ${value}`);
  const machine = { node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown' };
  console.log(`\n${JSON.stringify({ ...report, machine, at: new Date().toISOString() })}`);
}
