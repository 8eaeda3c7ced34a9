/** The payments that came into an account from other banks, those in suspense among them. */

import { useNavigate } from '@tanstack/react-router';
import { ArrowDownToLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { paymentColumns } from '../../components/payment-columns.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePages } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, CardHeader } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export interface ReceivedProps {
  readonly accountNumber: string;
  readonly isActive: boolean;
}

export function Received({ accountNumber, isActive }: ReceivedProps): ReactElement {
  const { id: businessId } = useBusiness();
  const navigate = useNavigate();
  const payments = usePages(
    ['inbound-payments', 'list', { accountNumber }],
    (client, page, options) => client.inboundPayments.list({ accountNumber, ...page }, options),
    { everySeconds: 10, limit: 10 },
  );
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Payments received" description="From other banks, credited or in suspense." className="pb-2" />
      <DataTable
        bare
        caption="Payments received"
        columns={paymentColumns}
        pages={payments}
        rowKey={({ id }) => id}
        onOpen={({ transactionId }) =>
          void navigate({
            to: '/b/$businessId/inbound-payments/$transactionId',
            params: { businessId, transactionId },
          })
        }
        empty={<NothingCame isActive={isActive} />}
      />
    </Card>
  );
}

function NothingCame({ isActive }: { readonly isActive: boolean }): ReactElement {
  const { id: businessId } = useBusiness();
  const isSandbox = useAbout()?.environment === 'sandbox';
  return (
    <EmptyState
      icon={ArrowDownToLine}
      title={isActive ? 'Nothing came yet' : 'Nothing came'}
      className="py-10"
      action={
        isActive && isSandbox ? (
          <ButtonLink to="/b/$businessId/sandbox" params={{ businessId }}>
            Simulate a payment
          </ButtonLink>
        ) : undefined
      }
    >
      {isActive
        ? 'Hand out the number. As soon as somebody pays, it stands here.'
        : 'The account ended before anybody paid.'}
    </EmptyState>
  );
}
