/** What is said between us and the partner bank, each message a JSON object that names its kind. */

import { type Static, Type } from 'typebox';
import { patterned } from '../platform/schema.ts';

const SESSION_ID = '^\\d{30}$';
/** Money that has come is not turned away because a number is of another length than ours are. */
const ACCOUNT_NUMBER = '^\\d{1,20}$';
const BANK_CODE = '^\\d{6}$';
const RESPONSE_CODE = '^[0-9A-Za-z]{1,8}$';
const TIME =
  '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$';
/** Up to ₦90 trillion, as everywhere; in digits, since not every JSON parser reads large numbers exactly. */
const AMOUNT = '^[1-9]\\d{0,15}$';

const sessionId = (example = '000013260701091530123456789012') =>
  patterned(SESSION_ID, 'must have 30 digits', { examples: [example] });
const bankCode = () => patterned(BANK_CODE, 'must be a NIP code of 6 digits', { examples: ['000013'] });
const accountNumber = (example: string) => patterned(ACCOUNT_NUMBER, 'must have digits alone', { examples: [example] });
const responseCode = () =>
  patterned(RESPONSE_CODE, 'must be a response code', { examples: ['00'], description: 'As NIP has it.' });
/**
 * May be blank: not every bank says who paid, or what for. Whatever stands in it is taken, and cleaned (`cleanWords`): money
 * that has come is not turned away because of its name.
 */
const words = (example: string) => Type.String({ examples: [example] });

/** What is known of an order of ours: the answer to a question, and a notice. */
const TransferState = {
  responseCode: responseCode(),
  isReversed: Type.Boolean({
    description: 'Whether the money has come back: with 00 after it had arrived, with another code because it had not.',
    examples: [false],
  }),
};

export const NameEnquiryReply = Type.Object({
  type: Type.Literal('name-enquiry.answer'),
  bankCode: bankCode(),
  accountNumber: accountNumber('0117170332'),
  responseCode: responseCode(),
  accountName: Type.Optional(words('ADAEZE OKAFOR')),
  bvn: Type.Optional(Type.String({ maxLength: 20 })),
  kycLevel: Type.Optional(Type.String({ maxLength: 10 })),
});

export const TransferReply = Type.Object({
  type: Type.Literal('transfer.answer'),
  sessionId: sessionId(),
  responseCode: responseCode(),
});

export const StatusReply = Type.Object({
  type: Type.Literal('transfer-status.answer'),
  sessionId: sessionId(),
  ...TransferState,
});

export type StatusReply = Static<typeof StatusReply>;

const Payment = Type.Object(
  {
    accountNumber: accountNumber('9000000015'),
    amountKobo: patterned(AMOUNT, 'must be a positive whole number in digits', { examples: ['450000'] }),
    payer: Type.Object({
      bankCode: bankCode(),
      accountNumber: accountNumber('0117170332'),
      accountName: words('ADAEZE OKAFOR'),
    }),
    narration: words('School fees'),
    paidAt: patterned(TIME, 'must be a time in UTC such as 2026-07-01T08:15:30.000Z', {
      examples: ['2026-07-01T08:15:30.000Z'],
    }),
  },
  { description: 'With `payment.received`.' },
);

export const NoticeBody = Type.Object({
  type: Type.Unsafe<'payment.received' | 'transfer.settled'>({
    type: 'string',
    enum: ['payment.received', 'transfer.settled'],
    examples: ['payment.received'],
  }),
  sessionId: sessionId(),
  payment: Type.Optional(Payment),
  transfer: Type.Optional(Type.Object(TransferState, { description: 'With `transfer.settled`.' })),
});

export type NoticeBody = Static<typeof NoticeBody>;

export const NoticeReceipt = Type.Object({ sessionId: sessionId() });
