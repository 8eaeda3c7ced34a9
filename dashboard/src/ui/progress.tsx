/** How far something long has come. */

import { Progress as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max?: number;
  readonly tone?: 'accent' | 'good' | 'bad';
  readonly className?: string;
}

const colours = { accent: 'bg-accent', good: 'bg-good', bad: 'bg-bad' };

export function Progress({ label, value, max = 100, tone = 'accent', className }: ProgressProps): ReactElement {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <Radix.Root
      aria-label={label}
      value={Math.min(value, max)}
      max={max > 0 ? max : 1}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-pressed', className)}
    >
      <Radix.Indicator
        className={cn('h-full rounded-full transition-[width] duration-150', colours[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </Radix.Root>
  );
}
