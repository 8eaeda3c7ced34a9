/** Accepts a payment as it came, after saying where it goes. */

import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Money } from '../../ui/money.tsx';
import type { DecisionDialogProps } from './refund-dialog.tsx';

export function ReleaseDialog({ payment, open, onOpenChange }: DecisionDialogProps): ReactElement {
  const business = useBusiness();
  const key = useSubmitKey();
  const release = useAction({
    act: () => business.client.inboundPayments.release(payment.transactionId, { idempotencyKey: key.current() }),
    done: 'The payment is released to your account',
    invalidates: ['inbound-payments', 'transactions', 'account'].map((noun) => businessKey(business.id, noun)),
    onSuccess() {
      key.renew();
      onOpenChange(false);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      tone="plain"
      title="Release the payment"
      description={
        <>
          You accept <Money kobo={payment.totalAmount} className="font-medium text-ink" /> as it came.
        </>
      }
      confirm="Release it"
      busy={release.isPending}
      onConfirm={() => release.mutate()}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-5 marker:text-faint">
        <li>It goes to the account of your business, not to the one that was paid into.</li>
        <li>It costs what an inbound payment costs, and your webhook is told payment.received.</li>
        <li>It can still be refunded afterwards, from your account.</li>
      </ul>
    </ConfirmDialog>
  );
}
