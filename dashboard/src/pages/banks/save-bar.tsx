/** Stays at the foot of the page while the choice of banks is being changed. */

import type { Bank } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import type { SendingChoice } from './use-sending-choice.ts';

export interface SaveBarProps {
  readonly choice: SendingChoice;
  /** Those that the search shows. */
  readonly shown: readonly Bank[];
}

export function SaveBar({ choice, shown }: SaveBarProps): ReactElement {
  const count = choice.draft?.size ?? 0;
  const codes = shown.map(({ code }) => code);
  return (
    <section
      aria-label="The choice of banks"
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-raised px-5 py-3 shadow-raised"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium" aria-live="polite">
          {count === 0 ? 'Choose one bank at least' : `${count.toLocaleString('en')} banks chosen`}
        </p>
        <p className="text-sm text-muted">
          Transfers and payouts to any other bank are refused. Money that comes in is not touched.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="ghost" onClick={() => choice.setAll(codes, true)}>
          Tick all shown
        </Button>
        <Button variant="ghost" onClick={() => choice.setAll(codes, false)}>
          Untick all shown
        </Button>
        <Button onClick={choice.cancel}>Cancel</Button>
        <Button variant="primary" busy={choice.isSaving} disabled={count === 0} onClick={choice.save}>
          Save the choice
        </Button>
      </div>
    </section>
  );
}
