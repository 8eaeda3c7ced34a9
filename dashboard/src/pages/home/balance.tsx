/** What the business has, where it is, and what moved today. */

import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { sentenceCase } from '../../lib/statuses.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { BigMoney, Money } from '../../ui/money.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDailyFlow } from './use-daily-flow.ts';

export function Balance({ className }: { readonly className?: string }): ReactElement {
  const about = useAbout();
  const { may } = usePermissions();
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options));
  return (
    <Card className={cn('flex flex-col', className)}>
      <div className="flex-1 px-5 pt-4 pb-5">
        <h2 className="text-sm text-muted">Balance</h2>
        <QueryView query={account} skeleton={<Skeleton className="mt-3 h-8 w-48" />}>
          {({ accountBalance, accountNumber, accountType }) => (
            <>
              <p className="mt-1">
                <BigMoney kobo={accountBalance} />
              </p>
              <DescriptionList
                layout="sides"
                className="mt-5 text-sm"
                facts={[
                  about && { term: 'Bank', value: `${about.bankName} (${about.bankCode})` },
                  {
                    term: 'Account number',
                    value: <Copyable value={accountNumber} label="account number" className="text-sm text-ink" />,
                  },
                  { term: 'Type', value: sentenceCase(accountType) },
                ]}
              />
            </>
          )}
        </QueryView>
      </div>
      {may('transactions:read') ? <Today /> : null}
    </Card>
  );
}

function Today(): ReactElement {
  const flow = useDailyFlow();
  const today = flow.data?.at(-1);
  return (
    <dl className="grid grid-cols-2 divide-x border-t">
      <Side
        icon={<ArrowDownLeft aria-hidden className="text-good" />}
        label="In today"
        isPending={flow.isPending}
        value={today === undefined ? '—' : <Money kobo={today.inKobo} />}
      />
      <Side
        icon={<ArrowUpRight aria-hidden className="text-faint" />}
        label="Out today"
        isPending={flow.isPending}
        value={today === undefined ? '—' : <Money kobo={today.outKobo} />}
      />
    </dl>
  );
}

interface SideProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly value: ReactNode;
  readonly isPending: boolean;
}

function Side({ icon, label, value, isPending }: SideProps): ReactElement {
  return (
    <div className="min-w-0 px-5 py-3.5">
      <dt className="flex items-center gap-1 text-sm text-muted [&_svg]:size-3.5">
        {icon}
        {label}
      </dt>
      <dd className="mt-0.5 truncate text-lg font-semibold tracking-tight">
        {isPending ? <Skeleton className="my-1 w-20" /> : value}
      </dd>
    </div>
  );
}
