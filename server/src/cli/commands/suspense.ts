/** The commands about money that came from other banks for an account number which is nobody's. */

import { isId, type TransactionId } from '../../platform/ids.ts';
import { type Command, done, failed, textOption } from '../command.ts';

const PAYMENT = ['<paymentId>', 'its id (txn_…), as suspense list shows it'] as const;
const EXAMPLE = 'txn_01k2m3n4p5q6r7s8t9v0w1x2y3z4a5';
const NO_PAYMENT = 'That is not the id of a payment (txn_…).';
const MOST = 1000;

export const listSuspense: Command = {
  name: 'suspense list',
  summary: 'List payments for account numbers that are nobody’s, newest first.',
  details:
    'The money is in the institution’s suspense account until it is assigned or refunded. What businesses have in suspense is theirs to decide about.',
  examples: ['suspense list', 'suspense list --json'],
  async run(context) {
    const { inboundPayments } = await context.core();
    const { items, totalCount } = await inboundPayments.unmatched.list({ before: undefined, offset: 0, limit: MOST });
    const lines = items.map(({ id, date, totalAmount, recipientAccountNumber, refundStatus, ...payment }) =>
      [
        id,
        date,
        `${totalAmount} kobo`,
        `for ${recipientAccountNumber}`,
        `from ${payment.payerName} (${payment.payerAccountNumber}, bank ${payment.payerBankCode})`,
        `session ${payment.sessionId}`,
        `refund: ${refundStatus}`,
        payment.reason,
      ].join('  '),
    );
    if (totalCount > items.length) lines.push(`… and ${totalCount - items.length} older ones.`);
    return done(lines.join('\n') || 'No money waits for an account.', { payments: items, totalCount });
  },
};

export const assignSuspense: Command = {
  name: 'suspense assign',
  operands: [PAYMENT],
  options: [['--account <number>', 'the account that it was meant for']],
  summary: 'Credit a payment for a number that is nobody’s to the account it was meant for.',
  details: 'Its business is told by webhook, sees the payment in its list, and can refund it.',
  examples: [`suspense assign ${EXAMPLE} --account 9000000015`],
  async run(context, given) {
    const [id = ''] = given.operands;
    const account = textOption(given, 'account');
    if (!isId('transaction', id)) return failed(NO_PAYMENT);
    if (account === undefined) return failed('Name the account with --account <number>.');
    const { inboundPayments } = await context.core();
    await inboundPayments.unmatched.assign(id as TransactionId, account);
    return done(`Credited ${id} to ${account}.`, { paymentId: id, accountNumber: account });
  },
};

export const refundSuspense: Command = {
  name: 'suspense refund',
  operands: [PAYMENT],
  summary: 'Send a payment for a number that is nobody’s back to whoever paid.',
  details: 'A running server sends it; suspense list shows whether the refund is pending or has failed.',
  examples: [`suspense refund ${EXAMPLE}`],
  async run(context, { operands: [id = ''] }) {
    if (!isId('transaction', id)) return failed(NO_PAYMENT);
    const { inboundPayments } = await context.core();
    const { refundStatus } = await inboundPayments.unmatched.refund(id as TransactionId);
    return done(`The refund of ${id} is ${refundStatus}.`, { paymentId: id, refundStatus });
  },
};
