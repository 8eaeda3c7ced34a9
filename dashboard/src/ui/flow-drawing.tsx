/** The bars of chart.tsx, in a file of their own so that the drawing library is loaded with the first chart. */

import type { ReactElement } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDate } from '../lib/dates.ts';
import { formatMoney, formatMoneyShort, roundSteps } from '../lib/money.ts';

export interface FlowDay {
  /** `2026-11-24` */
  readonly date: string;
  readonly inKobo: string;
  readonly outKobo: string;
}

interface Point {
  readonly date: string;
  readonly in: number;
  readonly out: number;
}

export function FlowDrawing({ days }: { readonly days: readonly FlowDay[] }): ReactElement {
  const points: Point[] = days.map((day) => ({ date: day.date, in: Number(day.inKobo), out: Number(day.outKobo) }));
  const ticks = roundSteps(Math.max(0, ...points.flatMap((point) => [point.in, point.out])));
  const tick = { fill: 'var(--color-faint)', fontSize: 11 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={points}
        barGap={2}
        barCategoryGap="22%"
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="date"
          tick={tick}
          tickLine={false}
          axisLine={false}
          minTickGap={40}
          tickMargin={8}
          tickFormatter={(date: string) => formatDate(date, 'short')}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={56}
          ticks={ticks}
          domain={[0, ticks.at(-1) ?? 0]}
          tickFormatter={(kobo: number) => formatMoneyShort(Math.round(kobo))}
        />
        <Tooltip cursor={{ fill: 'var(--color-subtle)' }} isAnimationActive={false} content={Hint} />
        <Bar dataKey="in" fill="var(--color-accent)" radius={[3, 3, 0, 0]} maxBarSize={14} isAnimationActive={false} />
        <Bar dataKey="out" fill="var(--color-quiet)" radius={[3, 3, 0, 0]} maxBarSize={14} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

interface HintProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Point }[];
}

function Hint({ active, payload }: HintProps): ReactElement | null {
  const point = payload?.[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <div className="figures grid gap-1 rounded-md bg-raised px-3 py-2 text-sm shadow-raised">
      <p className="font-medium">{formatDate(point.date, 'date')}</p>
      <p className="flex items-center gap-2">
        <span className="size-2 rounded-[2px] bg-accent" />
        <span className="text-muted">In</span>
        <span className="ml-auto pl-4">{formatMoney(point.in)}</span>
      </p>
      <p className="flex items-center gap-2">
        <span className="size-2 rounded-[2px] bg-quiet" />
        <span className="text-muted">Out</span>
        <span className="ml-auto pl-4">{formatMoney(point.out)}</span>
      </p>
    </div>
  );
}
