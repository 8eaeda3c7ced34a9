/** The business as the bank knows it: what it sent, what is missing, and whether it is approved. */

import type { Business } from '@interstellas/sdk';
import { Building2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { Checklist } from './checklist.tsx';
import { RegisteredFacts } from './registered-facts.tsx';
import { RegistrationSteps } from './registration-steps.tsx';

export function RegistrationPage(): ReactElement {
  const { may } = usePermissions();
  const details = useRead(['businesses', 'details'], (client, options) => client.businesses.details(options), {
    enabled: may('businesses:read'),
    everySeconds: 30,
  });
  const business = details.data;
  return (
    <>
      <PageHeader
        title="Business"
        description={
          <>
            What the bank knows of the business, and whether it is approved.{' '}
            <DocsLink page="registration">How registration works</DocsLink>
          </>
        }
        status={business === undefined ? null : <Standing business={business} />}
        actions={may('businesses:create') ? <ButtonLink to="/businesses/new">New business</ButtonLink> : undefined}
      />
      {may('businesses:read') ? (
        <QueryView query={details} skeleton={<DetailsSkeleton />}>
          {(found) => <Registration business={found} />}
        </QueryView>
      ) : (
        <Forbidden />
      )}
    </>
  );
}

function Standing({ business }: { readonly business: Business }): ReactElement {
  if (business.isSuspended)
    return (
      <Badge dot tone="bad">
        Suspended
      </Badge>
    );
  return business.isApproved ? (
    <Badge dot tone="good">
      Approved
    </Badge>
  ) : (
    <Badge dot tone="warn">
      Not approved yet
    </Badge>
  );
}

function Registration({ business }: { readonly business: Business }): ReactElement {
  const { may } = usePermissions();
  const isRegistered = business.photoIdUrl !== '';
  return (
    <div className="flex flex-col gap-4">
      {business.isSuspended ? (
        <Callout tone="bad" title="The operator has suspended this business">
          What needs an approved business is refused. Ask the operator why.
        </Callout>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
        <div className="min-w-0 lg:col-span-2">
          {isRegistered ? <RegisteredFacts business={business} /> : null}
          {!isRegistered && may('businesses:register') ? <RegistrationSteps businessId={business.id} /> : null}
          {!isRegistered && !may('businesses:register') ? (
            <Card>
              <EmptyState icon={Building2} title="The registration is not sent yet">
                To send it takes the permission businesses:register, which owners and admins have.
              </EmptyState>
            </Card>
          ) : null}
        </div>
        <Checklist business={business} isRegistered={isRegistered} />
      </div>
    </div>
  );
}

function Forbidden(): ReactElement {
  return (
    <Card>
      <EmptyState icon={Building2} title="Your role does not see the business">
        It takes the permission businesses:read.
      </EmptyState>
    </Card>
  );
}
