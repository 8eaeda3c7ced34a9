/** How long something still has, or has taken so far: figures that run. The moment itself is in a Time beside them. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { formatDuration } from '../lib/dates.ts';
import { useNow } from '../lib/use-now.ts';

interface RunningTimeProps {
  /** ISO 8601 */
  readonly at: string;
  readonly className?: string;
}

/** Runs by seconds within the last hour, by half minutes before. */
export function Remaining({ at, className }: RunningTimeProps): ReactElement {
  const soon = new Date(at).getTime() - Date.now() < 3_600_000;
  const now = useNow(soon ? 1 : 30);
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  return (
    <span role="timer" className={cn('figures whitespace-nowrap', className)}>
      {soon ? formatDuration(seconds) : inMinutes(seconds)}
    </span>
  );
}

export function Elapsed({ at, className }: RunningTimeProps): ReactElement {
  const now = useNow(30);
  return (
    <span className={cn('figures whitespace-nowrap', className)}>
      {inMinutes((now.getTime() - new Date(at).getTime()) / 1000)}
    </span>
  );
}

function inMinutes(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  return formatDuration(Math.floor(seconds / 60) * 60).replace(/ 00 s$/, '');
}
