/** The ends that a transfer of the sandbox can still be given. */

import type { Transfer } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { moneyKeys } from '../lib/money-keys.ts';
import { useAction } from '../lib/use-action.ts';
import { useBusiness } from '../lib/use-business.ts';
import { Button } from '../ui/button.tsx';

type Outcome = 'settle' | 'fail' | 'reverse';

const words: Readonly<Record<Outcome, { readonly verb: string; readonly done: string }>> = {
  settle: { verb: 'Settle', done: 'The transfer was settled' },
  fail: { verb: 'Fail', done: 'The transfer has failed' },
  reverse: { verb: 'Reverse', done: 'The transfer was reversed' },
};

const possible: Readonly<Record<Transfer['status'], readonly Outcome[]>> = {
  pending: ['settle', 'fail'],
  successful: ['reverse'],
  failed: [],
  reversed: [],
};

interface StepButtonsProps {
  readonly reference: string;
  readonly status: Transfer['status'];
}

export function StepButtons({ reference, status }: StepButtonsProps): ReactElement {
  const business = useBusiness();
  const step = useAction({
    act: (outcome: Outcome) => business.client.sandbox.transfers.step(reference, { outcome }),
    done: (_result, outcome) => words[outcome].done,
    invalidates: moneyKeys(business.id),
  });
  return (
    <div className="flex flex-wrap gap-2">
      {possible[status].map((outcome) => (
        <Button
          key={outcome}
          size="sm"
          busy={step.isPending && step.variables === outcome}
          disabled={step.isPending}
          aria-label={`${words[outcome].verb} ${reference}`}
          onClick={() => step.mutate(outcome)}
        >
          {words[outcome].verb}
        </Button>
      ))}
    </div>
  );
}
