/** What moved lately on one account of the business. */

import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { useBusiness } from '../lib/use-business.ts';
import { useRead } from '../lib/use-read.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TableSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { transactionColumns } from './transaction-columns.tsx';

const shown = 8;

export interface MovementsProps {
  readonly accountNumber: string;
  readonly className?: string;
}

export function Movements({ accountNumber, className }: MovementsProps): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const latest = useRead(
    ['transactions', 'latest', accountNumber],
    (client, options) => client.transactions.list({ accountNumber, limit: shown }, options),
    { everySeconds: 20 },
  );
  return (
    <Card className={cn('overflow-hidden', className)}>
      <CardHeader
        title="Recent movements"
        description="On this account alone."
        className="pb-2"
        actions={
          <ButtonLink
            variant="link"
            size="sm"
            to="/b/$businessId/transactions"
            params={{ businessId }}
            search={{ accountNumber }}
          >
            View all
          </ButtonLink>
        }
      />
      <QueryView query={latest} skeleton={<TableSkeleton rows={shown} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ArrowLeftRight} title="Nothing moved yet">
              When somebody pays into this account, or you send money from it, it stands here.
            </EmptyState>
          ) : (
            <Table
              caption="Recent movements"
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
