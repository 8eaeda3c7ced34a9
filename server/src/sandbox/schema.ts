/** The wire shapes of what only a sandbox has. */

import { type Static, Type } from 'typebox';
import { amount, id, nullable, patterned, text, timestamp, toKobo } from '../platform/schema.ts';
import type { CaughtLetter } from './catcher.ts';
import type { PaymentWish } from './simulated-rail.ts';

export const LetterQuery = Type.Object({
  to: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 254,
      description: 'Only letters to this address.',
      examples: ['ngozi@example.com'],
    }),
  ),
});

export const LetterItem = Type.Object({
  id: id('letter'),
  to: Type.String({ examples: ['ngozi@example.com'] }),
  subject: Type.String({ examples: ['Confirm your e-mail address'] }),
  text: Type.String({ examples: ['Your code is 123456.'] }),
  sentAt: timestamp('When it was caught.'),
});

export function toLetterItem({ id, to, subject, text, sentAt }: CaughtLetter) {
  return { id, to, subject, text, sentAt: sentAt.toISOString() };
}

const accountNumber = (description: string, example: string) =>
  patterned('^\\d{10}$', 'must have ten digits', { description, examples: [example] });
const sessionId = (description: string) =>
  patterned('^\\d{30}$', 'must have 30 digits', { description, examples: ['000013260701091530123456789012'] });

export const PaymentBody = Type.Object({
  accountNumber: accountNumber(
    'An account of the business; a number that nobody has shows what becomes of money for one that does not exist.',
    '9000000015',
  ),
  amount: amount('In kobo, up to ₦1 billion: an integer, or the same digits as a string.'),
  payerName: Type.Optional(
    text({ maxLength: 100, description: 'Without it whoever has the account.', examples: ['ADAEZE OKAFOR'] }),
  ),
  payerAccountNumber: Type.Optional(accountNumber('Without it `0117170332`.', '0117170332')),
  payerBankCode: Type.Optional(
    patterned('^\\d{3,6}$', 'must have three to six digits', {
      description: 'As `GET /clients/business/banks` names it; without it `058`.',
      examples: ['058'],
    }),
  ),
  narration: Type.Optional(text({ maxLength: 100, examples: ['School fees'] })),
  delaySeconds: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 86_400, description: 'When it arrives; without it at once.', examples: [0] }),
  ),
  copies: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 5, description: 'How often it is delivered at that moment.', examples: [2] }),
  ),
  sessionId: Type.Optional(
    sessionId('Names the payment: one that was delivered before moves nothing. Without it a new one is made.'),
  ),
});

export const SimulatedPaymentData = Type.Object({
  sessionId: sessionId('Of the bank that paid.'),
  accountNumber: accountNumber('Who was paid.', '9000000015'),
  amount: Type.Integer({ description: 'In kobo.', examples: [450_000] }),
  outcome: Type.Union(
    [Type.Literal('credited'), Type.Literal('suspended'), Type.Literal('unmatched'), Type.Literal('scheduled')],
    {
      description:
        '`credited`: on the account. `suspended`: kept apart, as `GET /clients/business/virtual-account` shows. `unmatched`: with the institution, since no account has the number. `scheduled`: it arrives later.',
      examples: ['credited'],
    },
  ),
});

export const StepParams = Type.Object({
  reference: text({ maxLength: 100, description: 'The `retrievalReference`.', examples: ['order-20417'] }),
});

export const StepBody = Type.Object({
  outcome: Type.Unsafe<'settle' | 'fail' | 'reverse'>({
    type: 'string',
    enum: ['settle', 'fail', 'reverse'],
    description: 'How the transfer is to end: a pending one is settled or failed, a successful one reversed.',
    examples: ['settle'],
  }),
});

export const SteppedTransferData = Type.Object({
  retrievalReference: Type.String({ examples: ['order-20417'] }),
  sessionId: nullable(sessionId('Ours.'), 'Null within this bank.'),
  status: Type.Union(
    [Type.Literal('pending'), Type.Literal('successful'), Type.Literal('failed'), Type.Literal('reversed')],
    { examples: ['successful'] },
  ),
  responseCode: nullable(Type.String({ examples: ['00'] }), 'Of NIP, once there was an answer.'),
  reason: nullable(Type.String({ examples: ['No action taken'] }), 'Why it failed or was reversed.'),
});

const DEFAULT_PAYER = { payerBankCode: '058', payerAccountNumber: '0117170332' };

export function toWish(body: Static<typeof PaymentBody>): PaymentWish {
  const { amount: wanted, payerName, narration = '', delaySeconds = 0, copies = 1, sessionId: name, ...rest } = body;
  return {
    ...DEFAULT_PAYER,
    ...rest,
    amountKobo: toKobo(wanted),
    payerName,
    narration,
    delaySeconds,
    copies,
    sessionId: name,
  };
}
