/** What only a sandbox has: other banks that pay when one wants, and that settle or fail as one decides. */

import { LockKeyhole } from 'lucide-react';
import type { ReactElement } from 'react';
import { MagicNumberTable } from '../../components/magic-numbers.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useAbout } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { InboundPaymentForm } from './inbound-payment-form.tsx';
import { OpenTransfers } from './open-transfers.tsx';

export function SandboxPage(): ReactElement {
  const { id: businessId, isApproved } = useBusiness();
  const about = useAbout();
  if (about?.environment === 'production') return <NotFound />;
  return (
    <>
      <PageHeader
        title="Sandbox"
        description="Have other banks pay you, and decide how transfers end."
        actions={
          about?.mailCatcher ? (
            <ButtonLink to="/b/$businessId/sandbox/mail" params={{ businessId }}>
              Caught mail
            </ButtonLink>
          ) : undefined
        }
      />
      {isApproved ? <Tools /> : <NotApproved businessId={businessId} />}
    </>
  );
}

function Tools(): ReactElement {
  const { may } = usePermissions();
  return (
    <div className="flex flex-col gap-10">
      {may('sandbox:simulate') ? (
        <div className="grid items-start gap-x-6 gap-y-10 lg:grid-cols-2">
          <Section
            title="Have somebody pay"
            description="A payment of another bank arrives as in production: booked, and told to your webhook."
          >
            <InboundPaymentForm />
          </Section>
          <Section
            title="Decide how a transfer ends"
            description="Pending ones can be settled or failed, successful ones returned."
          >
            <OpenTransfers />
          </Section>
        </div>
      ) : (
        <Card>
          <EmptyState icon={LockKeyhole} title="Your role does not simulate">
            It needs the permission sandbox:simulate. Whoever manages the team can give your role more.
          </EmptyState>
        </Card>
      )}
      <Section
        title="Account numbers that show how it goes wrong"
        description="At any bank. Every other number of ten digits is somebody’s, and takes money at once."
        actions={<DocsLink page="rail">How the simulation works</DocsLink>}
      >
        <Card className="overflow-hidden">
          <MagicNumberTable />
        </Card>
      </Section>
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
      Until it is, it has no account that somebody could pay into.
    </Callout>
  );
}
