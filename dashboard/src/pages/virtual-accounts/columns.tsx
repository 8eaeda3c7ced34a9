/** The columns of the list of virtual accounts. */

import type { VirtualAccount } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Copyable } from '../../ui/copyable.tsx';
import { Money } from '../../ui/money.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { amountControlWord, typeWords } from './words.ts';

export const columns: readonly Column<VirtualAccount>[] = [
  {
    id: 'account',
    header: 'Account',
    className: 'sm:w-[28%]',
    cell: ({ id, accountName, accountNumber }) => (
      <div className="min-w-0">
        <Link
          to="/b/$businessId/virtual-accounts/$virtualAccountId"
          params={(current) => ({ businessId: current.businessId ?? '', virtualAccountId: id })}
          className="block max-w-64 truncate rounded-sm font-medium hover:text-accent-ink"
        >
          {accountName}
        </Link>
        <Copyable value={accountNumber} label="account number" />
      </div>
    ),
  },
  {
    id: 'reference',
    header: 'Reference',
    cell: ({ clientRef }) => <Copyable value={clientRef} label="reference" className="max-w-40" />,
  },
  { id: 'type', header: 'Type', cell: (account) => <Type account={account} /> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'until', header: 'Takes money', cell: (account) => <Until account={account} /> },
];

function Type({ account }: { readonly account: VirtualAccount }): ReactElement {
  const { type, reservedAmount, amountControl } = account;
  return (
    <span className="flex flex-col max-sm:items-end">
      {typeWords[type]}
      {reservedAmount === null ? null : (
        <span className="text-sm whitespace-nowrap text-muted">
          {amountControlWord(amountControl)} <Money kobo={reservedAmount} />
        </span>
      )}
    </span>
  );
}

/** How long it takes money in, or when it stopped. */
export function Until({ account }: { readonly account: VirtualAccount }): ReactElement {
  const { status, expiresAt, paidAt, closedAt } = account;
  if (status === 'active') {
    return expiresAt === null ? (
      <span className="text-muted">until you close it</span>
    ) : (
      <span className="text-muted">
        for <Remaining at={expiresAt} className="text-ink" />
      </span>
    );
  }
  const endedAt = { paid: paidAt, expired: expiresAt, closed: closedAt }[status];
  return (
    <span className="whitespace-nowrap text-faint">
      until <Time at={endedAt} className="text-muted" />
    </span>
  );
}
