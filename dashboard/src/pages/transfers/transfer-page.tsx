/** One transfer: what has become of it, when, and what it cost. Looks again by itself while that can change. */

import type { Transfer } from '@interstellas/sdk';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { BigMoney } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { SandboxSteps } from './sandbox-steps.tsx';
import { CostFacts, ReferenceFacts, TransferFacts } from './transfer-facts.tsx';
import { timelineOf } from './transfer-timeline.ts';

export function TransferPage(): ReactElement {
  const business = useBusiness();
  const { reference } = useParams({ from: '/signed-in/b/$businessId/transfers/$reference' });
  const transfer = useQuery({
    queryKey: businessKey(business.id, 'transfers', 'one', reference),
    queryFn: ({ signal }) => business.client.transfers.get(reference, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined ? false : untilNextLook(state.data, new Date())),
  });
  return (
    <>
      <PageHeader
        title="Transfer"
        breadcrumbs={[
          <TextLink key="transfers" to="/b/$businessId/transfers" params={{ businessId: business.id }}>
            Transfers
          </TextLink>,
        ]}
        status={transfer.data && <StatusBadge status={transfer.data.status} />}
        actions={transfer.data && <Again transfer={transfer.data} />}
      />
      <QueryView
        query={transfer}
        skeleton={
          <Card>
            <CardBody>
              <LinesSkeleton rows={8} />
            </CardBody>
          </Card>
        }
      >
        {(shown) => <Details transfer={shown} />}
      </QueryView>
    </>
  );
}

const minuteMs = 60_000;

/** In milliseconds; often while it is fresh, since most are settled within seconds, and some are returned soon after. */
function untilNextLook({ status, createdAt, completedAt }: Transfer, now: Date): number | false {
  const age = now.getTime() - Date.parse(completedAt ?? createdAt);
  if (status === 'pending') return age < minuteMs ? 1500 : 10_000;
  return status === 'successful' && age < minuteMs ? 5000 : false;
}

function Again({ transfer }: { readonly transfer: Transfer }): ReactElement | null {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  if (!may('transfers:create')) return null;
  return (
    <ButtonLink
      to="/b/$businessId/transfers/new"
      params={{ businessId }}
      search={{ accountNumber: transfer.receiverAccountNumber, bankCode: transfer.receiverBankCode }}
    >
      New transfer to this account
    </ButtonLink>
  );
}

function Details({ transfer }: { readonly transfer: Transfer }): ReactElement {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <CardBody className="py-5">
            <p className="text-muted">
              To <span className="font-semibold text-ink">{transfer.receiverName}</span>
            </p>
            <p className="mt-0.5">
              <BigMoney kobo={transfer.amount} />
            </p>
            <TransferFacts transfer={transfer} className="mt-5" />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="References" />
          <CardBody>
            <ReferenceFacts transfer={transfer} />
          </CardBody>
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <CardHeader title="What happened" />
          <CardBody aria-live="polite">
            <Timeline steps={timelineOf(transfer)} />
          </CardBody>
        </Card>
        <SandboxSteps transfer={transfer} />
        <Card>
          <CardHeader title="What it cost" />
          <CardBody>
            <CostFacts transfer={transfer} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
