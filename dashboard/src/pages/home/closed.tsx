/** In the place of the money: why there is none to see, how far the approval is, and what can be done meanwhile. */

import type { Business } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ApprovalSteps } from '../../components/approval-steps.tsx';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { StandingNotice } from '../../components/standing-notice.tsx';
import { usePermissions } from '../../lib/use-permissions.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FirstStepsTeaser } from './first-steps-teaser.tsx';

export function Closed({ details }: { readonly details: UseQueryResult<Business> }): ReactElement {
  const { may } = usePermissions();
  if (!may('businesses:read')) {
    return (
      <Callout tone="warn" title="This business is not approved yet">
        Until it is, it has no account and moves no money.
      </Callout>
    );
  }
  return (
    <QueryView query={details} skeleton={<DetailsSkeleton />}>
      {(business) => (business.isSuspended ? <Notice business={business} /> : <NotApproved business={business} />)}
    </QueryView>
  );
}

interface BusinessProps {
  readonly business: Business;
}

function Notice({ business }: BusinessProps): ReactElement {
  const { may } = usePermissions();
  const isToRegister = business.photoIdUrl === '' && !business.isSuspended && may('businesses:register');
  return (
    <StandingNotice
      business={business}
      action={
        <ButtonLink size="sm" to="/b/$businessId/registration" params={{ businessId: business.id }}>
          {isToRegister ? 'Start the registration' : 'See the business'}
        </ButtonLink>
      }
    />
  );
}

function NotApproved({ business }: BusinessProps): ReactElement {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <Notice business={business} />
        <FirstStepsTeaser />
      </div>
      <ApprovalSteps business={business} />
    </div>
  );
}
