/** What the schedule says, when it runs next, and what came of the last run. */

import type { PayoutSchedule } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { formatMoney } from '../../lib/money.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Badge } from '../../ui/badge.tsx';
import { CardBody } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Money } from '../../ui/money.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { rhythmOf } from './rhythm.ts';
import { usePayoutAccounts } from './use-payouts.ts';

export function ScheduleFacts({ schedule }: { readonly schedule: PayoutSchedule }): ReactElement {
  const accounts = usePayoutAccounts().data ?? [];
  const account = accounts.find(({ id }) => id === schedule.payoutAccountId);
  return (
    <CardBody>
      <DescriptionList
        facts={[
          {
            term: 'Runs',
            value: (
              <span className="flex flex-wrap items-center gap-2">
                {rhythmOf(schedule)} {schedule.isPaused ? <Badge tone="warn">Paused</Badge> : null}
              </span>
            ),
          },
          {
            term: 'Pays to',
            value: account
              ? `${account.bankName} ${account.accountNumber}, ${account.nameAtBank}`
              : 'No account: the one it paid to was deleted. Change the schedule to give it another.',
          },
          { term: 'Next run', value: <Time at={schedule.nextRunAt} none="None while it is paused" /> },
          schedule.minimumAmount !== '0' && {
            term: 'Pays out',
            value: `From ${formatMoney(schedule.minimumAmount)} on; less than that waits.`,
          },
          { term: 'Stays on the account', value: <Money kobo={schedule.keepBalance} /> },
          { term: 'Last run', value: <LastRun schedule={schedule} /> },
        ]}
      />
    </CardBody>
  );
}

function LastRun({ schedule }: { readonly schedule: PayoutSchedule }): ReactElement {
  if (schedule.lastRunAt === null) return <span className="text-muted">It has not run yet</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Time at={schedule.lastRunAt} />
      <Result schedule={schedule} />
    </span>
  );
}

function Result({ schedule: { lastResult, lastReference } }: { readonly schedule: PayoutSchedule }): ReactNode {
  const { id: businessId } = useBusiness();
  if (lastResult === 'sent' && lastReference !== null) {
    return (
      <TextLink to="/b/$businessId/transfers/$reference" params={{ businessId, reference: lastReference }}>
        See the payout
      </TextLink>
    );
  }
  if (lastResult === 'skipped') return <Badge>Skipped: too little to pay out</Badge>;
  if (lastResult === null) return null;
  return (
    <DocsLink page={`errors#${lastResult}`} className="font-mono text-xs">
      {lastResult}
    </DocsLink>
  );
}
