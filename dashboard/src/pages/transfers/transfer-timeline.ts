/** The states of a transfer as steps in time. Pure. */

import type { Transfer } from '@interstellas/sdk';
import { formatMoney } from '../../lib/money.ts';
import type { TimelineStep } from '../../ui/timeline.tsx';

export function timelineOf(transfer: Transfer): readonly TimelineStep[] {
  const { createdAt, totalAmount, payerAccountNumber } = transfer;
  const ordered: TimelineStep = {
    id: 'ordered',
    title: 'Ordered',
    detail: `${formatMoney(totalAmount)} debited from ${payerAccountNumber}.`,
    at: createdAt,
    tone: 'accent',
  };
  return [ordered, lastStep(transfer)];
}

function lastStep({ status, completedAt, totalAmount, reason, sessionId }: Transfer): TimelineStep {
  const because = reason === null ? '' : `${reason}. `;
  switch (status) {
    case 'pending':
      return {
        id: 'pending',
        title: 'Waiting for the other bank',
        detail:
          'Nobody knows yet whether it has arrived. The bank is asked until it says for certain; do not send it anew.',
      };
    case 'successful':
      return {
        id: 'successful',
        title: 'Successful',
        detail: sessionId === null ? 'The receiver has it, within this bank.' : 'The receiver’s bank has it.',
        at: completedAt,
        tone: 'good',
      };
    case 'failed':
      return {
        id: 'failed',
        title: 'Failed',
        detail: `${because}It never arrived. ${formatMoney(totalAmount)} went back, charges included.`,
        at: completedAt,
        tone: 'bad',
      };
    case 'reversed':
      return {
        id: 'reversed',
        title: 'Reversed',
        detail: `${because}It had arrived and was returned. ${formatMoney(totalAmount)} went back, charges included.`,
        at: completedAt,
        tone: 'info',
      };
  }
}
