/** The rows of the file, each with what is wrong with it or what has become of it. */

import { CircleCheck } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SwitchField } from '../../../ui/checkbox.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Money } from '../../../ui/money.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { type BulkRow, isSendable } from './bulk-row.ts';
import type { Results } from './results.ts';
import { RowState } from './row-state.tsx';

const portion = 100;

interface RowTableProps {
  readonly rows: readonly BulkRow[];
  readonly results: Results;
}

export function RowTable({ rows, results }: RowTableProps): ReactElement {
  const [isNarrowed, setNarrowed] = useState(false);
  const [count, setCount] = useState(portion);
  const wanted = isNarrowed ? rows.filter((row) => hasProblem(row, results)) : rows;
  const shown = wanted.slice(0, count);
  return (
    <Card className="overflow-hidden">
      <div className="border-b px-5 py-3">
        <SwitchField label="Only rows with problems" checked={isNarrowed} onCheckedChange={setNarrowed} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={CircleCheck} title="No row has a problem" className="py-10" />
      ) : (
        <Table
          caption="Rows of the file"
          columns={columnsFor(results)}
          items={shown}
          rowKey={({ line }) => String(line)}
        />
      )}
      {wanted.length > shown.length ? (
        <div className="flex items-center justify-between border-t px-5 py-2 text-sm text-muted">
          <p className="figures">{`${shown.length} of ${wanted.length.toLocaleString('en')}`}</p>
          <Button size="sm" onClick={() => setCount(count + portion)}>
            Show more
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function hasProblem(row: BulkRow, results: Results): boolean {
  const outcome = results.get(row.reference)?.outcome;
  return !isSendable(row) || outcome === 'refused' || outcome === 'unknown';
}

function columnsFor(results: Results): readonly Column<BulkRow>[] {
  return [
    {
      id: 'receiver',
      header: 'Receiver',
      cell: (row) => <Receiver row={row} name={results.get(row.reference)?.receiverName} />,
    },
    {
      id: 'narration',
      header: 'Narration and reference',
      show: 'wide',
      cell: ({ narration, reference }) => (
        <div className="max-w-60 min-w-0">
          <p className="truncate">{narration || '—'}</p>
          <p className="truncate font-mono text-xs text-muted">{reference}</p>
        </div>
      ),
    },
    {
      id: 'amount',
      header: 'Amount',
      align: 'right',
      cell: ({ amountKobo, amountText }) =>
        amountKobo === undefined ? (
          <span className="text-bad-ink">{amountText || '—'}</span>
        ) : (
          <Money kobo={amountKobo} />
        ),
    },
    {
      id: 'state',
      header: 'State',
      className: 'sm:w-[34%]',
      cell: (row) => <RowState row={row} result={results.get(row.reference)} />,
    },
  ];
}

function Receiver({ row, name }: { readonly row: BulkRow; readonly name: string | undefined }): ReactElement {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Badge tone="neutral" className="figures" title={`Line ${row.line} of the file`}>
        <span className="sr-only">Line </span>
        {row.line}
      </Badge>
      <div className="min-w-0">
        <p className="max-w-56 truncate font-medium">{name ?? row.bank?.name ?? (row.bankText || 'No bank')}</p>
        <p className="font-mono text-xs text-muted">{row.accountNumber || 'No account number'}</p>
      </div>
    </div>
  );
}
