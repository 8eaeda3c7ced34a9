/** Whether a row can be sent, and what has become of it. */

import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { type BulkRow, isSendable } from './bulk-row.ts';
import type { RowResult } from './results.ts';

interface RowStateProps {
  readonly row: BulkRow;
  readonly result: RowResult | undefined;
}

export function RowState({ row, result }: RowStateProps): ReactElement {
  if (!isSendable(row)) {
    return (
      <ul className="flex flex-col gap-0.5 text-sm text-bad-ink">
        {Object.values(row.problems).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    );
  }
  if (result === undefined) return <Badge tone="outline">Ready</Badge>;
  if (result.outcome === 'unknown') return <Worded badge={<Badge tone="warn">Not certain</Badge>} result={result} />;
  if (result.outcome === 'refused') return <Worded badge={<Badge tone="bad">Refused</Badge>} result={result} />;
  return (
    <span className="flex flex-wrap items-center gap-2 max-sm:justify-end">
      <StatusBadge status={result.status ?? 'pending'} />
      {result.outcome === 'sent-before' ? <Badge tone="info">Sent before</Badge> : null}
      <Link
        to="/b/$businessId/transfers/$reference"
        params={(current) => ({ businessId: current.businessId ?? '', reference: row.reference })}
        target="_blank"
        className="rounded-sm text-sm font-medium text-accent-ink hover:underline"
        aria-label={`Open ${row.reference} in a new tab`}
      >
        Open
      </Link>
    </span>
  );
}

function Worded({ badge, result }: { readonly badge: ReactNode; readonly result: RowResult }): ReactElement {
  return (
    <div>
      {badge}
      <p className="mt-0.5 text-sm text-muted">{result.message}</p>
    </div>
  );
}
