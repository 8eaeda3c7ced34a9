/** The shapes of transfers on the wire. */

import { type Static, Type } from 'typebox';
import { amount, id, nullable, patterned, text, timestamp, toKobo } from '../platform/schema.ts';
import { totalOf } from '../tariff/index.ts';
import { moment } from '../transactions/index.ts';
import type { BulkResult } from './operations/bulk.ts';
import type { OrderLine, TransferLine } from './operations/funds.ts';
import type { Sent } from './operations/transfers.ts';
import type { Transfer } from './order.ts';

const BULK_MAX = 1000;

const accountNumber = (description: string, example = '0123456789') =>
  patterned('^\\d{10}$', 'must have ten digits', { description, examples: [example] });

/**
 * A client that used what our own references begin with would stop a refund or a scheduled payout. And it could never ask for
 * what dots name: they are taken out of a path before it is sent, also when they are percent-encoded.
 */
export const clientReference = (example: string, what = 'transfer') =>
  patterned(
    '^(?!refund:|payout:|\\.{1,2}$)(?=.*\\S)[^\\p{Cc}\\p{Cs}]*$',
    'must not be `.` or `..`, which cannot stand in a path, nor begin with `refund:` or `payout:`, which are ours, nor be blank or hold control characters',
    {
      minLength: 1,
      maxLength: 100,
      description: `Yours, of one ${what} for ever: the same request again gives what has become of the first. Not \`.\` or \`..\`, which cannot stand in a path, and nothing that begins with \`refund:\` or \`payout:\`.`,
      examples: [example],
    },
  );

const Reference = clientReference('order-20417');
const Narration = text({ maxLength: 100, description: 'Shown to both sides.', examples: ['Order 20417'] });

const destination = {
  amount: amount(),
  receiverAccountNumber: accountNumber('Who is paid.'),
  receiverBankCode: patterned('^\\d{3,6}$', 'must have three to six digits', {
    description: 'The bank of the receiver, as `GET /clients/business/banks` names it.',
    examples: ['044'],
  }),
  retrievalReference: Reference,
  narration: Narration,
};

export const VirtualTransferBody = Type.Object({
  ...destination,
  payerAccountNumber: accountNumber('The virtual account that pays.', '9000000015'),
});

export const TransferBody = Type.Object({
  ...destination,
  payerAccountNumber: Type.Optional(
    accountNumber("The account of a customer that pays. Without it the business's own account pays.", '9000000015'),
  ),
});

export const AnonymousTransferBody = Type.Object(destination);

export const WithdrawalBody = Type.Object({
  amount: amount(),
  payerAccountNumber: accountNumber('The account of the customer who is debited.', '9000000015'),
  retrievalReference: Reference,
  narration: Narration,
});

export const BulkBody = Type.Object({
  payerAccountNumber: Type.Optional(
    accountNumber("An account of the business that pays. Without it the business's own account pays.", '9000000015'),
  ),
  transfers: Type.Array(Type.Object(destination), { minItems: 1, maxItems: BULK_MAX }),
});

export const ChargesBody = Type.Object({ amount: amount() });

export const BulkChargesBody = Type.Object({
  amounts: Type.Array(amount(), { minItems: 1, maxItems: BULK_MAX, description: 'One for each transfer.' }),
});

export const TransferParams = Type.Object({
  retrievalReference: text({ maxLength: 100, description: 'Of the transfer.', examples: ['order-20417'] }),
});

const Status = Type.Unsafe<Transfer['status']>({
  type: 'string',
  enum: ['pending', 'successful', 'failed', 'reversed'],
  description: 'Only those in this state.',
});

export const TransferQuery = Type.Object({
  status: Type.Optional(Status),
  retrievalReference: Type.Optional(text({ maxLength: 100, description: 'Only the one of this reference.' })),
  from: Type.Optional(moment('The first day, or moment, that is wanted.')),
  to: Type.Optional(moment('The first day, or moment, that is no longer wanted.')),
});

const digits = (description: string, example: string) => Type.String({ description, examples: [example] });

const cost = {
  amount: digits('In kobo, as digits.', '450000'),
  transactionCharge: digits('What it costs in all: fee, VAT and stamp duty.', '1075'),
  totalAmount: digits('Amount and charge together: what the payer is debited.', '451075'),
  fee: digits('Of the institution.', '1000'),
  vat: digits('On the fee.', '75'),
  stampDuty: digits('Of the state.', '0'),
};

export const Charges = Type.Object(cost);

export const BulkCharges = Type.Object({
  amount: digits('Of all transfers together, in kobo, as digits.', '900000'),
  transactionCharge: digits('What they cost in all: fees, VAT and stamp duty.', '2150'),
  totalAmount: digits('Amounts and charges together: what the payer is debited.', '902150'),
  fee: digits('Of the institution.', '2000'),
  vat: digits('On the fees.', '150'),
  stampDuty: digits('Of the state.', '0'),
});

