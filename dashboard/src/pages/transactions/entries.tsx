/** What a transaction did to its account, step by step, with the balance after each. */

import type { TransactionDetails } from '@interstellas/sdk';
import { ListTree } from 'lucide-react';
import type { ReactElement } from 'react';
import { toKobo } from '../../lib/money.ts';
import { Card, CardHeader } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money, SignedMoney } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';

type Entry = TransactionDetails['entries'][number];

const words: Readonly<Record<Entry['kind'], string>> = {
  move: 'Booked',
  hold: 'Set aside',
  post: 'Sent',
  void: 'Returned',
  reversal: 'Reversed',
};

const columns: readonly Column<Entry>[] = [
  { id: 'step', header: 'Step', cell: ({ kind }) => <span className="font-medium">{words[kind]}</span> },
  { id: 'at', header: 'Posted', cell: ({ createdAt }) => <Time at={createdAt} form="second" className="text-muted" /> },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    cell: ({ amount }) => {
      const kobo = toKobo(amount) ?? 0n;
      return <SignedMoney kobo={kobo < 0n ? -kobo : kobo} direction={kobo < 0n ? 'debit' : 'credit'} />;
    },
  },
  { id: 'balance', header: 'Balance after', align: 'right', cell: ({ balanceAfter }) => <Money kobo={balanceAfter} /> },
];

export function Entries({ entries }: { readonly entries: readonly Entry[] }): ReactElement {
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Entries"
        description={
          <>
            What the ledger wrote on this account. <DocsLink page="money">How money is booked</DocsLink>
          </>
        }
        className="pb-2"
      />
      {entries.length === 0 ? (
        <EmptyState icon={ListTree} title="No entry on this account" className="py-8">
          The money was booked on another account, such as the suspense account.
        </EmptyState>
      ) : (
        <Table
          caption="Entries of the transaction"
          columns={columns}
          items={entries}
          rowKey={({ kind, createdAt, amount }) => `${createdAt} ${kind} ${amount}`}
        />
      )}
    </Card>
  );
}
