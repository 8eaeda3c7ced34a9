/** Money in and out per day. The drawing is loaded when it is needed; a table says the same to screen readers. */

import { lazy, type ReactElement, Suspense } from 'react';
import { formatDate } from '../lib/dates.ts';
import { loadChunk } from '../lib/load-chunk.ts';
import { formatMoney } from '../lib/money.ts';
import type { FlowDay } from './flow-drawing.tsx';
import { Skeleton } from './skeleton.tsx';

export interface FlowChartProps {
  readonly days: readonly FlowDay[];
  readonly caption: string;
}

const Drawing = lazy(async () => ({ default: (await loadChunk(() => import('./flow-drawing.tsx'))).FlowDrawing }));

export function FlowChart({ days, caption }: FlowChartProps): ReactElement {
  return (
    <figure className="min-w-0">
      <div aria-hidden className="h-56">
        <Suspense fallback={<Skeleton className="h-full w-full rounded-md" />}>
          <Drawing days={days} />
        </Suspense>
      </div>
      <table className="sr-only">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">In</th>
            <th scope="col">Out</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatDate(day.date, 'date')}</th>
              <td>{formatMoney(day.inKobo)}</td>
              <td>{formatMoney(day.outKobo)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
