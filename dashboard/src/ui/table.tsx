/**
 * A table that becomes a list of rows on phones: there each cell stands under the others with its column's name before
 * it. The first column is the row's title; a column with `wide` only is dropped on phones.
 */

import type { KeyboardEvent, MouseEvent, ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';

export interface Column<Item> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (item: Item) => ReactNode;
  readonly align?: 'right';
  /** `wide`: not on phones. */
  readonly show?: 'always' | 'wide';
  /** Something small at the end of the row, such as its menu; on phones in the upper corner, beside the title. */
  readonly inCorner?: boolean;
  readonly className?: string;
}

export interface TableProps<Item> {
  /** For screen readers: what the rows are. */
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly rowKey: (item: Item) => string;
  /** Opens the row's page. The first cell should hold a link as well, for the keyboard. */
  readonly onOpen?: ((item: Item) => void) | undefined;
  readonly className?: string;
}

export function Table<Item>(props: TableProps<Item>): ReactElement {
  const { caption, columns, items, rowKey, onOpen, className } = props;
  const hasCorner = columns.some(({ inCorner }) => inCorner);
  return (
    // Between phone and desktop it may be wider than its place.
    <div className="sm:overflow-x-auto">
      <table className={cn('w-full border-collapse text-left text-base max-sm:block', className)}>
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:sr-only">
          <tr className="border-b">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cn(cellLook, 'h-10 text-xs font-medium text-muted', alignOf(column))}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y max-sm:block">
          {items.map((item) => (
            <tr
              key={rowKey(item)}
              onClick={onOpen && ((event) => openUnlessControl(event, () => onOpen(item)))}
              className={cn(
                'transition-colors duration-75 max-sm:block max-sm:px-4 max-sm:py-3',
                hasCorner && 'max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3',
                onOpen && 'cursor-pointer hover:bg-subtle/60',
              )}
            >
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} isTitle={index === 0}>
                  {column.cell(item)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const cellLook = 'px-4 first:pl-5 last:pr-5 max-sm:px-0 max-sm:first:pl-0 max-sm:last:pr-0';

function alignOf<Item>(column: Column<Item>): string {
  return column.align === 'right' ? 'sm:text-right' : '';
}

interface CellProps<Item> {
  readonly column: Column<Item>;
  readonly isTitle: boolean;
  readonly children: ReactNode;
}

function Cell<Item>({ column, isTitle, children }: CellProps<Item>): ReactElement {
  const standsAlone = isTitle || column.inCorner === true;
  return (
    <td
      className={cn(
        cellLook,
        'h-12 py-2 align-middle max-sm:flex max-sm:h-auto max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:py-1',
        standsAlone ? 'max-sm:row-start-1' : 'max-sm:col-span-full',
        column.inCorner && 'max-sm:max-w-48 max-sm:self-start',
        column.show === 'wide' && 'max-sm:hidden',
        alignOf(column),
        column.className,
      )}
    >
      {standsAlone ? null : (
        <span aria-hidden className="shrink-0 text-sm text-muted sm:hidden">
          {column.header}
        </span>
      )}
      <div className={cn('min-w-0', isTitle ? 'max-sm:w-full' : 'max-sm:text-right')}>{children}</div>
    </td>
  );
}

/** A click on a link, a button or selected text inside the row means that, not the row. */
function openUnlessControl(event: MouseEvent | KeyboardEvent, open: () => void): void {
  const target = event.target as HTMLElement;
  if (target.closest('a, button, input, label, [role="menuitem"]') !== null) return;
  if (String(getSelection()) !== '') return;
  open();
}
