/** The business's own accounts at other banks, and paying its balance out to them, now or at set times. */

import type { ReactElement } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PayoutAccounts } from './payout-accounts.tsx';
import { PayoutBalance } from './payout-balance.tsx';
import { ScheduleSection } from './schedule-section.tsx';

export function PayoutsPage(): ReactElement {
  const { may, role } = usePermissions();
  return (
    <>
      <PageHeader
        title="Payouts"
        description="Your own accounts at other banks, and paying your balance out to them."
      />
      {may('payouts:manage') ? null : (
        <Callout className="mb-6">
          {`Your role${role === undefined ? '' : `, ${role},`} sees payouts but does not make or change them: that needs the permission payouts:manage.`}
        </Callout>
      )}
      <div className="flex flex-col gap-10">
        <PayoutBalance />
        <PayoutAccounts />
        <ScheduleSection />
      </div>
    </>
  );
}
