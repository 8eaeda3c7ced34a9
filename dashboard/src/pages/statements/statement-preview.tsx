/** What a statement begins and ends with, before it is fetched. */

import type { StatementSummary } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { formatDate } from '../../lib/dates.ts';
import { type DayRange, toMoments } from '../../lib/day-range.ts';
import { toKobo } from '../../lib/money.ts';
import { useRead } from '../../lib/use-read.ts';
import { Card, CardHeader } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Money, SignedMoney } from '../../ui/money.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';

export interface StatementPreviewProps {
  readonly accountNumber: string;
  readonly range: Required<DayRange>;
}

export function StatementPreview({ accountNumber, range }: StatementPreviewProps): ReactElement {
  const summary = useRead(['transactions', 'statement-summary', accountNumber, range], (client, options) => {
    const { from = '', to = '' } = toMoments(range);
    return client.transactions.statement.summary({ accountNumber, from, to }, options);
  });
  return (
    <Card className="overflow-hidden">
      <CardHeader title="What it will say" />
      <div className="pt-3">
        {summary.data === undefined ? null : <Summary summary={summary.data} />}
        {summary.isError ? <ErrorState error={summary.error} onRetry={() => void summary.refetch()} /> : null}
        {summary.isPending ? (
          <div className="px-5 pb-4">
            <LinesSkeleton rows={6} />
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Summary({ summary }: { readonly summary: StatementSummary }): ReactElement {
  const { accountName, accountNumber, from, to, openingBalance, closingBalance, entryCount } = summary;
  const change = (toKobo(closingBalance) ?? 0n) - (toKobo(openingBalance) ?? 0n);
  return (
    <>
      <div className="px-5 pb-3">
        <p className="font-medium">{accountName}</p>
        <p className="font-mono text-sm text-muted">{accountNumber}</p>
      </div>
      <dl className="divide-y border-t">
        <Line term="Opening balance" note={`Beginning of ${formatDate(from, 'date')}`}>
          <Money kobo={openingBalance} />
        </Line>
        <Line term="Change" note={entryCount === 1 ? '1 entry' : `${entryCount.toLocaleString('en')} entries`}>
          <SignedMoney kobo={change < 0n ? -change : change} direction={change < 0n ? 'debit' : 'credit'} />
        </Line>
        <Line term="Closing balance" note={endOf(to)} isSum>
          <Money kobo={closingBalance} />
        </Line>
      </dl>
      {entryCount === 0 ? (
        <p className="border-t px-5 py-3 text-sm text-muted">
          Nothing moved on the account in this period. The statement says so, with its balances.
        </p>
      ) : null}
    </>
  );
}

/** The moment is the first after the period: its day is the one before. */
function endOf(to: string): string {
  const end = new Date(to);
  return end.getTime() > Date.now() ? 'Until now' : `End of ${formatDate(new Date(end.getTime() - 1), 'date')}`;
}

interface LineProps {
  readonly term: string;
  readonly note: ReactNode;
  readonly children: ReactNode;
  readonly isSum?: boolean;
}

function Line({ term, note, children, isSum = false }: LineProps): ReactElement {
  return (
    <div className={cn('flex items-baseline justify-between gap-4 px-5 py-3', isSum && 'bg-subtle/50')}>
      <dt>
        <span className={cn(isSum && 'font-semibold')}>{term}</span>
        <span className="block text-sm text-muted">{note}</span>
      </dt>
      <dd className={cn('text-lg', isSum ? 'font-semibold' : 'font-medium')}>{children}</dd>
    </div>
  );
}
