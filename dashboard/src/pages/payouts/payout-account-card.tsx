/** One payout account. */

import { Landmark, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import type { PayoutAccount } from './use-payouts.ts';

interface PayoutAccountCardProps {
  readonly account: PayoutAccount;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

export function PayoutAccountCard({ account, onEdit, onDelete }: PayoutAccountCardProps): ReactElement {
  const { may } = usePermissions();
  const { bankName, accountNumber, nameAtBank, accountName, isNameMatching } = account;
  return (
    <Card className="flex h-full flex-col px-5 py-4">
      <div className="flex items-start justify-between gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-subtle text-muted">
          <Landmark aria-hidden className="size-4.5" />
        </span>
        {may('payouts:manage') ? (
          <div className="-mt-1 -mr-2 flex">
            <Button variant="ghost" size="icon-sm" aria-label={`Edit ${bankName} ${accountNumber}`} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Delete ${bankName} ${accountNumber}`}
              onClick={onDelete}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        ) : null}
      </div>
      <p className="mt-3 truncate font-semibold">{nameAtBank}</p>
      <p className="truncate text-muted">{bankName}</p>
      <Copyable value={accountNumber} label={`account number ${accountNumber}`} className="mt-1 self-start text-sm" />
      {isNameMatching ? null : (
        <p className="mt-3 flex items-start gap-1.5 text-sm text-warn-ink">
          <TriangleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          You wrote {accountName}. Look whether the number is right.
        </p>
      )}
    </Card>
  );
}
