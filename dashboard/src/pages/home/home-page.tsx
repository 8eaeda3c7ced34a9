/** How the business stands: its balance, what moved today and lately, and what a newcomer does next. */

import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useSession } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Balance } from './balance.tsx';
import { FirstStepsTeaser } from './first-steps-teaser.tsx';
import { Flow } from './flow.tsx';
import { RecentTransactions } from './recent-transactions.tsx';

export function HomePage(): ReactElement {
  const { firstName } = useSession();
  const business = useBusiness();
  const { may } = usePermissions();
  return (
    <>
      <PageHeader
        title={firstName === '' ? business.name : `${greeting(new Date())}, ${firstName}`}
        description={`How ${business.name} stands.`}
        actions={
          business.isApproved && may('transfers:create') ? (
            <>
              <ButtonLink to="/b/$businessId/virtual-accounts/new" params={{ businessId: business.id }}>
                New virtual account
              </ButtonLink>
              <ButtonLink variant="primary" to="/b/$businessId/transfers/new" params={{ businessId: business.id }}>
                Send money
              </ButtonLink>
            </>
          ) : undefined
        }
      />
      {business.isApproved ? <Standing /> : <NotApproved businessId={business.id} />}
    </>
  );
}

function Standing(): ReactElement {
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
      <FirstStepsTeaser className="lg:col-span-3" />
      <Balance className="lg:col-span-1" />
      <Flow className="lg:col-span-2" />
      <RecentTransactions className="lg:col-span-3" />
    </div>
  );
}

function NotApproved({ businessId }: { readonly businessId: string }): ReactElement {
  return (
    <Callout
      tone="warn"
      title="This business is not approved yet"
      action={
        <ButtonLink size="sm" to="/b/$businessId/registration" params={{ businessId }}>
          Complete the registration
        </ButtonLink>
      }
    >
      Until it is, it has no account and moves no money. Send what is missing, and we look at it.
    </Callout>
  );
}

function greeting(now: Date): string {
  const hour = now.getHours();
  if (hour < 5 || hour >= 18) return 'Good evening';
  return hour < 12 ? 'Good morning' : 'Good afternoon';
}
