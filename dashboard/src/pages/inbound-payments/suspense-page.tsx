/** Money that came and found no place: it waits until the business refunds or releases it. */

import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { amountColumn, dateColumn, intoColumn, payerColumn, reasonColumn } from '../../components/payment-columns.tsx';
import { useFilters } from '../../lib/use-filters.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { type PaymentFilters, suspenseStatuses } from './filters.ts';
import { PaymentFilterBar } from './payment-filters.tsx';
import { PaymentsTable } from './payments-table.tsx';
import { refundColumn } from './refund-column.tsx';

const columns = [payerColumn, intoColumn, reasonColumn, refundColumn, dateColumn, amountColumn];

export function SuspensePage(): ReactElement {
  const [filters, setFilters, clear] = useFilters('refundStatus', 'accountNumber', 'sessionId', 'from', 'to');
  const suspended: PaymentFilters = { ...filters, status: 'suspended' };
  return (
    <>
      <PageHeader
        title="Suspense"
        description={
          <>
            Payments that did not fit their account. They are whole and not lost: refund each, or release it to your
            account. <DocsLink page="virtual-accounts#what-is-in-suspense">How suspense works</DocsLink>
          </>
        }
      />
      <PaymentFilterBar filters={filters} onChange={setFilters} onClear={clear}>
        <FilterSelect
          label="Refund"
          none="Waiting and refunded"
          options={suspenseStatuses}
          value={filters.refundStatus}
          onChange={(refundStatus) => setFilters({ refundStatus })}
        />
      </PaymentFilterBar>
      <PaymentsTable
        caption="Payments in suspense"
        columns={columns}
        filters={suspended}
        isFiltered={Object.keys(filters).length > 0}
        onClear={clear}
        empty={
          <EmptyState icon={CircleCheck} title="Nothing is in suspense">
            Money that comes too late, twice, or of the wrong amount waits here for your decision.
          </EmptyState>
        }
      />
    </>
  );
}
