/** Everything that other banks paid into the accounts of the business, credited or not. */

import { ArrowDownToLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { allPaymentColumns } from '../../components/payment-columns.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { filterNames, refundStatuses, statuses } from './filters.ts';
import { PaymentFilterBar } from './payment-filters.tsx';
import { PaymentsTable } from './payments-table.tsx';

export function InboundPaymentsPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const [filters, setFilters, clear] = useFilters(...filterNames);
  return (
    <>
      <PageHeader
        title="Inbound payments"
        description="What other banks paid into your accounts, credited or in suspense."
        actions={
          <ButtonLink to="/b/$businessId/suspense" params={{ businessId }}>
            Suspense
          </ButtonLink>
        }
      />
      <PaymentFilterBar filters={filters} onChange={setFilters} onClear={clear}>
        <FilterSelect
          label="Status"
          none="Any status"
          options={statuses}
          value={filters.status}
          onChange={(status) => setFilters({ status })}
        />
        <FilterSelect
          label="Refund"
          none="Refunded or not"
          options={refundStatuses}
          value={filters.refundStatus}
          onChange={(refundStatus) => setFilters({ refundStatus })}
        />
      </PaymentFilterBar>
      <PaymentsTable
        caption="Inbound payments"
        columns={allPaymentColumns}
        filters={filters}
        isFiltered={Object.keys(filters).length > 0}
        onClear={clear}
        empty={<NothingYet />}
      />
    </>
  );
}

function NothingYet(): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <EmptyState
      icon={ArrowDownToLine}
      title="No payments yet"
      action={
        <ButtonLink to="/b/$businessId/virtual-accounts" params={{ businessId }}>
          Virtual accounts
        </ButtonLink>
      }
    >
      Hand out the number of an account. What is paid into it stands here, with who paid and why.
    </EmptyState>
  );
}
