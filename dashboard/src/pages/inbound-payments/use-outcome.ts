/** The transactions that came of a payment: its credit, and its latest refund. */

import type { InboundPayment, Transaction, TransactionDetails } from '@interstellas/sdk';
import { useRead } from '../../lib/use-read.ts';

export interface Outcome {
  /** On the account that was credited; undefined while none was. */
  readonly credit: Transaction | undefined;
  readonly refund: TransactionDetails | undefined;
}

export function useOutcome(payment: InboundPayment): Outcome {
  const { transactionId, date, sessionId, status, refundTransactionId, refundStatus } = payment;
  const credit = useRead<Transaction | null>(
    ['transactions', 'credit-of', transactionId, status],
    async (client, options) => {
      // A credit at once bears the payment's own id; one out of suspense another, which is later.
      if (status === 'credited') return client.transactions.get(transactionId, options);
      const found = await client.transactions.list({ from: date, kind: 'inbound-payment', limit: 100 }, options);
      return found.items.find((one) => one.sessionId === sessionId) ?? null;
    },
    { enabled: status !== 'suspended' },
  );
  const refund = useRead(
    ['transactions', refundTransactionId, refundStatus],
    (client, options) => client.transactions.get(refundTransactionId ?? '', options),
    { enabled: refundTransactionId !== null },
  );
  return { credit: credit.data ?? undefined, refund: refund.data };
}
