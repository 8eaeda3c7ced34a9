/**
 * Sending a payment back to whoever paid: the whole amount, free of charge, from where the money is. At most one attempt
 * is under way or has succeeded at any time, since the transaction that sets the money aside also claims the payment.
 */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { UNMATCHED } from '../../ledger/index.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { BusinessId, ClientId, TransactionId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Order, Settled } from '../../transfers/index.ts';
import { isRefundable, type Payment, refundReference } from '../rules.ts';
import { beginRefund, endRefund, findPayment, lockPayment } from '../store.ts';
import { type PaymentView, toView } from '../view.ts';
import type { InboundParts } from './parts.ts';

export interface RefundRequest {
  readonly businessId: BusinessId;
  readonly id: TransactionId;
  /** Shown to the payer. */
  readonly narration: string | undefined;
  readonly unit: UnitOfWork;
  /** Absent when the operator does it at the command line. */
  readonly by?: { readonly clientId: ClientId; readonly actor?: Actor };
}

/** What he does with money that is nobody's is in a record of its own: it belongs into no client account's. */
const BY_OPERATOR: NonNullable<RefundRequest['by']> = { clientId: 'institution' as ClientId };

/** What is kept of a request that was answered, for when it is repeated. */
interface Stored {
  readonly result: unknown;
  readonly answer: PaymentView;
}

/** Breaks off an order when its request turns out to repeat one that was answered before. */
class Repeated extends Error {
  readonly answer: PaymentView;

  constructor(answer: PaymentView) {
    super('the request was answered before');
    this.answer = answer;
  }
}

export async function refund(parts: InboundParts, request: RefundRequest): Promise<PaymentView> {
  const { banks, database, transfers } = parts;
  const { businessId, id } = request;
  const payment = await requirePayment(database.sql, businessId, id);
  let isBegun = false;
  const order = await draw(parts, request, payment, () => {
    isBegun = true;
  });
  let answer: PaymentView | undefined;
  const unit: UnitOfWork = async (work) => {
    const stored = await request.unit(async (transaction) => {
      isBegun = false;
      const result = await work(transaction);
      // Somebody else has made this attempt: what he did must not be kept as the answer to this request.
      if (!isBegun) throw new Fault('payment.refunded');
      return { result, answer: toView(await requirePayment(transaction.sql, businessId, id), banks) };
    });
    // Nothing was begun by this one: what it would give back was stored by an earlier one, whose answer it was.
    if (!isBegun) throw new Repeated(stored.answer);
    answer = stored.answer;
    return stored.result;
  };
  try {
    await transfers.send({ ...order, reference: refundReference(payment) }, unit);
  } catch (error) {
    if (error instanceof Repeated) return error.answer;
    if (!isTaken(error)) throw error;
  }
  // The attempt was made a moment before: by somebody else, unless an answer to this very request is stored.
  return answer ?? (await request.unit<Stored>(() => Promise.reject(new Fault('payment.refunded')))).answer;
}

/** Whether another attempt has the reference, with other words for the payer. */
function isTaken(error: unknown): boolean {
  return error instanceof Fault && error.code === 'transfer.reference_conflict';
}

async function draw(
  parts: InboundParts,
  { businessId, narration, by = BY_OPERATOR }: RefundRequest,
  payment: Payment,
  onBegun: () => void,
): Promise<Omit<Order, 'reference'>> {
  const { audit, banks } = parts;
  const bank = banks.find(payment.payerNipCode);
  return {
    businessId,
    kind: 'refund',
    payer: await debited(parts, payment),
    receiver: {
      accountNumber: payment.payerAccountNumber,
      bankCode: bank?.code ?? payment.payerNipCode,
      ...(bank === banks.own || payment.payerName.trim() === '' ? {} : { resolved: payerOf(payment, bank) }),
    },
    amountKobo: payment.amountKobo,
    narration: narration ?? 'Refund',
    isAnonymous: false,
    isCharged: false,
    alongside: async ({ sql }, refundId) => {
      const locked = await lockPayment(sql, businessId, payment.id);
      // Released or refunded since it was looked at: what was drawn may be from the wrong account.
      if (locked === undefined || !isRefundable(locked) || locked.accountId !== payment.accountId)
        throw new Fault('payment.refunded');
      await beginRefund(sql, locked, refundId);
      onBegun();
      const details = { businessId, refundId, amount: String(payment.amountKobo) };
      await audit.record(sql, { ...by, action: 'inbound-payments.refund', objectId: payment.id, details });
    },
  };
}

/** The account that the money is on, as the payer is shown it. */
async function debited({ banks, database: { sql }, ledger }: InboundParts, payment: Payment): Promise<Order['payer']> {
  const { businessId, accountNumber, accountId, status } = payment;
  const account = { businessId, id: accountId };
  const named = await ledger.findByNumber(sql, accountNumber);
  // In suspense, which has neither a number nor a holder: it is the account that he has paid into.
  if (status === 'suspended') return { account, accountNumber, accountName: named?.accountName ?? banks.own.name };
  const holding = named?.id === accountId ? named : await ledger.findBusinessAccount(sql, businessId);
  if (holding?.id !== accountId) throw new Error('a payment was credited to an account that is not there');
  return { account, accountNumber: holding.accountNumber, accountName: holding.accountName };
}

/** The account that paid is there and who holds it is known: the bank need not be asked, nor be one that clients may choose. */
function payerOf(
  { payerAccountNumber: accountNumber, payerName: accountName, payerNipCode: nipCode }: Payment,
  bank = { name: nipCode, code: nipCode, nipCode },
) {
  return { bank, accountNumber, accountName, own: undefined };
}

/** Takes note of how an attempt has ended; what is reversed after it had arrived has failed as well. */
export async function settleRefund({ sql }: Transaction, settled: Settled): Promise<void> {
  const { businessId, transactionId: refundId, reason } = settled;
  const status = settled.status === 'successful' ? 'refunded' : 'failed';
  if (!(await endRefund(sql, { businessId, refundId, status, reason }))) throw new Error('a refund is of no payment');
}

/** Fault `payment.not_found`. */
export async function requirePayment(sql: Sql, businessId: BusinessId, id: TransactionId): Promise<Payment> {
  const payment = await findPayment(sql, businessId, id);
  if (payment === undefined) throw new Fault('payment.not_found');
  return payment;
}

/** Whose payments nobody's account has the number of. */
export const NOBODY: BusinessId = UNMATCHED.businessId;
