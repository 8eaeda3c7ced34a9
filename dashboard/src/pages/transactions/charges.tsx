/** What a transaction moved and cost, down to what the account felt. */

import type { Transaction } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { SumCard } from '../../components/sum-card.tsx';
import { toKobo } from '../../lib/money.ts';
import { chargesOf } from './columns.tsx';

export function Charges({ transaction }: { readonly transaction: Transaction }): ReactElement {
  const { amount, fee, vat, stampDuty, direction } = transaction;
  const isDebit = direction === 'debit';
  return (
    <SumCard
      title="Amount"
      lines={[
        { term: isDebit ? 'Sent' : 'Credited', kobo: amount },
        { term: 'Fee', kobo: fee },
        { term: 'VAT', kobo: vat },
        { term: 'Stamp duty', kobo: stampDuty },
      ]}
      sum={{
        term: isDebit ? debitWords[transaction.status] : 'Paid by the other side',
        kobo: (toKobo(amount) ?? 0n) + chargesOf(transaction),
      }}
    />
  );
}

const debitWords = {
  pending: 'Taken from the account',
  successful: 'Taken from the account',
  failed: 'Taken, and returned',
  reversed: 'Taken, and returned',
} as const;
