/** The people whom the business has identified, each with an account of his own. */

import type { Customer } from '@interstellas/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus, SearchX, UsersRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tierOf } from './tiers.ts';

const columns: readonly Column<Customer>[] = [
  {
    id: 'name',
    header: 'Customer',
    className: 'sm:w-[36%]',
    cell: ({ id, name, email, phoneNo }) => (
      <div className="min-w-0">
        <Link
          to="/b/$businessId/customers/$customerId"
          params={(current) => ({ businessId: current.businessId ?? '', customerId: id })}
          className="block max-w-72 truncate rounded-sm font-medium hover:text-accent-ink"
        >
          {name}
        </Link>
        <p className="max-w-72 truncate text-sm text-muted">{email || phoneNo}</p>
      </div>
    ),
  },
  {
    id: 'account',
    header: 'Account',
    cell: ({ nuban }) => <Copyable value={nuban} label="account number" className="text-ink" />,
  },
  { id: 'tier', header: 'Tier', cell: ({ tier }) => <Badge tone="outline">{tierOf(tier).title}</Badge> },
  {
    id: 'opened',
    header: 'Opened',
    cell: ({ dateCreated }) => <Time at={dateCreated} form="date" className="text-muted" />,
  },
];

export function CustomersPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const [filters, setFilters, clear] = useFilters('name', 'email', 'nuban');
  const isFiltered = Object.keys(filters).length > 0;
  const customers = usePages(['customers', 'list', filters], (client, page, options) =>
    client.customers.list({ ...filters, ...page }, options),
  );
  return (
    <>
      <PageHeader
        title="Customers"
        description="People whom you have identified, with accounts of their own in your business."
        actions={<NewButton />}
      />
      <FilterBar isActive={isFiltered} onClear={clear}>
        <FilterInput label="Beginning of the name" value={filters.name} onChange={(name) => setFilters({ name })} />
        <FilterInput label="E-mail" value={filters.email} onChange={(email) => setFilters({ email })} />
        <FilterInput
          label="Account number"
          inputMode="numeric"
          maxLength={10}
          value={filters.nuban}
          onChange={(nuban) => setFilters({ nuban })}
        />
      </FilterBar>
      <DataTable
        caption="Customers"
        columns={columns}
        pages={customers}
        rowKey={({ id }) => id}
        onOpen={({ id: customerId }) =>
          void navigate({ to: '/b/$businessId/customers/$customerId', params: { businessId, customerId } })
        }
        empty={isFiltered ? <NothingFound onClear={clear} /> : <NothingYet />}
      />
    </>
  );
}

function NewButton(): ReactElement | null {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  if (!may('customers:manage')) return null;
  return (
    <ButtonLink variant="primary" to="/b/$businessId/customers/new" params={{ businessId }}>
      <Plus aria-hidden />
      New customer
    </ButtonLink>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No customer fits" action={<Button onClick={onClear}>Clear the filters</Button>}>
      A name is found by its beginning; an e-mail address and an account number must be whole.
    </EmptyState>
  );
}

function NothingYet(): ReactElement {
  const { may } = usePermissions();
  return (
    <EmptyState icon={UsersRound} title="No customers yet" action={<NewButton />}>
      {may('customers:manage')
        ? 'Identify a person by his BVN, and he gets an account of his own in your business.'
        : 'Your role shows customers, but does not open accounts for them. Ask an owner, an admin or finance.'}
    </EmptyState>
  );
}
