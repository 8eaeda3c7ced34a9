/** What moved lately: in the whole business, or on one of its accounts. */

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

const everySeconds = 20;

const ofBusiness = {
  shown: 6,
  title: 'Recent transactions',
  empty: 'No transactions yet',
  hint: 'When somebody pays you, or you send money, it shows up here.',
};

const ofAccount = {
  shown: 8,
  title: 'Recent movements',
  description: 'On this account alone.',
  empty: 'Nothing moved yet',
  hint: 'When somebody pays into this account, or you send money from it, it stands here.',
};

export interface MovementsProps {
  /** Without it: of the whole business. */
  readonly accountNumber?: string;
  readonly className?: string;
}

export function Movements({ accountNumber, className }: MovementsProps): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const filters = accountNumber === undefined ? {} : { accountNumber };
  const { shown, empty, hint, ...header } = accountNumber === undefined ? ofBusiness : ofAccount;
  const latest = useRead(
    ['transactions', 'latest', filters],
    (client, options) => client.transactions.list({ ...filters, limit: shown }, options),
    { everySeconds },
  );
  return (
    <Card className={cn('overflow-hidden', className)}>
      <CardHeader
        {...header}
        className="pb-2"
        actions={
          <ButtonLink
            variant="link"
            size="sm"
            to="/b/$businessId/transactions"
            params={{ businessId }}
            search={filters}
          >
            View all
          </ButtonLink>
        }
      />
      <QueryView query={latest} skeleton={<TableSkeleton rows={shown} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ArrowLeftRight} title={empty}>
              {hint}
            </EmptyState>
          ) : (
            <Table
              caption={header.title}
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
