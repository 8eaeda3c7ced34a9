/** How inbound payments are shown in every table of them. */

import type { InboundPayment } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Badge } from '../ui/badge.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Money } from '../ui/money.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { Column } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { suspenseWords } from './suspense-words.ts';

const refundWords = { none: '', pending: 'Refund under way', refunded: 'Refunded', failed: 'Refund failed' } as const;

export const payerColumn: Column<InboundPayment> = {
  id: 'payer',
  header: 'Payer',
  className: 'sm:w-[30%]',
  cell: ({ transactionId, payerName, reason }) => (
    <div className="min-w-0">
      <Link
        to="/b/$businessId/inbound-payments/$transactionId"
        params={(current) => ({ businessId: current.businessId ?? '', transactionId })}
        className="block max-w-64 truncate rounded-sm font-medium hover:text-accent-ink"
      >
        {payerName || 'Unknown payer'}
      </Link>
      {reason === '' ? null : <p className="max-w-64 truncate text-sm text-muted">{reason}</p>}
    </div>
  ),
};

export const intoColumn: Column<InboundPayment> = {
  id: 'into',
  header: 'Paid into',
  cell: ({ recipientAccountNumber, virtualAccountRef }) => (
    <span className="flex flex-col items-start max-sm:items-end">
      <Copyable value={recipientAccountNumber} label="account number" className="text-ink" />
      {virtualAccountRef === null ? null : (
        <span className="block max-w-40 truncate font-mono text-xs text-muted">{virtualAccountRef}</span>
      )}
    </span>
  ),
};

export const reasonColumn: Column<InboundPayment> = {
  id: 'reason',
  header: 'Why',
  cell: ({ suspenseReason }) => (suspenseReason === null ? '—' : suspenseWords[suspenseReason].short),
};

const statusColumn: Column<InboundPayment> = {
  id: 'status',
  header: 'Status',
  cell: (payment) => <PaymentStatus payment={payment} />,
};

export const dateColumn: Column<InboundPayment> = {
  id: 'date',
  header: 'Came',
  cell: ({ date }) => <Time at={date} className="text-muted" />,
};

export const amountColumn: Column<InboundPayment> = {
  id: 'amount',
  header: 'Paid',
  align: 'right',
  cell: ({ totalAmount }) => <Money kobo={totalAmount} className="font-medium" />,
};

export const paymentColumns: readonly Column<InboundPayment>[] = [payerColumn, statusColumn, dateColumn, amountColumn];

export const allPaymentColumns: readonly Column<InboundPayment>[] = [
  payerColumn,
  intoColumn,
  statusColumn,
  dateColumn,
  amountColumn,
];

/** Where the money is, and whether it is on its way back. */
export function PaymentStatus({ payment }: { readonly payment: InboundPayment }): ReactElement {
  const { status, refundStatus } = payment;
  if (refundStatus !== 'none') return <RefundBadge refundStatus={refundStatus} />;
  if (status === 'suspended') {
    return (
      <Badge dot tone="warn">
        In suspense
      </Badge>
    );
  }
  return <StatusBadge status={status} />;
}

export function RefundBadge({ refundStatus }: Pick<InboundPayment, 'refundStatus'>): ReactElement | null {
  if (refundStatus === 'none') return null;
  const tone = ({ pending: 'warn', refunded: 'info', failed: 'bad' } as const)[refundStatus];
  return (
    <Badge dot tone={tone}>
      {refundWords[refundStatus]}
    </Badge>
  );
}
