/** Taking money out of suspense: the business accepts it as it came, or the operator finds whose it is. */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { type Account, UNMATCHED } from '../../ledger/index.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { type BusinessId, type ClientId, type TransactionId, timeOfId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { isRefundable, type Payment, releaseEntries } from '../rules.ts';
import { lockPayment, setReleased } from '../store.ts';
import { type PaymentView, toView } from '../view.ts';
import type { InboundParts } from './parts.ts';
import { requirePayment } from './refund.ts';
import { recordCredit, tellCredited } from './tell.ts';

export interface ReleaseRequest {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly id: TransactionId;
  readonly actor: Actor;
  readonly unit: UnitOfWork;
}

/** To the business's own account. Faults `payment.not_found`, `payment.not_suspended`, `payment.refunded`. */
export async function release(parts: InboundParts, request: ReleaseRequest): Promise<PaymentView> {
  const { businessId, clientId, id, actor, unit } = request;
  const { audit, banks, ledger } = parts;
  return unit(async (transaction) => {
    const { sql } = transaction;
    const payment = await lockSuspended(transaction, businessId, id);
    const account = await ledger.findBusinessAccount(sql, businessId);
    if (account === undefined) throw new Error('a business has an account');
    const details = { accountNumber: account.accountNumber, amount: String(payment.amountKobo) };
    await audit.record(sql, { action: 'inbound-payments.release', clientId, objectId: id, actor, details });
    await move(parts, transaction, payment, account);
    return toView(await requirePayment(sql, businessId, id), banks);
  });
}

/** Faults `payment.not_found`, `payment.not_suspended`, `payment.refunded`, `account.not_found`, `receiver.closed`. */
export async function assign(parts: InboundParts, id: TransactionId, accountNumber: string): Promise<void> {
  await parts.database.transaction(async (transaction) => {
    const { sql } = transaction;
    const payment = await lockSuspended(transaction, UNMATCHED.businessId, id);
    const account = await parts.ledger.findByNumber(sql, accountNumber);
    if (account === undefined) throw new Fault('account.not_found');
    await recordAssigned(parts, sql, payment, account);
    await move(parts, transaction, payment, account);
  });
}

/** The business sees in its own record that the operator has given it money. */
async function recordAssigned(
  { audit, clientOf }: InboundParts,
  sql: Sql,
  { id: objectId, accountNumber: paidTo, amountKobo }: Payment,
  { accountNumber, businessId }: Account,
): Promise<void> {
  const clientId = await clientOf(sql, businessId);
  if (clientId === undefined) throw new Error('an account with a number belongs to a business');
  const details = { businessId, accountNumber, paidTo, amount: String(amountKobo) };
  await audit.record(sql, { action: 'inbound-payments.assign', clientId, objectId, details });
}

async function lockSuspended({ sql }: Transaction, businessId: BusinessId, id: TransactionId): Promise<Payment> {
  const payment = await lockPayment(sql, businessId, id);
  if (payment === undefined) throw new Fault('payment.not_found');
  if (payment.status !== 'suspended') throw new Fault('payment.not_suspended');
  if (!isRefundable(payment)) throw new Fault('payment.refunded');
  return payment;
}

/** What is accepted late costs what it would have cost in time. */
async function move(
  parts: InboundParts,
  transaction: Transaction,
  suspended: Payment,
  account: Account,
): Promise<void> {
  const { ids, ledger, tariff, virtualAccounts } = parts;
  const { sql } = transaction;
  const { amountKobo } = suspended;
  const charges = tariff.chargesFor({ amountKobo, kind: 'inbound', isOwnAccount: false, at: suspended.receivedAt });
  const { businessId, id: accountId } = account;
  // The reference stays that of the account which the payer has paid into, where that was known.
  const virtualAccountRef = suspended.virtualAccountRef ?? (await virtualAccounts.referenceOf(sql, account));
  // A number that was nobody's means nothing to the business.
  const accountNumber = suspended.businessId === businessId ? suspended.accountNumber : account.accountNumber;
  const released = { ...charges, businessId, accountId, accountNumber, virtualAccountRef };
  await setReleased(sql, suspended, released);
  const payment: Payment = { ...suspended, ...released, status: 'released' };
  // An id of its own: the history is in the order in which accounts were credited.
  const transactionId = ids.next('transaction');
  await recordCredit(parts, sql, payment, { account, id: transactionId, at: new Date(timeOfId(transactionId)) });
  const suspense = { businessId: suspended.businessId, id: suspended.accountId };
  const entries = releaseEntries(suspense, account, amountKobo, charges);
  const posted = await ledger.post(sql, { businessId, reference: `release:${suspended.id}`, transactionId, entries });
  if (posted === undefined) throw new Error('a payment is in the ledger that was not released');
  await tellCredited(parts, transaction, payment, account);
}
