/** The last few transactions, and the way to all of them. */

import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { transactionColumns } from '../../components/transaction-columns.tsx';
import { cn } from '../../lib/cn.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, CardHeader } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';

const shown = 6;

export function RecentTransactions({ className }: { readonly className?: string }): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const recent = useRead(
    ['transactions', 'recent'],
    (client, options) => client.transactions.list({ limit: shown }, options),
    { everySeconds: 30 },
  );
  return (
    <Card className={cn('overflow-hidden', className)}>
      <CardHeader
        title="Recent transactions"
        actions={
          <ButtonLink variant="link" size="sm" to="/b/$businessId/transactions" params={{ businessId }}>
            View all
          </ButtonLink>
        }
        className="pb-2"
      />
      <QueryView query={recent} skeleton={<TableSkeleton rows={shown} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ArrowLeftRight} title="No transactions yet">
              When somebody pays you, or you send money, it shows up here.
            </EmptyState>
          ) : (
            <Table
              caption="Recent transactions"
              columns={transactionColumns}
              items={items}
              rowKey={({ id }) => id}
              onOpen={({ id: transactionId }) =>
                void navigate({
                  to: '/b/$businessId/transactions/$transactionId',
                  params: { businessId, transactionId },
                })
              }
            />
          )
        }
      </QueryView>
    </Card>
  );
}
