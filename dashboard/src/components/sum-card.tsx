/** Amounts under each other, and what they come to. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import type { Kobo } from '../lib/money.ts';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { Money } from '../ui/money.tsx';

export interface SumLine {
  readonly term: string;
  readonly kobo: Kobo;
}

export interface SumCardProps {
  readonly title: string;
  readonly lines: readonly SumLine[];
  readonly sum: SumLine;
}

export function SumCard({ title, lines, sum }: SumCardProps): ReactElement {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <dl className="flex flex-col gap-2">
          {[...lines, sum].map((line) => (
            <div
              key={line.term}
              className={cn('flex justify-between gap-4', line === sum && 'border-t pt-2 font-medium')}
            >
              <dt className={cn(line !== sum && 'text-muted')}>{line.term}</dt>
              <dd>
                <Money kobo={line.kobo} />
              </dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
