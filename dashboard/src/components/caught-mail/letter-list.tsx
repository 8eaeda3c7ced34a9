/** The list of caught letters. */

import type { ReactElement } from 'react';
import { cn } from '../../lib/cn.ts';
import { formatDistance } from '../../lib/dates.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/button.tsx';
import type { Letters } from './use-letters.ts';

interface LetterListProps {
  readonly letters: Letters;
  readonly shownId: string;
  readonly onChoose: (id: string) => void;
}

export function LetterList({ letters, shownId, onChoose }: LetterListProps): ReactElement {
  const now = useNow();
  return (
    <div className="md:max-h-[34rem] md:overflow-y-auto">
      <ul aria-label="Letters" className="divide-y">
        {letters.items.map(({ id, to, subject, sentAt }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === shownId ? 'true' : undefined}
              onClick={() => onChoose(id)}
              className={cn(
                'flex w-full flex-col gap-0.5 border-l-2 px-4 py-3 text-left transition-colors duration-75 hover:bg-subtle focus-visible:-outline-offset-2',
                id === shownId ? 'border-l-transparent md:border-l-accent md:bg-subtle' : 'border-l-transparent',
              )}
            >
              <span className="w-full truncate font-medium">{subject}</span>
              <span className="flex w-full items-baseline justify-between gap-3 text-sm text-muted">
                <span className="truncate">{to}</span>
                <span className="figures shrink-0 text-xs">{formatDistance(sentAt, now)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {letters.hasMore ? (
        <div className="border-t p-3 text-center">
          <Button size="sm" busy={letters.isLoadingMore} onClick={letters.loadMore}>
            Older letters
          </Button>
        </div>
      ) : null}
    </div>
  );
}
