/** What the pages about webhooks have in common: the head, the way between them, and from when on there are any. */

import { Webhook } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLink, TabLinks } from '../../ui/tabs.tsx';
import { DocsLink } from '../../ui/text-link.tsx';

interface WebhookFrameProps {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function WebhookFrame({ children, actions }: WebhookFrameProps): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <>
      <PageHeader
        title="Webhooks"
        description={
          <>
            We send your server an event whenever money of the business moves.{' '}
            <DocsLink page="webhooks">How webhooks work</DocsLink>
          </>
        }
        actions={actions}
      />
      <TabLinks label="Webhooks">
        <TabLink to="/b/$businessId/webhooks" params={{ businessId }} activeOptions={{ exact: true }}>
          Settings
        </TabLink>
        <TabLink to="/b/$businessId/webhooks/events" params={{ businessId }}>
          Events
        </TabLink>
      </TabLinks>
      <WebhookGate>{children}</WebhookGate>
    </>
  );
}

/** Webhooks begin with the approval of the business. */
export function WebhookGate({ children }: { readonly children: ReactNode }): ReactElement {
  const business = useBusiness();
  if (!business.isApproved) {
    return (
      <Card>
        <EmptyState
          icon={Webhook}
          title="Webhooks begin with the approval"
          action={
            <ButtonLink variant="primary" to="/b/$businessId/registration" params={{ businessId: business.id }}>
              See the registration
            </ButtonLink>
          }
        >
          Until the business is approved no money moves in it, and there is nothing to tell.
        </EmptyState>
      </Card>
    );
  }
  return <>{children}</>;
}
