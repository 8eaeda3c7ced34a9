/** How far a payment in suspense is on its way back. */

import type { InboundPayment } from '@interstellas/sdk';
import { RefundBadge } from '../../components/payment-columns.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/table.tsx';

export const refundColumn: Column<InboundPayment> = {
  id: 'refund',
  header: 'Status',
  cell: ({ refundStatus }) =>
    refundStatus === 'none' ? (
      <Badge dot tone="warn">
        Waits for you
      </Badge>
    ) : (
      <RefundBadge refundStatus={refundStatus} />
    ),
};
