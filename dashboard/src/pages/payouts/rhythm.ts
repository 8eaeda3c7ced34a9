/** When a schedule runs, in words. Pure. */

import type { PayoutSchedule } from '@interstellas/sdk';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** `Every Friday at 18:00, Lagos time` */
export function rhythmOf(schedule: Pick<PayoutSchedule, 'frequency' | 'dayOfWeek' | 'dayOfMonth' | 'hour'>): string {
  return `${daysOf(schedule)} at ${hourWords(schedule.hour)}, Lagos time`;
}

function daysOf({ frequency, dayOfWeek, dayOfMonth }: Omit<Parameters<typeof rhythmOf>[0], 'hour'>): string {
  if (frequency === 'daily') return 'Every day';
  if (frequency === 'weekly') return `Every ${WEEKDAYS[(dayOfWeek ?? 1) - 1] ?? WEEKDAYS[0]}`;
  return `On day ${dayOfMonth ?? 1} of every month`;
}
