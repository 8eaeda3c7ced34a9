/** The business as the bank knows it: what it sent, what is missing, and whether it is approved. */

import type { Business, BvnValidation } from '@interstellas/sdk';
import { Building2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { ApprovalSteps } from '../../components/approval-steps.tsx';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { StandingNotice } from '../../components/standing-notice.tsx';
import { type Standing, useStanding } from '../../components/use-standing.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { Documents, RegisteredFacts } from './registered-facts.tsx';
import { RegistrationSteps } from './registration-steps.tsx';

const badges: Readonly<Record<Standing, { readonly tone: Tone; readonly words: string }>> = {
  unregistered: { tone: 'warn', words: 'Not registered yet' },
  'in-review': { tone: 'info', words: 'In review' },
  approved: { tone: 'good', words: 'Approved' },
  suspended: { tone: 'bad', words: 'Suspended' },
};

export function RegistrationPage(): ReactElement {
  const { may } = usePermissions();
  const { details, standing } = useStanding(useBusiness());
  const badge = standing && badges[standing];
  return (
    <>
      <PageHeader
        title="Business"
        description={
          <>
            Who is behind it, and whether it is approved.{' '}
            <DocsLink page="registration">How registration works</DocsLink>
          </>
        }
        status={
          badge && (
            <Badge dot tone={badge.tone}>
              {badge.words}
            </Badge>
          )
        }
        actions={may('businesses:create') ? <ButtonLink to="/businesses/new">New business</ButtonLink> : undefined}
      />
      <QueryView query={details} skeleton={<DetailsSkeleton />}>
        {(business) => (
          <div className="flex flex-col gap-4">
            {business.photoIdUrl !== '' || business.isSuspended ? <StandingNotice business={business} /> : null}
            {business.photoIdUrl === '' ? <Unregistered business={business} /> : <Registered business={business} />}
          </div>
        )}
      </QueryView>
    </>
  );
}

interface BusinessProps {
  readonly business: Business;
}

function Unregistered({ business }: BusinessProps): ReactElement {
  const { may } = usePermissions();
  const [owner, setOwner] = useState<BvnValidation>();
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <Card className="lg:col-span-2">
        {may('businesses:register') ? (
          <RegistrationSteps businessId={business.id} owner={owner} onOwner={setOwner} />
        ) : (
          <EmptyState icon={Building2} title="The registration is not sent yet">
            To send it takes the permission businesses:register, which owners and admins have.
          </EmptyState>
        )}
      </Card>
      <ApprovalSteps business={business} isOwnerKnown={owner !== undefined} />
    </div>
  );
}

/** Once it is approved the steps have served, and the documents take their place. */
function Registered({ business }: BusinessProps): ReactElement {
  const documents = <Documents business={business} />;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <RegisteredFacts business={business} />
        {business.isApproved ? null : documents}
      </div>
      {business.isApproved ? documents : <ApprovalSteps business={business} />}
    </div>
  );
}
