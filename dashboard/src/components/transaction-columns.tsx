/** How transactions are shown in every table of them. */

import type { Transaction } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { sentenceCase } from '../lib/statuses.ts';
import { SignedMoney } from '../ui/money.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { Column } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** The other side of a transaction, or what it is where that is not shown. */
export function transactionName(transaction: Transaction): string {
  return transaction.counterpartyName ?? sentenceCase(transaction.kind);
}

export const transactionColumns: readonly Column<Transaction>[] = [
  {
    id: 'counterparty',
    header: 'Transaction',
    className: 'sm:w-[45%]',
    cell: (transaction) => <Who transaction={transaction} />,
  },
  { id: 'status', header: 'Status', show: 'wide', cell: (transaction) => <StatusBadge status={transaction.status} /> },
  {
    id: 'date',
    header: 'Date',
    show: 'wide',
    cell: (transaction) => <Time at={transaction.createdAt} className="text-muted" />,
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    show: 'wide',
    cell: ({ amount, direction }) => <SignedMoney kobo={amount} direction={direction} className="font-medium" />,
  },
];

function Who({ transaction }: { readonly transaction: Transaction }): ReactElement {
  const isCredit = transaction.direction === 'credit';
  const Icon = isCredit ? ArrowDownLeft : ArrowUpRight;
  return (
    <div className="flex items-center gap-3">
      <span
        className={cn(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          isCredit ? 'bg-good-soft text-good-ink' : 'bg-subtle text-muted',
        )}
      >
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <Link
          to="/b/$businessId/transactions/$transactionId"
          params={(current) => ({ businessId: current.businessId ?? '', transactionId: transaction.id })}
          className="block sm:max-w-64 truncate rounded-sm font-medium hover:text-accent-ink"
        >
          {transactionName(transaction)}
        </Link>
        <p className="sm:max-w-64 truncate text-sm text-muted">
          {transaction.narration || sentenceCase(transaction.kind)}
        </p>
      </div>
      <OnPhone transaction={transaction} />
    </div>
  );
}

/** What the other columns say, beside the name: there is no room for them. */
function OnPhone({ transaction }: { readonly transaction: Transaction }): ReactElement {
  const { amount, createdAt, direction, status } = transaction;
  return (
    <div className="shrink-0 text-right sm:hidden">
      <SignedMoney kobo={amount} direction={direction} className="block font-medium" />
      {status === 'successful' ? (
        <Time at={createdAt} form="short" className="text-sm text-muted" />
      ) : (
        <StatusBadge status={status} />
      )}
    </div>
  );
}
