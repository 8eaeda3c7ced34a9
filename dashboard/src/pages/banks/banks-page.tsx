/** The directory of banks with their codes, and the choice of those that the business sends money to. */

import type { Bank } from '@interstellas/sdk';
import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useBanks } from '../../components/use-banks.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { columnsFor } from './columns.tsx';
import { SaveBar } from './save-bar.tsx';
import { type SendingChoice, useSendingChoice } from './use-sending-choice.ts';

export function BanksPage(): ReactElement {
  const banks = useBanks();
  const choice = useSendingChoice();
  const { may } = usePermissions();
  const [{ search = '' }, setFilters, clear] = useFilters('search');
  const isChanging = choice.draft !== undefined;
  return (
    <>
      <PageHeader
        title="Banks"
        description={
          <>
            Every bank with its codes; wherever a bank is named, either code will do.{' '}
            <DocsLink page="customers#banks">About banks</DocsLink>
          </>
        }
        actions={
          may('banks:configure') && !isChanging ? (
            <Button onClick={choice.begin} disabled={choice.chosen === undefined || banks.data === undefined}>
              Choose the banks that you send to
            </Button>
          ) : undefined
        }
      />
      <FilterBar isActive={search !== ''} onClear={clear}>
        <FilterInput label="Name or code" value={search} onChange={(text) => setFilters({ search: text })} />
        <p className="figures ml-1 text-sm text-muted" aria-live="polite">
          {banks.data === undefined ? '' : countOf(found(banks.data, search).length, banks.data.length)}
        </p>
      </FilterBar>
      <Card className="overflow-hidden">
        <QueryView query={banks} skeleton={<TableSkeleton rows={12} />}>
          {(all) => <Directory banks={found(all, search)} choice={choice} onClear={clear} />}
        </QueryView>
      </Card>
      {isChanging ? <SaveBar choice={choice} shown={found(banks.data ?? [], search)} /> : null}
    </>
  );
}

function countOf(found: number, all: number): string {
  return found === all ? `${all.toLocaleString('en')} banks` : `${found.toLocaleString('en')} of ${all} banks`;
}

function found(banks: readonly Bank[], search: string): readonly Bank[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return banks;
  return banks.filter(
    ({ name, code, nipCode }) =>
      name.toLowerCase().includes(wanted) || code.startsWith(wanted) || nipCode.startsWith(wanted),
  );
}

interface DirectoryProps {
  readonly banks: readonly Bank[];
  readonly choice: SendingChoice;
  readonly onClear: () => void;
}

function Directory({ banks, choice, onClear }: DirectoryProps): ReactElement {
  if (banks.length === 0) {
    return (
      <EmptyState icon={SearchX} title="No such bank" action={<Button onClick={onClear}>Show all banks</Button>}>
        A bank is found by a part of its name, or by the beginning of a code.
      </EmptyState>
    );
  }
  return <Table caption="Banks" columns={columnsFor(choice)} items={banks} rowKey={({ nipCode }) => nipCode} />;
}
