/** The accounts under which the business is paid, each with a number to hand out. */

import type { VirtualAccountListQuery } from '@interstellas/sdk';
import { useNavigate } from '@tanstack/react-router';
import { ListTree, Plus, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { columns } from './columns.tsx';
import { statuses, types } from './words.ts';

export function VirtualAccountsPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const [filters, setFilters, clear] = useFilters('status', 'type', 'reference', 'accountNumber');
  const isFiltered = Object.keys(filters).length > 0;
  const pages = usePages(
    ['virtual-accounts', 'list', filters],
    (client, page, options) =>
      client.virtualAccounts.list({ ...(filters as VirtualAccountListQuery), ...page }, options),
    { everySeconds: 30 },
  );
  return (
    <>
      <PageHeader
        title="Virtual accounts"
        description="Give each payer a number of his own, and you know who has paid."
        actions={<NewButton />}
      />
      <FilterBar isActive={isFiltered} onClear={clear}>
        <FilterInput
          label="Reference"
          maxLength={100}
          value={filters.reference}
          onChange={(reference) => setFilters({ reference })}
        />
        <FilterInput
          label="Account number"
          inputMode="numeric"
          maxLength={10}
          value={filters.accountNumber}
          onChange={(accountNumber) => setFilters({ accountNumber })}
        />
        <FilterSelect
          label="Type"
          none="Any type"
          options={types}
          value={filters.type}
          onChange={(type) => setFilters({ type })}
        />
        <FilterSelect
          label="Status"
          none="Any status"
          options={statuses}
          value={filters.status}
          onChange={(status) => setFilters({ status })}
        />
      </FilterBar>
      <DataTable
        caption="Virtual accounts"
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={({ id: virtualAccountId }) =>
          void navigate({
            to: '/b/$businessId/virtual-accounts/$virtualAccountId',
            params: { businessId, virtualAccountId },
          })
        }
        empty={isFiltered ? <NothingFound onClear={clear} /> : <NothingYet />}
      />
    </>
  );
}

function NewButton(): ReactElement | null {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  if (!may('virtual-accounts:manage')) return null;
  return (
    <ButtonLink variant="primary" to="/b/$businessId/virtual-accounts/new" params={{ businessId }}>
      <Plus aria-hidden />
      New virtual account
    </ButtonLink>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState
      icon={SearchX}
      title="No virtual account fits"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    >
      A reference and an account number must be whole; take a filter away to see more.
    </EmptyState>
  );
}

function NothingYet(): ReactElement {
  const { may } = usePermissions();
  return (
    <EmptyState icon={ListTree} title="No virtual accounts yet" action={<NewButton />}>
      {may('virtual-accounts:manage')
        ? 'Open one for an invoice, an order or a customer, and hand out its number.'
        : 'Your role shows them, but does not open them. Ask an owner or an admin.'}
    </EmptyState>
  );
}
