/**
 * A range of whole days as the address holds it: `from` and `to`, both shown, in the calendar of the device. The API asks
 * for moments instead, of which the last is no longer wanted.
 */

import { formatDate, isoDay } from './dates.ts';

export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

export interface RangePreset {
  readonly id: string;
  readonly label: string;
  readonly range: Required<DayRange>;
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** Local midnight, so many days after the day; undefined for what is no day. */
function midnight(day: string | undefined, daysLater = 0): Date | undefined {
  if (day === undefined || !dayForm.test(day)) return undefined;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moment = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** As the API's `from` and `to`; what is no day is handed on as it is, for the API to refuse. */
export function toMoments({ from, to }: DayRange): DayRange {
  return {
    ...(from !== undefined && { from: midnight(from)?.toISOString() ?? from }),
    ...(to !== undefined && { to: midnight(to, 1)?.toISOString() ?? to }),
  };
}

export function rangePresets(now: Date): readonly RangePreset[] {
  const ago = (days: number): string => isoDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
  const monthStart = (months: number): string => isoDay(new Date(now.getFullYear(), now.getMonth() - months, 1));
  const today = ago(0);
  const lastOfMonth = isoDay(new Date(now.getFullYear(), now.getMonth(), 0));
  return [
    { id: 'today', label: 'Today', range: { from: today, to: today } },
    { id: 'yesterday', label: 'Yesterday', range: { from: ago(1), to: ago(1) } },
    { id: 'week', label: 'Last 7 days', range: { from: ago(6), to: today } },
    { id: 'month', label: 'Last 30 days', range: { from: ago(29), to: today } },
    { id: 'this-month', label: 'This month', range: { from: monthStart(0), to: today } },
    { id: 'last-month', label: 'Last month', range: { from: monthStart(1), to: lastOfMonth } },
    { id: 'this-year', label: 'This year', range: { from: isoDay(new Date(now.getFullYear(), 0, 1)), to: today } },
  ];
}

export function presetOf(range: DayRange, now: Date): RangePreset | undefined {
  return rangePresets(now).find((preset) => preset.range.from === range.from && preset.range.to === range.to);
}

/** `Last 7 days`, `1 Nov 2026 – 24 Nov 2026`, `Since 1 Nov 2026`; undefined for any time. */
export function describeRange(range: DayRange, now: Date): string | undefined {
  const { from, to } = range;
  if (from === undefined && to === undefined) return undefined;
  const preset = presetOf(range, now);
  if (preset !== undefined) return preset.label;
  const [first, last] = [midnight(from), midnight(to)].map((day) => day && formatDate(day, 'date'));
  if (to === undefined) return `Since ${first ?? from}`;
  if (from === undefined) return `Until ${last ?? to}`;
  return from === to ? (first ?? from) : `${first ?? from} – ${last ?? to}`;
}
