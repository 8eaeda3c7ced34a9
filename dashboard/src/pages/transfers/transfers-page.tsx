/** What the business has sent: transfers, withdrawals, payouts and refunds, each with how it ended. */

import { useNavigate } from '@tanstack/react-router';
import { SearchX, Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { toMoments } from '../../lib/day-range.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { type Filters, useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { transferColumns } from './transfer-columns.tsx';

const statuses = [
  { value: 'pending', label: 'Pending' },
  { value: 'successful', label: 'Successful' },
  { value: 'failed', label: 'Failed' },
  { value: 'reversed', label: 'Reversed' },
] as const;

type TransferFilters = Filters<'from' | 'to' | 'status' | 'reference'>;

export function TransfersPage(): ReactElement {
  const [filters, setFilters, clear] = useFilters('from', 'to', 'status', 'reference');
  const { from, to, status, reference } = filters;
  return (
    <>
      <PageHeader title="Transfers" description="Money that you send, and how it ended." actions={<Actions />} />
      <FilterBar isActive={Object.keys(filters).length > 0} onClear={clear}>
        <FilterInput
          label="Reference"
          value={reference}
          maxLength={100}
          onChange={(typed) => setFilters({ reference: typed })}
        />
        <DateRangeFilter range={{ ...(from && { from }), ...(to && { to }) }} none="Any time" onChange={setFilters} />
        <FilterSelect
          label="Status"
          none="Any status"
          options={statuses}
          value={status}
          onChange={(chosen) => setFilters({ status: chosen })}
        />
      </FilterBar>
      <Found filters={filters} onClear={clear} />
    </>
  );
}

function Actions(): ReactElement | null {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  if (!may('transfers:create')) return null;
  return (
    <>
      <ButtonLink to="/b/$businessId/transfers/bulk" params={{ businessId }}>
        Bulk transfer
      </ButtonLink>
      <ButtonLink variant="primary" to="/b/$businessId/transfers/new" params={{ businessId }}>
        New transfer
      </ButtonLink>
    </>
  );
}

interface FoundProps {
  readonly filters: TransferFilters;
  readonly onClear: () => void;
}

function Found({ filters, onClear }: FoundProps): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const { from, to, reference } = filters;
  const status = statuses.find(({ value }) => value === filters.status)?.value;
  const pages = usePages(
    ['transfers', 'list', filters],
    (client, page, options) =>
      client.transfers.list(
        {
          ...toMoments({ ...(from && { from }), ...(to && { to }) }),
          ...(status && { status }),
          ...(reference && { retrievalReference: reference }),
          ...page,
        },
        options,
      ),
    { everySeconds: 15 },
  );
  return (
    <DataTable
      caption="Transfers"
      columns={transferColumns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ retrievalReference: opened }) =>
        void navigate({ to: '/b/$businessId/transfers/$reference', params: { businessId, reference: opened } })
      }
      empty={Object.keys(filters).length > 0 ? <NothingFound onClear={onClear} /> : <NothingYet />}
    />
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No transfer fits" action={<Button onClick={onClear}>Clear the filters</Button>}>
      References are looked for as a whole. Widen the period, or take a filter away.
    </EmptyState>
  );
}

function NothingYet(): ReactElement {
  return (
    <EmptyState icon={Send} title="No transfers yet" action={<Actions />}>
      What you send to other accounts is listed here, with how it ended.
    </EmptyState>
  );
}
