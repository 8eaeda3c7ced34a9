/** Everything that moved on the accounts of the business, to be found, narrowed down and exported. */

import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { AccountPicker } from '../../components/account-picker.tsx';
import { cn } from '../../lib/cn.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AmountFilter } from './amount-filter.tsx';
import { columns } from './columns.tsx';
import { ExportButton } from './export-button.tsx';
import { directions, filterNames, kinds, statuses, type TransactionFilters, toQuery } from './filters.ts';

export function TransactionsPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const [filters, setFilters, clear] = useFilters(...filterNames);
  return (
    <>
      <PageHeader
        title="Transactions"
        description="Everything that came in and went out, on all accounts of the business."
        actions={
          <>
            <ButtonLink to="/b/$businessId/statements" params={{ businessId }}>
              Statements
            </ButtonLink>
            <ExportButton filters={filters} />
          </>
        }
      />
      <TransactionFilterBar filters={filters} onChange={setFilters} onClear={clear} />
      <Found filters={filters} onClear={clear} />
    </>
  );
}

interface BarProps {
  readonly filters: TransactionFilters;
  readonly onChange: (changes: TransactionFilters) => void;
  readonly onClear: () => void;
}

function TransactionFilterBar({ filters, onChange, onClear }: BarProps): ReactElement {
  const { from, to, amount, minimumAmount, maximumAmount, accountNumber } = filters;
  return (
    <FilterBar isActive={Object.keys(filters).length > 0} onClear={onClear}>
      <FilterInput
        label="Reference"
        value={filters.reference}
        maxLength={100}
        onChange={(reference) => onChange({ reference })}
      />
      <DateRangeFilter range={{ ...(from && { from }), ...(to && { to }) }} none="Any time" onChange={onChange} />
      <FilterSelect
        label="Direction"
        none="In and out"
        options={directions}
        value={filters.direction}
        onChange={(direction) => onChange({ direction })}
      />
      <FilterSelect
        label="Status"
        none="Any status"
        options={statuses}
        value={filters.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label="Kind"
        none="Any kind"
        options={kinds}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <AccountPicker
        aria-label="Account"
        none="All accounts"
        value={accountNumber}
        onChange={(chosen) => onChange({ accountNumber: chosen })}
        className={cn(
          'w-auto max-w-48',
          accountNumber !== undefined && 'border-accent-ink/50 bg-accent-soft text-accent-ink',
        )}
      />
      <AmountFilter
        amounts={{
          ...(amount && { amount }),
          ...(minimumAmount && { minimumAmount }),
          ...(maximumAmount && { maximumAmount }),
        }}
        onChange={onChange}
      />
    </FilterBar>
  );
}

interface FoundProps {
  readonly filters: TransactionFilters;
  readonly onClear: () => void;
}

function Found({ filters, onClear }: FoundProps): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const pages = usePages(
    ['transactions', 'list', filters],
    (client, page, options) => client.transactions.list({ ...toQuery(filters), ...page }, options),
    { everySeconds: 30 },
  );
  return (
    <DataTable
      caption="Transactions"
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ id: transactionId }) =>
        void navigate({ to: '/b/$businessId/transactions/$transactionId', params: { businessId, transactionId } })
      }
      empty={Object.keys(filters).length > 0 ? <NothingFound onClear={onClear} /> : <NothingYet />}
    />
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState
      icon={SearchX}
      title="No transaction fits"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    >
      No transaction of the business is like that. Widen the period, or take a filter away.
    </EmptyState>
  );
}

function NothingYet(): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <EmptyState
      icon={ArrowLeftRight}
      title="No transactions yet"
      action={
        <ButtonLink to="/b/$businessId/accounts" params={{ businessId }}>
          How to be paid
        </ButtonLink>
      }
    >
      When somebody pays you, or you send money, it stands here with its state, its charges and its other side.
    </EmptyState>
  );
}
