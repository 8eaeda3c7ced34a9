/** When a scheduled payout is due, how much of a balance can be paid out, and whether two spellings name one holder. */

import { LAGOS_AHEAD_MS } from '../platform/clock.ts';
import type { BusinessId, ClientId, PayoutAccountId, PayoutScheduleId } from '../platform/ids.ts';

export interface PayoutAccount {
  readonly businessId: BusinessId;
  readonly id: PayoutAccountId;
  readonly clientId: ClientId;
  /** The four as the business gave them. */
  readonly accountName: string;
  readonly accountNumber: string;
  readonly bankCode: string;
  readonly bankName: string;
  /** The code under which we list the bank. */
  readonly bankKey: string;
  readonly nameAtBank: string;
  readonly createdAt: Date;
}

/** When money is paid out, by the clock of Lagos. */
export interface Rhythm {
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  /** 1 is Monday; null unless weekly. */
  readonly dayOfWeek: number | null;
  /** The last day of a month that is shorter; null unless monthly. */
  readonly dayOfMonth: number | null;
  readonly hour: number;
}

export interface SchedulePlan extends Rhythm {
  readonly payoutAccountId: PayoutAccountId;
  /** Less than this is not paid out. */
  readonly minimumKobo: bigint;
  /** So much stays on the account. */
  readonly keepKobo: bigint;
}

export interface PayoutSchedule extends Omit<SchedulePlan, 'payoutAccountId'> {
  readonly businessId: BusinessId;
  readonly id: PayoutScheduleId;
  /** Null: paused, since the account was deleted. */
  readonly payoutAccountId: PayoutAccountId | null;
  readonly nextRunAt: Date;
  readonly lastRunAt: Date | null;
  readonly lastResult: string | null;
  readonly lastReference: string | null;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The first moment after `after` at which the rhythm beats. */
export function nextRun(rhythm: Rhythm, after: Date): Date {
  const today = Math.floor((after.getTime() + LAGOS_AHEAD_MS) / DAY_MS);
  for (let day = today; ; day += 1) {
    const moment = new Date(day * DAY_MS + rhythm.hour * HOUR_MS - LAGOS_AHEAD_MS);
    if (moment > after && isDay(rhythm, new Date(day * DAY_MS))) return moment;
  }
}

function isDay({ frequency, dayOfWeek, dayOfMonth }: Rhythm, date: Date): boolean {
  if (frequency === 'weekly') return (date.getUTCDay() || 7) === dayOfWeek;
  if (frequency === 'daily') return true;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(dayOfMonth ?? 1, lastDay);
}

/** What names the transfer of a run, which no client can take first: of one schedule there is one for each day in Lagos. */
export function runReference(id: PayoutScheduleId, dueAt: Date): string {
  return `payout:${id}:${new Date(dueAt.getTime() + LAGOS_AHEAD_MS).toISOString().slice(0, 10)}`;
}

/**
 * The most that can be sent, so that it and its charges are in the balance; 0 when nothing can. Where a larger amount costs
 * less than a smaller one it may be less than the most, but it never is too much.
 */
export function mostOf(availableKobo: bigint, chargesOf: (amountKobo: bigint) => bigint): bigint {
  let [low, high] = [0n, availableKobo];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle + chargesOf(middle) <= availableKobo) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** Whether each word of the shorter name is in the longer one: banks turn names round, and add to them. */
export function namesAgree(one: string, other: string): boolean {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].toSorted((first, second) => first.length - second.length);
  if (shorter === undefined || longer === undefined || shorter.length === 0) return false;
  return shorter.every((word) => longer.includes(word));
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
