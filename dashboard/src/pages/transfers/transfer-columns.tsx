/** How transfers are shown in tables of them. */

import type { ListedTransfer } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useBankName } from '../../components/use-bank-name.ts';
import { sentenceCase } from '../../lib/statuses.ts';
import { Money } from '../../ui/money.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

export const transferColumns: readonly Column<ListedTransfer>[] = [
  { id: 'receiver', header: 'Receiver', className: 'sm:w-[36%]', cell: (transfer) => <Receiver transfer={transfer} /> },
  {
    id: 'narration',
    header: 'Narration',
    show: 'wide',
    cell: ({ narration, kind }) => (
      <div className="max-w-56 min-w-0">
        <p className="truncate">{narration}</p>
        {kind === 'transfer' ? null : <p className="text-sm text-muted">{sentenceCase(kind)}</p>}
      </div>
    ),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'date', header: 'Date', cell: ({ createdAt }) => <Time at={createdAt} className="text-muted" /> },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    cell: ({ amount }) => <Money kobo={amount} className="font-medium" />,
  },
];

function Receiver({ transfer }: { readonly transfer: ListedTransfer }): ReactElement {
  const bankName = useBankName();
  return (
    <div className="min-w-0">
      <Link
        to="/b/$businessId/transfers/$reference"
        params={(current) => ({ businessId: current.businessId ?? '', reference: transfer.retrievalReference })}
        className="block max-w-72 truncate rounded-sm font-medium hover:text-accent-ink"
      >
        {transfer.receiverName}
      </Link>
      <p className="max-w-72 truncate text-sm text-muted">
        {bankName(transfer.receiverBankCode)}{' '}
        <span className="font-mono text-xs">{transfer.receiverAccountNumber}</span>
      </p>
    </div>
  );
}
