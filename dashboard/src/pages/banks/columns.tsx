/** The columns of the directory; while the choice is being changed, each row has its tick. */

import type { Bank } from '@interstellas/sdk';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import type { Column } from '../../ui/table.tsx';
import type { SendingChoice } from './use-sending-choice.ts';

export function columnsFor(choice: SendingChoice): readonly Column<Bank>[] {
  return [
    {
      id: 'name',
      header: 'Bank',
      className: 'sm:w-1/2',
      cell: ({ name, code }) => (
        <span className="flex items-center gap-2 font-medium">
          {name}
          {code === choice.ownCode ? <Badge tone="accent">Ours</Badge> : null}
        </span>
      ),
    },
    { id: 'code', header: 'Code', cell: ({ code }) => <Copyable value={code} label="code" className="text-ink" /> },
    {
      id: 'nip',
      header: 'NIP code',
      cell: ({ nipCode }) => <Copyable value={nipCode} label="NIP code" className="text-ink" />,
    },
    { id: 'sent', header: 'You send to it', cell: (bank) => <Sent bank={bank} choice={choice} /> },
  ];
}

function Sent({ bank, choice }: { readonly bank: Bank; readonly choice: SendingChoice }): ReactElement | null {
  const { chosen, draft, ownCode, toggle } = choice;
  const isOwn = bank.code === ownCode;
  if (draft !== undefined) {
    return (
      <Checkbox
        aria-label={`Send money to ${bank.name}`}
        checked={isOwn || draft.has(bank.code)}
        disabled={isOwn}
        onCheckedChange={() => toggle(bank.code)}
      />
    );
  }
  if (chosen === undefined) return null;
  return isOwn || chosen.has(bank.code) ? (
    <span className="flex items-center gap-1.5 text-muted">
      <Check aria-hidden className="size-4 text-good" />
      Yes
    </span>
  ) : (
    <span className="text-faint">No</span>
  );
}
