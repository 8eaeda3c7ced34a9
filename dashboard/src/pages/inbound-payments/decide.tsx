/** What the business decides about a payment, once: to send it back, or to accept it as it came. */

import type { InboundPayment } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Button } from '../../ui/button.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';

export function isRefundable({ refundStatus }: InboundPayment): boolean {
  return refundStatus === 'none' || refundStatus === 'failed';
}

export function Decide({ payment }: { readonly payment: InboundPayment }): ReactElement | null {
  const { may } = usePermissions();
  const [open, setOpen] = useState<'refund' | 'release'>();
  const isWaiting = isRefundable(payment);
  const close = (isOpen: boolean): void => (isOpen ? undefined : setOpen(undefined));
  if (!may('refunds:create')) return null;
  return (
    <>
      {isWaiting ? <Button onClick={() => setOpen('refund')}>Refund</Button> : null}
      {isWaiting && payment.status === 'suspended' ? (
        <Button variant="primary" onClick={() => setOpen('release')}>
          Release
        </Button>
      ) : null}
      <RefundDialog payment={payment} open={open === 'refund'} onOpenChange={close} />
      <ReleaseDialog payment={payment} open={open === 'release'} onOpenChange={close} />
    </>
  );
}
