/** Who paid what into where, with everything by which it can be found elsewhere. */

import type { InboundPayment } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { AccountLink } from '../../components/account-link.tsx';
import { SumCard } from '../../components/sum-card.tsx';
import { useBankName } from '../../components/use-bank-name.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export interface PaymentFactsProps {
  readonly payment: InboundPayment;
  /** The transaction that credited it. */
  readonly creditId: string | undefined;
}

export function PaymentFacts({ payment, creditId }: PaymentFactsProps): ReactElement {
  const bankName = useBankName();
  const { payerName, payerAccountNumber, payerBankCode, recipientAccountNumber, virtualAccountRef } = payment;
  const { reason, sessionId, transactionId, refundTransactionId } = payment;
  return (
    <DescriptionList
      facts={[
        { term: 'Payer', value: payerName || 'Unknown' },
        {
          term: 'Payer’s account',
          value: <Copyable value={payerAccountNumber} label="payer’s account number" className="text-sm text-ink" />,
        },
        { term: 'Payer’s bank', value: bankName(payerBankCode) },
        reason !== '' && { term: 'Narration', value: reason },
        { term: 'Paid into', value: <AccountLink accountNumber={recipientAccountNumber} /> },
        virtualAccountRef !== null && {
          term: 'Your reference',
          value: <Copyable value={virtualAccountRef} label="reference" className="text-ink" />,
        },
        creditId !== undefined && { term: 'Credit', value: <TransactionLink id={creditId} /> },
        refundTransactionId !== null && { term: 'Refund', value: <TransactionLink id={refundTransactionId} /> },
        { term: 'Session id', value: <Copyable value={sessionId} label="session id" className="text-ink" /> },
        { term: 'Id', value: <Copyable value={transactionId} label="id of the payment" className="text-ink" /> },
      ]}
    />
  );
}

function TransactionLink({ id }: { readonly id: string }): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <TextLink to="/b/$businessId/transactions/$transactionId" params={{ businessId, transactionId: id }}>
      The transaction
    </TextLink>
  );
}

export function PaymentAmount({ payment }: { readonly payment: InboundPayment }): ReactElement {
  const { totalAmount, transactionCharge, amount } = payment;
  return (
    <SumCard
      title="Amount"
      lines={[
        { term: 'Paid', kobo: totalAmount },
        { term: 'Charge', kobo: transactionCharge },
      ]}
      sum={{ term: placeOf(payment), kobo: amount }}
    />
  );
}

/** Where the money is. */
function placeOf({ status, refundStatus }: InboundPayment): string {
  if (refundStatus === 'refunded') return 'Refunded';
  if (refundStatus === 'pending') return 'On its way back';
  return status === 'suspended' ? 'In suspense' : 'Credited';
}
