/** The columns of the list of transactions: those of every such table, and what helps to find one among many. */

import type { Transaction } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { transactionColumns } from '../../components/transaction-columns.tsx';
import { cn } from '../../lib/cn.ts';
import { sumKobo } from '../../lib/money.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { Money, SignedMoney } from '../../ui/money.tsx';
import { Elapsed } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

const [counterparty] = transactionColumns;

export function chargesOf({ fee, vat, stampDuty }: Pick<Transaction, 'fee' | 'vat' | 'stampDuty'>): bigint {
  return sumKobo([fee, vat, stampDuty]);
}

export const columns: readonly Column<Transaction>[] = [
  ...(counterparty === undefined ? [] : [{ ...counterparty, className: 'sm:w-[34%]' }]),
  {
    id: 'reference',
    header: 'Reference',
    show: 'wide',
    className: 'max-lg:hidden',
    cell: ({ reference }) =>
      reference === null ? (
        <span className="text-faint">—</span>
      ) : (
        <Copyable value={reference} label="reference" className="max-w-40" />
      ),
  },
  { id: 'status', header: 'Status', show: 'wide', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'date',
    header: 'Date',
    show: 'wide',
    cell: ({ createdAt, status }) => (
      <span className="flex flex-col max-sm:items-end">
        <Time at={createdAt} className="text-muted" />
        {status === 'pending' ? (
          <span className="text-xs text-warn-ink">
            for <Elapsed at={createdAt} />
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'amount',
    header: 'Amount',
    show: 'wide',
    align: 'right',
    cell: (transaction) => <Amount transaction={transaction} />,
  },
];

function Amount({ transaction }: { readonly transaction: Transaction }): ReactElement {
  const { amount, direction, status } = transaction;
  const charges = chargesOf(transaction);
  const isVoid = status === 'failed' || status === 'reversed';
  return (
    <span className="flex flex-col items-end">
      <SignedMoney
        kobo={amount}
        direction={direction}
        className={cn('font-medium', isVoid && 'text-muted line-through')}
      />
      {charges > 0n && !isVoid ? (
        <span className="text-xs text-muted">
          {direction === 'debit' ? 'plus' : 'less'} <Money kobo={charges} />
        </span>
      ) : null}
    </span>
  );
}
