/** The life of an inbound payment as steps, its refund among them. Pure. */

import type { InboundPayment, TransactionDetails } from '@interstellas/sdk';
import { suspenseWords } from '../../components/suspense-words.ts';
import type { TimelineStep } from '../../ui/timeline.tsx';

export interface Known {
  readonly payment: InboundPayment;
  /** The transaction of the latest refund, where there is one. */
  readonly refund: TransactionDetails | undefined;
  /** When it was released, where it was. */
  readonly releasedAt: string | undefined;
}

export function stepsOf({ payment, refund, releasedAt }: Known): readonly TimelineStep[] {
  return [...arrival(payment), ...release(payment, releasedAt), ...refunding(payment, refund)];
}

function arrival({ date, suspenseReason }: InboundPayment): readonly TimelineStep[] {
  if (suspenseReason === null) return [{ id: 'came', title: 'Came, and was credited', at: date, tone: 'good' }];
  const { short } = suspenseWords[suspenseReason];
  return [{ id: 'came', title: 'Came, and went into suspense', detail: short, at: date, tone: 'warn' }];
}

function release({ status, suspenseReason, refundStatus }: InboundPayment, at?: string): readonly TimelineStep[] {
  if (status === 'released') {
    const title = suspenseReason === 'account-unknown' ? 'Assigned to you' : 'Released';
    return [{ id: 'released', title, tone: 'good', ...(at !== undefined && { at }) }];
  }
  const isWaiting = status === 'suspended' && refundStatus === 'none';
  return isWaiting ? [{ id: 'waits', title: 'Waits for you', detail: 'Refund it, or release it.' }] : [];
}

function refunding(payment: InboundPayment, refund: TransactionDetails | undefined): readonly TimelineStep[] {
  const { refundStatus, refundFailure } = payment;
  if (refundStatus === 'none') return [];
  const ordered: TimelineStep = {
    id: 'refund',
    title: 'Refund ordered',
    tone: 'accent',
    ...(refund && { at: refund.createdAt, detail: refund.narration }),
  };
  const at = refund?.completedAt ?? null;
  switch (refundStatus) {
    case 'pending':
      return [
        ordered,
        { id: 'end', title: 'Waiting for the payer’s bank', detail: 'It is asked until it says for certain.' },
      ];
    case 'refunded':
      return [ordered, { id: 'end', title: 'Refunded', at, tone: 'good' }];
    default:
      return [ordered, { id: 'end', title: 'Refund failed', detail: refundFailure ?? '', at, tone: 'bad' }];
  }
}
