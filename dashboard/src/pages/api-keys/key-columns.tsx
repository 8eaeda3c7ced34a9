/** How the list of keys shows a key in a row. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { KeyActions } from './key-actions.tsx';
import type { Deed } from './key-deeds.ts';
import { KeyMarks, KeyStatus, limitsOf } from './key-words.tsx';

export interface KeyRowContext {
  readonly mayManage: boolean;
  readonly open: (key: SecretKey) => void;
  readonly onDeed: (deed: Deed) => void;
}

export function keyColumns({ mayManage, open, onDeed }: KeyRowContext): readonly Column<SecretKey>[] {
  return [
    {
      id: 'key',
      header: 'Key',
      className: 'sm:w-[34%]',
      cell: (key) => <Name secretKey={key} onOpen={() => open(key)} />,
    },
    { id: 'status', header: 'Status', cell: (key) => <KeyStatus secretKey={key} /> },
    { id: 'last-used', header: 'Last used', cell: (key) => <LastUsed secretKey={key} /> },
    {
      id: 'limits',
      header: 'Limits',
      cell: (key) => <span className="text-sm text-muted">{limitsOf(key)}</span>,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      inCorner: true,
      cell: (key) => <KeyActions secretKey={key} mayManage={mayManage} onOpen={() => open(key)} onDeed={onDeed} />,
    },
  ];
}

function Name({ secretKey, onOpen }: { readonly secretKey: SecretKey; readonly onOpen: () => void }): ReactElement {
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onOpen}
          className="max-w-full truncate rounded-sm text-left font-medium hover:text-accent-ink"
        >
          {secretKey.name}
        </button>
        <KeyMarks secretKey={secretKey} />
      </div>
      <p className="font-mono text-xs text-muted">{secretKey.hint}</p>
    </div>
  );
}

function LastUsed({ secretKey: { lastUsed } }: { readonly secretKey: SecretKey }): ReactElement {
  if (lastUsed === null) return <span className="text-sm text-faint">Never</span>;
  return (
    <div className="text-sm">
      <Time at={lastUsed.at} form="distance" />
      <p className="font-mono text-xs text-muted">{lastUsed.address}</p>
    </div>
  );
}
