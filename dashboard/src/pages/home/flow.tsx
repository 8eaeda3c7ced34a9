/** The last thirty days as a chart. */

import { ChartColumn } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../../lib/cn.ts';
import { sumKobo } from '../../lib/money.ts';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { FlowChart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { FlowDay } from '../../ui/flow-drawing.tsx';
import { Money } from '../../ui/money.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDailyFlow } from './use-daily-flow.ts';

export function Flow({ className }: { readonly className?: string }): ReactElement {
  const flow = useDailyFlow();
  return (
    <Card {...(className !== undefined && { className })}>
      <CardHeader
        title="Money in and out"
        description="The last 30 days"
        actions={flow.data && <Totals days={flow.data} />}
      />
      <CardBody>
        <QueryView query={flow} skeleton={<Skeleton className="h-56 rounded-md" />}>
          {(days) =>
            days.every((day) => day.inKobo === '0' && day.outKobo === '0') ? (
              <EmptyState icon={ChartColumn} title="Nothing moved yet" className="h-56 py-8">
                As soon as money comes or goes, you see it here day by day.
              </EmptyState>
            ) : (
              <FlowChart days={days} caption="Money in and out on each of the last 30 days" />
            )
          }
        </QueryView>
      </CardBody>
    </Card>
  );
}

function Totals({ days }: { readonly days: readonly FlowDay[] }): ReactElement {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      <Total swatch="bg-accent" label="In" kobo={sumKobo(days.map((day) => day.inKobo))} />
      <Total swatch="bg-quiet" label="Out" kobo={sumKobo(days.map((day) => day.outKobo))} />
    </dl>
  );
}

interface TotalProps {
  readonly swatch: string;
  readonly label: string;
  readonly kobo: bigint;
}

function Total({ swatch, label, kobo }: TotalProps): ReactElement {
  return (
    <div className="flex items-center gap-1.5">
      <span aria-hidden className={cn('size-2 rounded-[2px]', swatch)} />
      <dt className="text-muted">{label}</dt>
      <dd className="font-medium">
        <Money kobo={kobo} />
      </dd>
    </div>
  );
}
