/** The latest transfers to other banks whose end can still be decided. */

import type { ListedTransfer } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { StepButtons } from '../../components/step-buttons.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

const shown = 5;
const lookedAt = 30;

export function OpenTransfers(): ReactElement {
  const transfers = useRead(
    ['transfers', 'open'],
    (client, options) => client.transfers.list({ limit: lookedAt }, options),
    { everySeconds: 4 },
  );
  return (
    <Card className="overflow-hidden">
      <QueryView query={transfers} skeleton={<TableSkeleton rows={3} columns={2} />}>
        {({ items }) => <List transfers={openOf(items)} />}
      </QueryView>
    </Card>
  );
}

/** Pending ones first: those are what one waits for. */
function openOf(transfers: readonly ListedTransfer[]): readonly ListedTransfer[] {
  const abroad = transfers.filter(({ sessionId }) => sessionId !== null);
  const pending = abroad.filter(({ status }) => status === 'pending');
  return [...pending, ...abroad.filter(({ status }) => status === 'successful')].slice(0, shown);
}

function List({ transfers }: { readonly transfers: readonly ListedTransfer[] }): ReactElement {
  if (transfers.length === 0) return <None />;
  return (
    <ul aria-label="Transfers whose end can be decided" className="divide-y">
      {transfers.map((transfer) => (
        <li key={transfer.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
          <div className="min-w-0 flex-1 basis-44">
            <div className="flex items-center gap-2">
              <Link
                to="/b/$businessId/transfers/$reference"
                params={(current) => ({
                  businessId: current.businessId ?? '',
                  reference: transfer.retrievalReference,
                })}
                className="truncate rounded-sm font-medium hover:text-accent-ink"
              >
                {transfer.receiverName}
              </Link>
              <StatusBadge status={transfer.status} />
            </div>
            <p className="truncate text-sm text-muted">
              <Money kobo={transfer.amount} /> <span className="font-mono text-xs">{transfer.retrievalReference}</span>
            </p>
          </div>
          <StepButtons reference={transfer.retrievalReference} status={transfer.status} />
        </li>
      ))}
    </ul>
  );
}

function None(): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  return (
    <EmptyState
      icon={Send}
      title="No transfer to decide about"
      action={
        may('transfers:create') ? (
          <ButtonLink
            to="/b/$businessId/transfers/new"
            params={{ businessId }}
            search={{ accountNumber: '0000000005' }}
          >
            Send one that is pending for a while
          </ButtonLink>
        ) : undefined
      }
    >
      Send one to another bank. To 0000000005 it is pending for a while, unless you decide first.
    </EmptyState>
  );
}
