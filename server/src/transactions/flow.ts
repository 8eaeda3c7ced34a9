/**
 * What came in and went out on each day, as it is in Lagos. A day that is over has sums over everything that was made on it,
 * whatever became of that, which never change: they are added up once. What was not successful is rare and taken off each
 * time, by an index; the day that is not over is added up anew. So the cost is that of one day, however many are wanted.
 */

import { type Clock, LAGOS_AHEAD_MS } from '../platform/clock.ts';
import { type BusinessId, earliestId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { SETTLED_MS } from './count.ts';
import { addDays, type DaySpan, type FlowSums, findDays, sumSuccessful, sumUnsuccessful } from './store/flow.ts';

export interface DayOfFlow extends FlowSums {
  /** YYYY-MM-DD. */
  readonly date: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days that one statement adds up. */
const BITE = 7;
const NOTHING: FlowSums = { inKobo: 0n, inCount: 0n, outKobo: 0n, outCount: 0n };

/** The latest `count` days, oldest first, today last. */
export async function dailyFlow(sql: Sql, clock: Clock, businessId: BusinessId, count: number): Promise<DayOfFlow[]> {
  const today = Math.floor((clock.now() + LAGOS_AHEAD_MS) / DAY_MS);
  const wanted = Array.from({ length: count }, (_, place) => spanOf(today - count + 1 + place));
  const settled = earliestId('transaction', clock.now() - SETTLED_MS);
  const over = wanted.filter(({ toId }) => toId <= settled);
  const open = wanted.slice(over.length);
  const made = await sumsOf(sql, businessId, over);
  const unsuccessful = await sumUnsuccessful(sql, businessId, over);
  const current = await sumSuccessful(sql, businessId, open);
  return wanted.map(({ date }) => ({
    date,
    ...(current.get(date) ?? less(made.get(date) ?? NOTHING, unsuccessful.get(date) ?? NOTHING)),
  }));
}

/** @param day whole days since the epoch, in Lagos. */
function spanOf(day: number): DaySpan {
  const start = day * DAY_MS - LAGOS_AHEAD_MS;
  return {
    date: new Date(day * DAY_MS).toISOString().slice(0, 10),
    fromId: earliestId('transaction', start),
    toId: earliestId('transaction', start + DAY_MS),
  };
}

async function sumsOf(
  sql: Sql,
  businessId: BusinessId,
  days: readonly DaySpan[],
): Promise<ReadonlyMap<string, FlowSums>> {
  const known = await findDays(sql, businessId, days);
  const missing = days.filter(({ date }) => !known.has(date));
  if (missing.length === 0) return known;
  for (let start = 0; start < missing.length; start += BITE)
    await addDays(sql, businessId, missing.slice(start, start + BITE));
  return findDays(sql, businessId, days);
}

function less(all: FlowSums, some: FlowSums): FlowSums {
  return {
    inKobo: all.inKobo - some.inKobo,
    inCount: all.inCount - some.inCount,
    outKobo: all.outKobo - some.outKobo,
    outCount: all.outCount - some.outCount,
  };
}
