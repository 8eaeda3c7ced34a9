/** The life of a transaction as steps. Pure. */

import type { TransactionDetails } from '@interstellas/sdk';
import type { TimelineStep } from '../../ui/timeline.tsx';

export function stepsOf(transaction: TransactionDetails): readonly TimelineStep[] {
  const { direction, createdAt, completedAt, status, entries } = transaction;
  const isImmediate = status === 'successful' && completedAt === createdAt;
  const hold = entries.find(({ kind }) => kind === 'hold');
  const first: TimelineStep = {
    id: 'begun',
    title: direction === 'credit' ? 'Came in' : 'Ordered',
    at: createdAt,
    tone: direction === 'credit' ? 'good' : 'accent',
  };
  if (direction === 'credit' && isImmediate) return [first];
  const held: readonly TimelineStep[] =
    hold === undefined
      ? []
      : [{ id: 'held', title: 'Set aside', detail: 'Debited, and on its way.', at: hold.createdAt, tone: 'info' }];
  return [first, ...held, lastOf(transaction)];
}

function lastOf({ status, completedAt, reason }: TransactionDetails): TimelineStep {
  const why = reason === null ? {} : { detail: reason };
  switch (status) {
    case 'pending':
      return { id: 'pending', title: 'Waiting for the other bank', detail: 'It is asked until it says for certain.' };
    case 'successful':
      return { id: 'done', title: 'Arrived', at: completedAt, tone: 'good' };
    case 'failed':
      return { id: 'done', title: 'Failed, and returned', ...why, at: completedAt, tone: 'bad' };
    default:
      return { id: 'done', title: 'Reversed', ...why, at: completedAt, tone: 'warn' };
  }
}
