/** The list of inbound payments, whichever are asked for. */

import type { InboundPayment } from '@interstellas/sdk';
import { useNavigate } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table.tsx';
import { type PaymentFilters, toQuery } from './filters.ts';

export interface PaymentsTableProps {
  readonly caption: string;
  readonly columns: readonly Column<InboundPayment>[];
  readonly filters: PaymentFilters;
  /** Whether somebody narrowed the list down. */
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly empty: ReactNode;
}

export function PaymentsTable(props: PaymentsTableProps): ReactElement {
  const { caption, columns, filters, isFiltered, onClear, empty } = props;
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const payments = usePages(
    ['inbound-payments', 'list', filters],
    (client, page, options) => client.inboundPayments.list({ ...toQuery(filters), ...page }, options),
    { everySeconds: 15 },
  );
  return (
    <DataTable
      caption={caption}
      columns={columns}
      pages={payments}
      rowKey={({ id }) => id}
      onOpen={({ transactionId }) =>
        void navigate({ to: '/b/$businessId/inbound-payments/$transactionId', params: { businessId, transactionId } })
      }
      empty={isFiltered ? <NothingFound onClear={onClear} /> : empty}
    />
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No payment fits" action={<Button onClick={onClear}>Clear the filters</Button>}>
      A session id must be whole: 30 digits. Widen the period, or take a filter away.
    </EmptyState>
  );
}
