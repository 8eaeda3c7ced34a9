/** The shape of what is being loaded, so that nothing jumps when it comes. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';

/** A bar; give it a size. */
export function Skeleton({ className }: { readonly className?: string }): ReactElement {
  return <span aria-hidden className={cn('shimmer block h-4 rounded-sm', className)} />;
}

interface Many {
  readonly rows?: number;
  readonly columns?: number;
}

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3', 'w-2/3'];

export function TableSkeleton({ rows = 6, columns = 4 }: Many): ReactElement {
  return (
    <Loading>
      <div className="divide-y">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a skeleton are all alike
          <div key={row} className="flex h-12 items-center gap-6 px-5">
            {Array.from({ length: columns }, (_each, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: so are its cells
              <span key={column} className="flex-1 max-sm:nth-[n+3]:hidden">
                <Skeleton className={widths[(row + column) % widths.length] ?? ''} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </Loading>
  );
}

export function LinesSkeleton({ rows = 4 }: Many): ReactElement {
  return (
    <Loading>
      <div className="flex flex-col gap-3">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a skeleton are all alike
          <Skeleton key={row} className={widths[row % widths.length] ?? ''} />
        ))}
      </div>
    </Loading>
  );
}

/** Says to a screen reader what the bars say to the eye. */
export function Loading({ children }: { readonly children: ReactElement }): ReactElement {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">Loading…</span>
      {children}
    </div>
  );
}
