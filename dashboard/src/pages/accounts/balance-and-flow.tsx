/** The balance, and what came in and went out today and in this month, on all accounts of the business. */

import type { DailyFlow } from '@interstellas/sdk';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { sumKobo } from '../../lib/money.ts';
import { useRead } from '../../lib/use-read.ts';
import { Card } from '../../ui/card.tsx';
import { BigMoney, Money } from '../../ui/money.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

export interface BalanceAndFlowProps {
  /** Kobo. */
  readonly balance: string;
  readonly className?: string;
}

const most = 31;

export function BalanceAndFlow({ balance, className }: BalanceAndFlowProps): ReactElement {
  const flow = useRead(
    ['transactions', 'daily-flow', most],
    (client, options) => client.transactions.dailyFlow({ days: most }, options),
    { everySeconds: 30 },
  );
  const today = flow.data?.at(-1);
  // The days are those of Lagos, whatever the device's calendar says.
  const month = today?.date.slice(0, 7) ?? '';
  const ofMonth = flow.data?.filter(({ date }) => date.startsWith(month));
  return (
    <Card {...(className !== undefined && { className })}>
      <div className="px-5 pt-4 pb-5">
        <h2 className="text-sm text-muted">Balance</h2>
        <p className="mt-1">
          <BigMoney kobo={balance} />
        </p>
      </div>
      <div className="grid border-t sm:grid-cols-2 sm:divide-x max-sm:divide-y">
        <Period title="Today" isPending={flow.isPending} days={today && [today]} />
        <Period title="This month" isPending={flow.isPending} days={ofMonth} />
      </div>
      <p className="border-t px-5 py-2.5 text-xs text-muted">
        In and out count all accounts of the business, virtual accounts and customers included.
      </p>
    </Card>
  );
}

interface PeriodProps {
  readonly title: string;
  readonly isPending: boolean;
  /** Undefined: they are not known. */
  readonly days: readonly DailyFlow[] | undefined;
}

function Period({ title, isPending, days }: PeriodProps): ReactElement {
  const count = days?.reduce((sum, { inCount, outCount }) => sum + inCount + outCount, 0);
  return (
    <section aria-label={title} className="min-w-0 px-5 py-3.5">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-sm font-medium">{title}</h3>
        <span className="figures text-xs text-muted">
          {count === undefined ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'transaction' : 'transactions'}`}
        </span>
      </div>
      <dl className="mt-2 flex flex-col gap-1">
        <Side icon={<ArrowDownLeft aria-hidden className="text-good" />} term="In" isPending={isPending}>
          {days === undefined ? '—' : <Money kobo={sumKobo(days.map((day) => day.inKobo))} className="font-medium" />}
        </Side>
        <Side icon={<ArrowUpRight aria-hidden className="text-faint" />} term="Out" isPending={isPending}>
          {days === undefined ? '—' : <Money kobo={sumKobo(days.map((day) => day.outKobo))} className="font-medium" />}
        </Side>
      </dl>
    </section>
  );
}

interface SideProps {
  readonly icon: ReactNode;
  readonly term: string;
  readonly isPending: boolean;
  readonly children: ReactNode;
}

function Side({ icon, term, isPending, children }: SideProps): ReactElement {
  return (
    <div className={cn('flex items-center justify-between gap-3')}>
      <dt className="flex items-center gap-1.5 text-muted [&_svg]:size-4">
        {icon}
        {term}
      </dt>
      <dd>{isPending ? <Skeleton className="w-24" /> : children}</dd>
    </div>
  );
}
