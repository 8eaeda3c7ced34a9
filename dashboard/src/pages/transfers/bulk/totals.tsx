/** How many rows there are, how many can be sent, what they come to, and what has become of them. */

import type { TransferCharges } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { sumKobo } from '../../../lib/money.ts';
import { Money } from '../../../ui/money.tsx';
import type { BulkRow } from './bulk-row.ts';
import type { Outcome, Results } from './results.ts';

interface TotalsProps {
  readonly rows: readonly BulkRow[];
  readonly sendable: readonly BulkRow[];
  /** Undefined until it is known. */
  readonly charges: TransferCharges | undefined;
  readonly results: Results;
}

export function Totals({ rows, sendable, charges, results }: TotalsProps): ReactElement {
  const wrong = rows.length - sendable.length;
  const amount = sumKobo(sendable.map(({ amountKobo }) => amountKobo ?? 0n));
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      <Figure term="Ready to send" value={sendable.length.toLocaleString('en')} />
      <Figure
        term="With problems, left out"
        value={<span className={wrong > 0 ? 'text-bad-ink' : ''}>{wrong.toLocaleString('en')}</span>}
      />
      <Figure term="Amount" value={<Money kobo={amount} />} />
      <Figure
        term="Total with charges"
        value={charges === undefined ? '—' : <Money kobo={charges.totalAmount} />}
        detail={charges === undefined ? undefined : <Money kobo={charges.transactionCharge} />}
      />
      {results.size === 0 ? null : <Outcomes results={results} />}
    </dl>
  );
}

function Outcomes({ results }: { readonly results: Results }): ReactElement {
  const count = (outcome: Outcome): string =>
    [...results.values()].filter((result) => result.outcome === outcome).length.toLocaleString('en');
  return (
    <>
      <Figure term="Sent" value={count('sent')} />
      <Figure term="Refused" value={count('refused')} />
      <Figure term="Sent before" value={count('sent-before')} />
      <Figure term="Not certain" value={count('unknown')} />
    </>
  );
}

interface FigureProps {
  readonly term: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
}

function Figure({ term, value, detail }: FigureProps): ReactElement {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="figures mt-0.5 truncate text-lg font-semibold tracking-tight">{value}</dd>
      {detail === undefined ? null : <dd className="text-xs text-muted">of which {detail} charges</dd>}
    </div>
  );
}
