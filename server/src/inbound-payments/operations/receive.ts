/**
 * Booking money that the rail tells of: in one transaction, once for each session id, into the account that it is for, or
 * into suspense. It is here whatever we think of it; nothing but our own failure may keep it out of the books.
 */

import { Fault } from '../../faults/index.ts';
import { type Account, UNMATCHED } from '../../ledger/index.ts';
import type { Transaction } from '../../platform/database.ts';
import { timeOfId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { InboundPayment } from '../../rail/index.ts';
import { NO_CHARGES } from '../../tariff/index.ts';
import type { Refusal } from '../../virtual-accounts/index.ts';
import {
  creditEntries,
  type Payment,
  type SuspenseReason,
  suspenseEntries,
  suspenseReasonOf,
  timeOf,
} from '../rules.ts';
import { insertPayment, isKnownSession } from '../store.ts';
import type { InboundParts } from './parts.ts';
import { recordCredit, tellCredited, tellSuspended } from './tell.ts';

/** Breaks off a booking: what it has found out undoes what it has written. */
class BrokenOff extends Error {
  readonly because: SuspenseReason | 'known';

  constructor(because: SuspenseReason | 'known') {
    super(because);
    this.because = because;
  }
}

export async function receive(parts: InboundParts, payment: InboundPayment): Promise<void> {
  const because = await tryToBook(parts, payment, undefined);
  if (because === undefined || because === 'known') return;
  const again = await tryToBook(parts, payment, because);
  if (again !== undefined && again !== 'known') throw new Error('money finds no place in suspense');
}

/** @returns why it was broken off, if it was */
async function tryToBook(
  parts: InboundParts,
  payment: InboundPayment,
  reason: SuspenseReason | undefined,
): Promise<BrokenOff['because'] | undefined> {
  try {
    await parts.database.transaction((transaction) => bookPayment(parts, transaction, payment, reason));
    return undefined;
  } catch (error) {
    if (error instanceof BrokenOff) return error.because;
    // The account was closed between the look at it and the posting.
    if (error instanceof Fault && error.code === 'receiver.closed') return 'account-closed';
    throw error;
  }
}

/** @param reason why it goes into suspense, where that is known beforehand */
async function bookPayment(
  parts: InboundParts,
  transaction: Transaction,
  said: InboundPayment,
  reason: SuspenseReason | undefined,
): Promise<void> {
  const { sql } = transaction;
  // Most of what the rail tells twice is long past: no lock is taken for it.
  if (await isKnownSession(sql, said.sessionId)) return;
  const account = await parts.ledger.findByNumber(sql, said.accountNumber);
  if (account === undefined) return suspend(parts, transaction, draw(parts, said, undefined), 'account-unknown');
  const payment = draw(parts, said, account);
  const placed = await place(parts, sql, payment, { account, reason });
  if (placed.reason === undefined) await credit(parts, transaction, { ...payment, ...placed.row }, account);
  else
    await suspend(parts, transaction, { ...payment, virtualAccountRef: placed.row.virtualAccountRef }, placed.reason);
}

function draw({ ids }: InboundParts, said: InboundPayment, account: Account | undefined): Payment {
  const id = ids.next('transaction');
  const { sessionId, accountNumber, amountKobo, payer, narration, paidAt } = said;
  return {
    ...NO_CHARGES,
    businessId: account?.businessId ?? UNMATCHED.businessId,
    id,
    sessionId,
    accountNumber,
    virtualAccountRef: null,
    amountKobo,
    payerName: payer.accountName,
    payerAccountNumber: payer.accountNumber,
    payerNipCode: payer.bankCode,
    narration,
    paidAt,
    // Of the id: payments are in its order and found by this time.
    receivedAt: new Date(timeOfId(id)),
    status: 'credited',
    suspenseReason: null,
    accountId: account?.id ?? UNMATCHED.id,
    refundStatus: 'none',
    refundAttempt: 0,
    refundId: null,
    refundReason: null,
  };
}

interface Destination {
  readonly account: Account;
  /** Why it goes into suspense, where that is known beforehand. */
  readonly reason: SuspenseReason | undefined;
}

/** Whether the account takes it in, and what that costs. */
async function place(
  parts: InboundParts,
  sql: Sql,
  { amountKobo, paidAt, receivedAt }: Payment,
  { account, reason }: Destination,
) {
  const { tariff, tierOf, virtualAccounts } = parts;
  const at = timeOf(paidAt, receivedAt);
  const limits = tariff.limitsFor(await tierOf(sql, account));
  const reasonWith = (refusal?: Refusal) => reason ?? suspenseReasonOf({ account, refusal, limits }, amountKobo);
  const isKeptOut = reasonWith() !== undefined;
  const decision = await virtualAccounts.decide(sql, { account, amountKobo, at, isKeptOut });
  return {
    reason: reasonWith(decision?.refusal),
    row: {
      ...tariff.chargesFor({ amountKobo, kind: 'inbound', isOwnAccount: false, at: receivedAt }),
      virtualAccountRef: decision?.reference ?? null,
    },
  };
}

async function credit(
  parts: InboundParts,
  transaction: Transaction,
  payment: Payment,
  account: Account,
): Promise<void> {
  const { ledger, tariff, tierOf } = parts;
  const { sql } = transaction;
  const { businessId, id, amountKobo, receivedAt } = payment;
  await claim(sql, payment);
  await recordCredit(parts, sql, payment, { account, id, at: receivedAt });
  const reference = postingReference(payment);
  const entries = creditEntries(account, amountKobo, payment);
  const posted = await ledger.post(sql, { businessId, reference, transactionId: id, entries });
  if (posted === undefined) throw new Error('a payment is in the ledger that was not received');
  const { balanceKobo: most } = tariff.limitsFor(await tierOf(sql, account));
  // Looked at now that nobody else can pay in: before, two payments at once would both find room.
  if (most !== null && ((await ledger.findByNumber(sql, account.accountNumber))?.balanceKobo ?? 0n) > most)
    throw new BrokenOff('balance-limit');
  await tellCredited(parts, transaction, payment, account);
}

async function suspend(
  parts: InboundParts,
  transaction: Transaction,
  drawn: Payment,
  suspenseReason: SuspenseReason,
): Promise<void> {
  const { ledger } = parts;
  const { sql } = transaction;
  const { businessId, id: transactionId, amountKobo } = drawn;
  const isOurs = suspenseReason !== 'account-unknown';
  const suspense = isOurs ? await ledger.suspenseAccount(sql, businessId) : UNMATCHED;
  const payment: Payment = { ...drawn, status: 'suspended', suspenseReason, accountId: suspense.id };
  await claim(sql, payment);
  if (isOurs) await tellSuspended(parts, transaction, payment);
  const entries = suspenseEntries(suspense, amountKobo);
  const posted = await ledger.post(sql, { businessId, reference: postingReference(payment), transactionId, entries });
  if (posted === undefined) throw new Error('a payment is in the ledger that was not received');
}

/** What was decided for a twin must not stay: it may have been for another account. */
async function claim(sql: Sql, payment: Payment): Promise<void> {
  if (!(await insertPayment(sql, payment))) throw new BrokenOff('known');
}

function postingReference({ sessionId }: Payment): string {
  return `inbound:${sessionId}`;
}
