/** How the business stands: its balance, what moved today and lately, and what a newcomer does next. */

import { LockKeyhole } from 'lucide-react';
import type { ReactElement } from 'react';
import { Movements } from '../../components/movements.tsx';
import { useStanding } from '../../components/use-standing.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useSession } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Balance } from './balance.tsx';
import { Closed } from './closed.tsx';
import { FirstStepsTeaser } from './first-steps-teaser.tsx';
import { Flow } from './flow.tsx';

export function HomePage(): ReactElement {
  const { firstName } = useSession();
  const business = useBusiness();
  const { details, standing } = useStanding(business);
  const { may } = usePermissions();
  // Until the bank's word is there, or for whoever may not read it, the session's counts.
  const isOpen = standing === undefined ? business.isApproved : standing === 'approved';
  return (
    <>
      <PageHeader
        title={firstName === '' ? business.name : `${greeting(new Date())}, ${firstName}`}
        description={`How ${business.name} stands.`}
        actions={
          isOpen ? (
            <>
              {may('virtual-accounts:manage') ? (
                <ButtonLink to="/b/$businessId/virtual-accounts/new" params={{ businessId: business.id }}>
                  New virtual account
                </ButtonLink>
              ) : null}
              {may('transfers:create') ? (
                <ButtonLink variant="primary" to="/b/$businessId/transfers/new" params={{ businessId: business.id }}>
                  Send money
                </ButtonLink>
              ) : null}
            </>
          ) : undefined
        }
      />
      {isOpen ? <Money /> : <Closed details={details} />}
    </>
  );
}

function Money(): ReactElement {
  const { may } = usePermissions();
  const [seesAccount, seesTransactions] = [may('accounts:read'), may('transactions:read')];
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
      <FirstStepsTeaser className="lg:col-span-3" />
      {seesAccount ? <Balance className="lg:col-span-1" /> : null}
      {seesTransactions ? (
        <>
          <Flow className={seesAccount ? 'lg:col-span-2' : 'lg:col-span-3'} />
          <Movements className="lg:col-span-3" />
        </>
      ) : null}
      {seesAccount || seesTransactions ? null : <NothingToSee />}
    </div>
  );
}

function NothingToSee(): ReactElement {
  return (
    <Card className="lg:col-span-3">
      <EmptyState icon={LockKeyhole} title="Your role sees neither the balance nor the transactions">
        It takes the permissions accounts:read and transactions:read. An owner or admin of the business can give you a
        role that has them.
      </EmptyState>
    </Card>
  );
}

function greeting(now: Date): string {
  const hour = now.getHours();
  if (hour < 5 || hour >= 18) return 'Good evening';
  return hour < 12 ? 'Good morning' : 'Good afternoon';
}
