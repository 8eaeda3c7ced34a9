/** One payment from another bank: where its money is and why, and what becomes of it. */

import type { InboundPayment } from '@interstellas/sdk';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { PaymentStatus } from '../../components/payment-columns.tsx';
import { suspenseWords } from '../../components/suspense-words.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Decide, isRefundable } from './decide.tsx';
import { PaymentAmount, PaymentFacts } from './payment-facts.tsx';
import { stepsOf } from './steps.ts';
import { useOutcome } from './use-outcome.ts';

export function InboundPaymentPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const { transactionId = '' } = useParams({ strict: false });
  const query = useRead(
    ['inbound-payments', transactionId],
    (client, options) => client.inboundPayments.get(transactionId, options),
    { everySeconds: 5 },
  );
  const payment = query.data;
  const parent = payment?.status === 'suspended' ? 'suspense' : 'inbound-payments';
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to={`/b/$businessId/${parent}`} params={{ businessId }}>
            {parent === 'suspense' ? 'Suspense' : 'Inbound payments'}
          </TextLink>,
        ]}
        title={payment?.payerName || 'Inbound payment'}
        status={payment && <PaymentStatus payment={payment} />}
        description={
          payment && (
            <>
              Paid <Money kobo={payment.totalAmount} className="font-medium text-ink" />, <Time at={payment.date} />
            </>
          )
        }
        actions={payment && <Decide payment={payment} />}
      />
      <QueryView query={query} skeleton={<DetailsSkeleton />}>
        {(found) => <Details payment={found} />}
      </QueryView>
    </>
  );
}

function Details({ payment }: { readonly payment: InboundPayment }): ReactElement {
  const outcome = useOutcome(payment);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <Notice payment={payment} />
        <Card>
          <CardHeader title="Details" />
          <CardBody>
            <PaymentFacts payment={payment} creditId={outcome.credit?.id} />
          </CardBody>
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <PaymentAmount payment={payment} />
        <Card>
          <CardHeader title="Timeline" />
          <CardBody>
            <Timeline steps={stepsOf({ payment, refund: outcome.refund, releasedAt: outcome.credit?.createdAt })} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

/** Why the money is where it is, while that is up to somebody. */
function Notice({ payment }: { readonly payment: InboundPayment }): ReactElement | null {
  const { may } = usePermissions();
  const { refundStatus, refundFailure, status, suspenseReason } = payment;
  if (refundStatus === 'failed') {
    return (
      <Callout tone="bad" title="The refund failed, and the money is where it was">
        {refundFailure === null ? null : <p>The bank said: {refundFailure}.</p>}
        <p>{status === 'suspended' ? 'Try again, or release it.' : 'You can try again.'}</p>
      </Callout>
    );
  }
  if (status !== 'suspended' || suspenseReason === null || !isRefundable(payment)) return null;
  const { short, why } = suspenseWords[suspenseReason];
  return (
    <Callout tone="warn" title={`In suspense: ${short.toLowerCase()}`}>
      <p>{why}</p>
      <p className="mt-1">
        {may('refunds:create')
          ? 'The money is whole and waits for you: refund it, or release it to the account of your business.'
          : 'The money is whole and waits. Your role neither refunds nor releases it: ask an owner, an admin or finance.'}
      </p>
    </Callout>
  );
}
