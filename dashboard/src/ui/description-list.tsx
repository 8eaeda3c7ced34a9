/** The facts about one thing: name at the left, value at the right; under each other where it is narrow. */

import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

export interface DescriptionListProps {
  /** Falsy ones are left out, so that a fact may depend on a condition. */
  readonly facts: readonly (Fact | false | null | undefined)[];
  /** `sides` pushes the values to the right edge: for a narrow card of short facts. */
  readonly layout?: 'columns' | 'sides';
  readonly className?: string;
}

const rows = {
  columns: 'grid gap-x-4 gap-y-0.5 @md:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]',
  sides: 'flex items-baseline justify-between gap-4 [&>dd]:text-right',
};

export function DescriptionList({ facts, layout = 'columns', className }: DescriptionListProps): ReactElement {
  return (
    <div className={cn('@container', className)}>
      <dl className="divide-y">
        {facts
          .filter((fact) => !!fact)
          .map((fact) => (
            <div key={fact.term} className={cn('py-2.5 first:pt-0 last:pb-0', rows[layout])}>
              <dt className="shrink-0 text-muted">{fact.term}</dt>
              <dd className="min-w-0">{fact.value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
