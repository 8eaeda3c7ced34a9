/** A moment: local time, and on hover or focus the exact one in UTC and how long ago it was. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { type DateForm, formatDate, formatDistance, formatUtc } from '../lib/dates.ts';
import { useNow } from '../lib/use-now.ts';
import { Tooltip } from './tooltip.tsx';

export interface TimeProps {
  /** ISO 8601, as the API gives it; null where it has not happened. */
  readonly at: string | null | undefined;
  /** `distance` shows "3 minutes ago" and the local time on hover. */
  readonly form?: DateForm | 'distance';
  readonly className?: string;
  /** Instead of a moment that has not come. */
  readonly none?: string;
}

export function Time({ at, form = 'minute', className, none = '—' }: TimeProps): ReactElement {
  const now = useNow();
  if (!at) return <span className={cn('text-faint', className)}>{none}</span>;
  const distance = formatDistance(at, now);
  return (
    <Tooltip
      content={
        <span className="grid gap-0.5 figures">
          <span>{formatDate(at, 'second')} local</span>
          <span>{formatUtc(at)}</span>
          <span className="opacity-75">{distance}</span>
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be within reach of the keyboard */}
      <time dateTime={at} tabIndex={0} className={cn('figures rounded-sm whitespace-nowrap', className)}>
        {form === 'distance' ? distance : formatDate(at, form)}
      </time>
    </Tooltip>
  );
}
