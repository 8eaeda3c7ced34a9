/** The way from a transaction to what it belongs to: its transfer, its inbound payment, or what it refunds. */

import type { TransactionDetails } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { TextLink } from '../../ui/text-link.tsx';

export function Related({ transaction }: { readonly transaction: TransactionDetails }): ReactElement {
  const { id: businessId } = useBusiness();
  const { kind, reference, sessionId } = transaction;
  if (kind === 'inbound-payment' && sessionId !== null) return <InboundPaymentLink sessionId={sessionId} />;
  if (kind === 'payout') {
    return (
      <TextLink to="/b/$businessId/payouts" params={{ businessId }}>
        Payouts
      </TextLink>
    );
  }
  const refunded = /^refund:(?<id>txn_\w+):/.exec(reference ?? '')?.groups?.['id'];
  if (kind === 'refund' && refunded !== undefined) {
    return (
      <TextLink to="/b/$businessId/inbound-payments/$transactionId" params={{ businessId, transactionId: refunded }}>
        The inbound payment that it refunds
      </TextLink>
    );
  }
  if ((kind === 'transfer' || kind === 'withdrawal') && reference !== null) {
    return (
      <TextLink to="/b/$businessId/transfers/$reference" params={{ businessId, reference }}>
        The transfer
      </TextLink>
    );
  }
  return <span className="text-faint">Nothing else</span>;
}

function InboundPaymentLink({ sessionId }: { readonly sessionId: string }): ReactElement {
  const { id: businessId } = useBusiness();
  const payment = useRead(['inbound-payments', 'of-session', sessionId], async (client, options) => {
    const { items } = await client.inboundPayments.list({ sessionId, limit: 1 }, options);
    return items[0] ?? null;
  }).data;
  if (payment === undefined || payment === null) return <span className="text-faint">—</span>;
  return (
    <TextLink
      to="/b/$businessId/inbound-payments/$transactionId"
      params={{ businessId, transactionId: payment.transactionId }}
    >
      The inbound payment{payment.status === 'released' ? ', released from suspense' : ''}
    </TextLink>
  );
}
