/** What stands beside the form of a transfer: what it costs, and in a sandbox the numbers that show how it can end. */

import type { TransferCharges } from '@interstellas/sdk';
import { ChevronDown, FlaskConical } from 'lucide-react';
import type { ReactElement } from 'react';
import { MAGIC_NUMBERS } from '../../components/magic-numbers.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { CostLines } from './charges.tsx';
import type { Payer } from './use-payer.ts';

interface TransferSummaryProps {
  readonly charges: TransferCharges | undefined;
  readonly payer: Payer;
}

export function TransferSummary({ charges, payer }: TransferSummaryProps): ReactElement {
  return (
    <Card>
      <CardBody>
        <h2 className="mb-3 font-semibold">What it costs</h2>
        <CostLines charges={charges} balance={payer.balance} />
        <p className="mt-3 text-sm text-muted">
          Between two accounts of this business there is no stamp duty. If the transfer fails, everything comes back.
        </p>
      </CardBody>
    </Card>
  );
}

export function MagicNumberHints({ onChoose }: { readonly onChoose: (accountNumber: string) => void }): ReactElement {
  return (
    <Card>
      <details className="group">
        <summary className="flex cursor-pointer items-center gap-2 rounded-lg px-5 py-3.5 font-medium">
          <FlaskConical aria-hidden className="size-4 text-muted" />
          <span className="flex-1">Sandbox account numbers</span>
          <ChevronDown
            aria-hidden
            className="size-4 text-faint transition-transform duration-100 group-open:rotate-180"
          />
        </summary>
        <div className="border-t px-3 pt-2 pb-3">
          <ul>
            {MAGIC_NUMBERS.map(({ accountNumber, outcome, tone, detail }) => (
              <li key={accountNumber}>
                <button
                  type="button"
                  title={detail}
                  onClick={() => onChoose(accountNumber)}
                  className="flex w-full items-center justify-between gap-3 rounded-md px-2 py-1.5 text-left hover:bg-subtle"
                >
                  <span className="font-mono text-xs">{accountNumber}</span>
                  <Badge dot tone={tone}>
                    {outcome}
                  </Badge>
                </button>
              </li>
            ))}
          </ul>
          <p className="mt-2 px-2 text-sm text-muted">
            At any bank. Every other number is somebody’s and takes money at once.{' '}
            <DocsLink page="rail">What each does</DocsLink>
          </p>
        </div>
      </details>
    </Card>
  );
}
