/** The keys that work, and, when asked for, those that have ended. */

import type { SecretKey } from '@interstellas/sdk';
import { KeyRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAbout } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';
import { type KeyRowContext, keyColumns } from './key-columns.tsx';
import { hasEnded } from './key-words.tsx';

export interface KeyListProps extends KeyRowContext {
  readonly keys: readonly SecretKey[];
  readonly showsEnded: boolean;
  readonly onShowEnded: (shows: boolean) => void;
}

export function KeyList({ keys, showsEnded, onShowEnded, ...context }: KeyListProps): ReactElement {
  const live = keys.filter((key) => !hasEnded(key));
  const ended = keys.filter(hasEnded);
  const columns = keyColumns(context);
  const table = { columns, rowKey: ({ id }: SecretKey) => id, onOpen: context.open };
  return (
    <>
      <Card className="overflow-hidden">
        {live.length === 0 ? <NoKeys {...context} /> : <Table caption="Keys that work" items={live} {...table} />}
      </Card>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Allowance live={live} />
        {ended.length === 0 ? null : (
          <Button size="sm" variant="ghost" aria-expanded={showsEnded} onClick={() => onShowEnded(!showsEnded)}>
            {showsEnded ? 'Hide' : 'Show'} {ended.length === 1 ? 'the ended key' : `the ${ended.length} ended keys`}
          </Button>
        )}
      </div>
      {showsEnded && ended.length > 0 ? (
        <Card className="mt-3 overflow-hidden">
          <Table caption="Keys that have ended" items={ended} {...table} />
        </Card>
      ) : null}
    </>
  );
}

/** Keys that are being replaced do not count, so that a full account can rotate. */
export function countActive(keys: readonly SecretKey[]): number {
  return keys.filter(({ status }) => status === 'active').length;
}

function Allowance({ live }: { readonly live: readonly SecretKey[] }): ReactElement {
  const most = useAbout()?.keysPerClient;
  if (most === undefined) return <span />;
  const count = countActive(live);
  return (
    <p className="text-sm text-muted">
      {count} of {most} active keys.{' '}
      {count >= most
        ? 'That is the most: deactivate one before you create another. Rotating works all the same.'
        : 'Old keys of a rotation do not count.'}
    </p>
  );
}

function NoKeys({ mayManage, onDeed }: KeyRowContext): ReactElement {
  return (
    <EmptyState
      icon={KeyRound}
      title="No key works"
      action={
        mayManage ? (
          <Button variant="primary" onClick={() => onDeed({ name: 'create' })}>
            Create a key
          </Button>
        ) : undefined
      }
    >
      Every call to the API is refused until there is one.
    </EmptyState>
  );
}
