/** Moments as people read them: local first, UTC and the distance from now beside it. Pure; the caller says when now is. */

const day = 86_400;
const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['day', day],
  ['hour', 3600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

type Moment = string | Date;

export type DateForm = 'date' | 'minute' | 'second' | 'short';

const forms: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  minute: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  second: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

function parse(moment: Moment): Date | undefined {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `24 Nov 2026, 15:04`, in the time zone of the device unless another is named. */
export function formatDate(moment: Moment, form: DateForm = 'minute', timeZone?: string): string {
  const date = parse(moment);
  if (date === undefined) return '—';
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat('en-GB', { ...forms[form], ...zone, hourCycle: 'h23' }).format(date);
}

/** `2026-11-24 15:04:05 UTC` */
export function formatUtc(moment: Moment): string {
  const date = parse(moment);
  return date === undefined ? '—' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `3 minutes ago`, `in 2 hours`, `just now`. */
export function formatDistance(moment: Moment, now: Date): string {
  const date = parse(moment);
  if (date === undefined) return '—';
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  if (unit === undefined) return Math.abs(seconds) < 10 ? 'just now' : relative.format(seconds, 'second');
  return relative.format(Math.trunc(seconds / unit[1]), unit[0]);
}

/** `2 h 05 min 09 s`, without what is nought at its front. */
export function formatDuration(totalSeconds: number): string {
  const seconds = Math.max(0, Math.round(totalSeconds));
  const parts = [Math.floor(seconds / day), Math.floor((seconds % day) / 3600), Math.floor((seconds % 3600) / 60)];
  const names = ['d', 'h', 'min'];
  const first = parts.findIndex((part) => part > 0);
  if (first === -1) return `${seconds} s`;
  const shown = parts.slice(first).map((part, index) => {
    const figures = index === 0 ? String(part) : String(part).padStart(2, '0');
    return `${figures} ${names[first + index] ?? ''}`;
  });
  return first === 0 ? shown.join(' ') : `${shown.join(' ')} ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `2026-11-24` of the device's own calendar, as date fields and the API's filters write it. */
export function isoDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`;
}
