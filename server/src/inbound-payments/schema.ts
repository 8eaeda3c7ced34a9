/** The wire shapes of inbound payments. */

import { Type } from 'typebox';
import { id, nullable, patterned, text, timestamp } from '../platform/schema.ts';
import { PAYMENT_STATUSES, REFUND_STATUSES, SUSPENSE_REASONS } from './rules.ts';

const choice = <const Value extends string>(values: readonly Value[], description: string, example: Value) =>
  Type.Unsafe<Value>({ type: 'string', enum: [...values], description, examples: [example] });

const words = (description: string, example: string) => Type.String({ description, examples: [example] });

const status = choice(
  PAYMENT_STATUSES,
  '`credited` to the account; `suspended`, until it is released or refunded; `released` from suspense into an account.',
  'credited',
);
const refundStatus = choice(
  REFUND_STATUSES,
  'How far the money is on its way back. After `failed` it can be refunded anew.',
  'none',
);

export const InboundPayment = Type.Object({
  id: id('transaction', { description: 'The same as `transactionId`.' }),
  recipientAccountNumber: words('The account that was paid into.', '9000000015'),
  transactionId: id('transaction'),
  amount: words('In kobo: what was credited, or is in suspense.', '440000'),
  transactionCharge: words('In kobo, taken out of what was paid; nothing while it is in suspense.', '10000'),
  totalAmount: words('In kobo: what was paid.', '450000'),
  payerAccountNumber: words('Who paid.', '0117170332'),
  reason: words("The payer's narration.", 'Invoice 20417'),
  date: timestamp('When it came.'),
  refundStatus,
  status,
  suspenseReason: nullable(
    choice(SUSPENSE_REASONS, 'Why it went into suspense.', 'underpaid'),
    'Null when it was credited at once.',
  ),
  virtualAccountRef: nullable(
    words('Your `reference` or `refCode` of the virtual account.', 'inv-20417'),
    'Null when it is no virtual account.',
  ),
  payerName: words('As his bank gives it.', 'ADAEZE OKAFOR'),
  payerBankCode: words('As `GET /clients/business/banks` names it.', '058'),
  sessionId: words('Of the way between banks: 30 digits.', '000013260701091530123456789012'),
  refundTransactionId: nullable(
    id('transaction', { description: 'The transaction of the latest refund.' }),
    'Null when none was tried.',
  ),
  refundFailure: nullable(
    words('Why the latest refund failed.', 'Beneficiary bank not available'),
    'Null when it has not.',
  ),
});

export const PaymentPath = Type.Object({
  transactionId: id('transaction', { description: 'The payment.' }),
});

export const RefundBody = Type.Object({
  narration: Type.Optional(text({ maxLength: 100, description: 'Shown to the payer.', examples: ['Refund of 20417'] })),
});

const moment = (description: string) =>
  patterned(
    '^\\d{4}-[01]\\d-[0-3]\\d(?:T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-][0-2]\\d:[0-5]\\d))?$',
    'must be a moment in ISO 8601, such as 2026-07-01 or 2026-07-01T08:15:30Z',
    { description, examples: ['2026-07-01T00:00:00Z'], maxLength: 40 },
  );

export const PaymentQuery = Type.Object({
  status: Type.Optional(choice(PAYMENT_STATUSES, 'Only those of this status.', 'credited')),
  refundStatus: Type.Optional(choice(REFUND_STATUSES, 'Only those of this refund status.', 'none')),
  accountNumber: Type.Optional(
    patterned('^\\d{10}$', 'must have ten digits', { description: 'Only those into this account.' }),
  ),
  sessionId: Type.Optional(
    patterned('^\\d{30}$', 'must have 30 digits', { description: 'Only the one of this session id.' }),
  ),
  from: Type.Optional(moment('Only those of this moment and later, ISO 8601.')),
  to: Type.Optional(moment('Only those before this moment, ISO 8601.')),
});
