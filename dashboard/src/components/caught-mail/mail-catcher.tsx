/** The letters that a sandbox kept instead of sending them: a list, and one of them to read. */

import type { CaughtLetter } from '@interstellas/sdk';
import { MailX, SearchX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { hasCode } from '../../lib/errors.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { LetterList } from './letter-list.tsx';
import { LetterReader } from './letter-reader.tsx';
import { type Letters, useLetters } from './use-letters.ts';

export function MailCatcher(): ReactElement {
  const [filters, setFilters, clear] = useFilters('to');
  const letters = useLetters(filters.to);
  if (hasCode(letters.error, 'route.not_found')) return <NotHere />;
  return (
    <>
      <FilterBar isActive={filters.to !== undefined} onClear={clear}>
        <FilterInput
          wide
          label="To: a whole address"
          value={filters.to}
          maxLength={254}
          onChange={(to) => setFilters({ to })}
        />
        <p role="status" className="text-sm text-muted sm:ml-auto">
          {letters.isPending ? '' : countOf(letters.totalCount)}
        </p>
      </FilterBar>
      <Card className="overflow-hidden">
        <Found letters={letters} isFiltered={filters.to !== undefined} onClear={clear} />
      </Card>
    </>
  );
}

function countOf(count: number): string {
  return count === 1 ? '1 letter' : `${count.toLocaleString('en')} letters`;
}

interface FoundProps {
  readonly letters: Letters;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function Found({ letters, isFiltered, onClear }: FoundProps): ReactElement {
  if (letters.isPending) return <TableSkeleton columns={2} />;
  if (letters.items.length > 0) return <Mailbox letters={letters} />;
  if (letters.error) return <ErrorState error={letters.error} onRetry={letters.retry} />;
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No letter to this address"
        action={<Button onClick={onClear}>Show all letters</Button>}
      >
        A letter takes a moment to arrive; it appears here by itself.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={MailX} title="No letters yet">
      Sign up, invite somebody or reset a password, and the letter appears here by itself.
    </EmptyState>
  );
}

/** Side by side where there is room; on a phone the list, or the letter that was chosen. */
function Mailbox({ letters }: { readonly letters: Letters }): ReactElement {
  const [chosenId, setChosenId] = useState<string>();
  const chosen = letters.items.find((letter) => letter.id === chosenId);
  const shown = chosen ?? (letters.items[0] as CaughtLetter);
  return (
    <div className="grid md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <div className={chosen === undefined ? 'min-w-0 md:border-r' : 'min-w-0 max-md:hidden md:border-r'}>
        <LetterList letters={letters} shownId={shown.id} onChoose={setChosenId} />
      </div>
      <div className={chosen === undefined ? 'min-w-0 max-md:hidden' : 'min-w-0'}>
        <LetterReader
          key={shown.id}
          letter={shown}
          isChosen={chosen !== undefined}
          onBack={() => setChosenId(undefined)}
        />
      </div>
    </div>
  );
}

function NotHere(): ReactElement {
  return (
    <Callout tone="info" title="No mail is caught here">
      Letters are kept only in a sandbox without a mail server, and shown only to a browser on the same machine as the
      server. Look into your own mailbox, or ask whoever operates this server.
    </Callout>
  );
}
