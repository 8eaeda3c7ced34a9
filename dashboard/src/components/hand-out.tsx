/** What a payer needs to pay into an account, large enough to be read out, and to be copied in one go. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copyable.tsx';

export interface HandOutProps {
  readonly title: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly bankName: string;
  readonly className?: string;
}

export function HandOut({ title, accountName, accountNumber, bankName, className }: HandOutProps): ReactElement {
  const all = `Bank: ${bankName}\nAccount number: ${accountNumber}\nAccount name: ${accountName}`;
  return (
    <Card className={cn('px-5 py-4', className)}>
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-sm text-muted">{title}</h2>
        <CopyButton value={all} label="account with bank and name" word="Copy" />
      </div>
      <p className="mt-1 flex items-center gap-1">
        <span className="figures font-mono text-2xl font-medium tracking-tight">{accountNumber}</span>
        <CopyButton value={accountNumber} label="account number" />
      </p>
      <p className="mt-1 font-medium">{accountName}</p>
      <p className="text-muted">{bankName}</p>
    </Card>
  );
}