const transfer = {
  ...cost,
  status: Type.Union(
    [Type.Literal('pending'), Type.Literal('successful'), Type.Literal('failed'), Type.Literal('reversed')],
    {
      description:
        '`pending`: debited, and on its way. `failed` and `reversed`: the payer has his money back, charges included. Only `pending` changes by itself; a `successful` one rarely becomes `reversed`.',
      examples: ['pending'],
    },
  ),
  reference: id('transaction', { description: 'Ours.' }),
  retrievalReference: Type.String({ description: 'Yours.', examples: ['order-20417'] }),
  sessionId: nullable(
    Type.String({ examples: ['090286260701091530000000000001'] }),
    'What the other bank knows the transfer by; null within this bank.',
  ),
  payerAccountNumber: Type.String({ examples: ['9000000015'] }),
  receiverAccountNumber: Type.String({ examples: ['0123456789'] }),
  receiverBankCode: Type.String({ examples: ['044'] }),
  receiverName: Type.String({ description: "As the receiver's bank gives it.", examples: ['NGOZI BELLO'] }),
  narration: Type.String({ examples: ['Order 20417'] }),
  responseCode: nullable(Type.String({ examples: ['00'] }), 'Of NIP, once there was an answer.'),
  reason: nullable(Type.String({ examples: ['Dormant account'] }), 'Why it failed or was reversed.'),
  createdAt: timestamp('When it was ordered.'),
  completedAt: nullable(timestamp('When its state last became final.'), 'Null while it is pending.'),
};

export const SentTransfer = Type.Object(transfer);

export const TransferItem = Type.Object({
  id: id('transaction', { description: 'Of the transaction, the same as `reference`.' }),
  kind: Type.Unsafe<Transfer['kind']>({
    type: 'string',
    enum: ['transfer', 'withdrawal', 'payout', 'refund'],
    description: 'What it is.',
    examples: ['transfer'],
  }),
  ...transfer,
});

export const BulkResults = Type.Object({
  results: Type.Array(
    Type.Object({
      retrievalReference: Type.String({ examples: ['order-20417'] }),
      status: nullable(Type.String({ examples: ['pending'] }), 'Of the transfer; null when it was refused.'),
      code: nullable(Type.String({ examples: ['receiver.not_found'] }), 'Why it was refused; null when it was not.'),
      message: Type.String({ examples: ['Transfer successful'] }),
      transfer: nullable(SentTransfer, 'Null when it was refused.'),
    }),
    { description: 'One for each of the request, in its order.' },
  ),
});

export function toOrderLine(body: Static<typeof WithdrawalBody> | Static<typeof AnonymousTransferBody>): OrderLine {
  const { amount: kobo, retrievalReference, narration } = body;
  return { amountKobo: toKobo(kobo), retrievalReference, narration };
}

export function toLine(body: Static<typeof AnonymousTransferBody>): TransferLine {
  const { receiverAccountNumber, receiverBankCode } = body;
  return { ...toOrderLine(body), receiverAccountNumber, receiverBankCode };
}

type Costs = Pick<Transfer, 'amountKobo' | 'feeKobo' | 'vatKobo' | 'stampDutyKobo'>;

export function toCharges(costs: Costs): Static<typeof Charges> {
  const chargeKobo = totalOf(costs);
  return {
    amount: String(costs.amountKobo),
    transactionCharge: String(chargeKobo),
    totalAmount: String(costs.amountKobo + chargeKobo),
    fee: String(costs.feeKobo),
    vat: String(costs.vatKobo),
    stampDuty: String(costs.stampDutyKobo),
  };
}

export function toTransfer(transfer: Transfer): Static<typeof SentTransfer> {
  return {
    ...toCharges(transfer),
    status: transfer.status,
    reference: transfer.id,
    retrievalReference: transfer.reference,
    sessionId: transfer.sessionId,
    payerAccountNumber: transfer.payerAccountNumber,
    receiverAccountNumber: transfer.receiverAccountNumber,
    receiverBankCode: transfer.receiverBankCode,
    receiverName: transfer.receiverName,
    narration: transfer.narration,
    responseCode: transfer.responseCode,
    reason: transfer.reason,
    createdAt: transfer.createdAt.toISOString(),
    completedAt: transfer.completedAt?.toISOString() ?? null,
  };
}

export function toItem(listed: Transfer): Static<typeof TransferItem> {
  return { id: listed.id, kind: listed.kind, ...toTransfer(listed) };
}

/** The answer to an order, which says when it is not the first. */
export function toAnswer(call: { answerHeader(name: string, value: string): void }, sent: Sent) {
  if (sent.isReplay) call.answerHeader('Idempotency-Replayed', 'true');
  return toTransfer(sent);
}

export function toBulkResult(result: BulkResult) {
  const { retrievalReference, transfer, code, message } = result;
  return {
    retrievalReference,
    status: transfer?.status ?? null,
    code: code ?? null,
    message,
    transfer: transfer === undefined ? null : toTransfer(transfer),
  };
}
