/** What transfers rest on: the entries of each step, what may follow on what, and how long the rail is left in peace. */

import { type AccountRef, type Entry, institutionAccount } from '../ledger/index.ts';
import { meaningOf, type RailStatus } from '../rail/index.ts';
import { type Charges, totalOf } from '../tariff/index.ts';
import type { TransactionStatus } from '../transactions/index.ts';
import type { EventType } from '../webhooks/index.ts';
import type { Order, OrderKind, Transfer } from './order.ts';

export interface Cost extends Charges {
  readonly amountKobo: bigint;
}

/** Each charge into the account that it belongs to. */
function chargeEntries(payer: AccountRef, { feeKobo, vatKobo, stampDutyKobo }: Charges): Entry[] {
  return [
    { account: institutionAccount('fees', payer), amountKobo: feeKobo },
    { account: institutionAccount('vat', payer), amountKobo: vatKobo },
    { account: institutionAccount('stamp-duty', payer), amountKobo: stampDutyKobo },
  ].filter(({ amountKobo }) => amountKobo > 0n);
}

/** From one of our accounts to another, at once. */
export function bookEntries(payer: AccountRef, receiver: AccountRef, cost: Cost): Entry[] {
  return [
    { account: payer, amountKobo: -cost.amountKobo - totalOf(cost) },
    { account: receiver, amountKobo: cost.amountKobo },
    ...chargeEntries(payer, cost),
  ];
}

/** What is set aside while it is on its way. */
export function holdEntries(payer: AccountRef, cost: Cost): Entry[] {
  const totalKobo = cost.amountKobo + totalOf(cost);
  return [
    { account: payer, amountKobo: -totalKobo },
    { account: institutionAccount('clearing', payer), amountKobo: totalKobo },
  ];
}

/** Where that goes once it has arrived. */
export function arrivalEntries(payer: AccountRef, cost: Cost): Entry[] {
  return [
    { account: institutionAccount('settlement', payer), amountKobo: cost.amountKobo },
    ...chargeEntries(payer, cost),
  ];
}

/**
 * Where a transfer goes from here when the rail says this; undefined when it stays. Money that was returned before we
 * knew that it had arrived never left, as far as our books are concerned.
 */
export function nextStatus(
  status: TransactionStatus,
  said: RailStatus['state'],
): Exclude<TransactionStatus, 'pending'> | undefined {
  if (status === 'pending' && said === 'successful') return 'successful';
  if (status === 'pending' && (said === 'failed' || said === 'reversed')) return 'failed';
  if (status === 'successful' && said === 'reversed') return 'reversed';
  return undefined;
}

/** Whether the rail says the opposite of what it said before: a person must look at it, since money may be missing. */
export function isContradiction(status: TransactionStatus, said: RailStatus['state']): boolean {
  return (status === 'failed' && said === 'successful') || (status === 'successful' && said === 'failed');
}

/** Why a transfer did not stay successful, in words; null when it did. */
export function reasonOf(status: TransactionStatus, { state, responseCode }: RailStatus): string | null {
  if (status === 'successful') return null;
  if (state === 'reversed') return "Returned by the receiver's bank";
  return meaningOf(responseCode);
}

const FIRST_WAIT_SECONDS = 2;
const LAST_WAIT_SECONDS = 30 * 60;

/** How long after so many attempts without a certain outcome the rail is asked again: doubles up to half an hour. */
export function waitSeconds(attempt: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(attempt, 20), LAST_WAIT_SECONDS);
}

const EVENTS: Readonly<Record<OrderKind, Readonly<Record<Exclude<TransactionStatus, 'pending'>, EventType>>>> = {
  transfer: { successful: 'transfer.successful', failed: 'transfer.failed', reversed: 'transfer.reversed' },
  withdrawal: { successful: 'transfer.successful', failed: 'transfer.failed', reversed: 'transfer.reversed' },
  payout: { successful: 'payout.successful', failed: 'payout.failed', reversed: 'payout.reversed' },
  // Money of a refund that comes back is in suspense again, as when it had never left.
  refund: { successful: 'refund.successful', failed: 'refund.failed', reversed: 'refund.failed' },
};

export function eventOf(kind: OrderKind, status: Exclude<TransactionStatus, 'pending'>): EventType {
  return EVENTS[kind][status];
}

/** The fields of an event about a transfer. */
export function eventFields(transfer: Transfer): Readonly<Record<string, string | number | null>> {
  return {
    transactionReference: transfer.id,
    retrievalReference: transfer.reference,
    transactionDate: transfer.createdAt.toISOString(),
    amount: Number(transfer.amountKobo),
    charge: Number(totalOf(transfer)),
    status: transfer.status,
    sessionId: transfer.sessionId,
    payerAccountNumber: transfer.payerAccountNumber,
    receiverAccountNumber: transfer.receiverAccountNumber,
    receiverBankCode: transfer.receiverBankCode,
    receiverName: transfer.receiverName,
    narration: transfer.narration,
    responseCode: transfer.responseCode,
    reason: transfer.reason,
  };
}

/** Whether a transfer is what the order asks for, so that the order repeats it. `bankCode` as banks are called here. */
export function isSameOrder(transfer: Transfer, order: Order, bankCode: string): boolean {
  return (
    transfer.kind === order.kind &&
    transfer.payerAccountId === order.payer.account.id &&
    transfer.receiverAccountNumber === order.receiver.accountNumber &&
    transfer.receiverBankCode === bankCode &&
    (order.isAmountOpen === true || transfer.amountKobo === order.amountKobo) &&
    transfer.narration === order.narration &&
    transfer.isAnonymous === order.isAnonymous
  );
}

/** What is told to another bank in the place of a payer who is not to be seen. */
export const HIDDEN_PAYER = { accountName: 'Anonymous', accountNumber: '0000000000' };
