/**
 * A list of the API: loading, error, empty and more, all in one. `pages` comes from `usePages`; filters live in the
 * address (`useFilters`) and stand in a FilterBar above it.
 */

import type { ReactElement, ReactNode } from 'react';
import type { Pages } from '../lib/use-read.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { ErrorState } from './error-state.tsx';
import { TableSkeleton } from './skeleton.tsx';
import { type Column, Table } from './table.tsx';

export interface DataTableProps<Item> {
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly pages: Pages<Item>;
  readonly rowKey: (item: Item) => string;
  readonly onOpen?: (item: Item) => void;
  /** An EmptyState. */
  readonly empty: ReactNode;
  /** Without its own card, for use inside one. */
  readonly bare?: boolean;
}

export function DataTable<Item>(props: DataTableProps<Item>): ReactElement {
  const content = <Content {...props} />;
  return props.bare ? content : <Card className="overflow-hidden">{content}</Card>;
}

function Content<Item>({ caption, columns, pages, rowKey, onOpen, empty }: DataTableProps<Item>): ReactElement {
  if (pages.isPending) return <TableSkeleton columns={columns.length} />;
  if (pages.error && pages.items.length === 0) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (pages.items.length === 0) return <>{empty}</>;
  return (
    <>
      <Table caption={caption} columns={columns} items={pages.items} rowKey={rowKey} onOpen={onOpen} />
      <LoadMore pages={pages} />
    </>
  );
}

function LoadMore<Item>({ pages }: { readonly pages: Pages<Item> }): ReactElement {
  const total = pages.totalCount ?? pages.items.length;
  const count = `${total.toLocaleString('en')}${pages.isTotalExact ? '' : '+'}`;
  return (
    <div className="flex min-h-12 items-center justify-between gap-4 border-t px-5 py-2 text-sm text-muted max-sm:px-4">
      <p className="figures" aria-live="polite">
        {pages.items.length.toLocaleString('en')} of {count}
      </p>
      {pages.error ? <span className="text-bad-ink">The rest could not be loaded.</span> : null}
      {pages.hasMore ? (
        <Button size="sm" busy={pages.isLoadingMore} onClick={pages.loadMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
