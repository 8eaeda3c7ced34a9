/**
 * Placing an order: everything that is written down of it, in one transaction. To an account of ours the money moves at
 * once; for another bank it is set aside, and a job takes it from there. Whatever is refused leaves nothing behind, not
 * even its reference. What many transactions want comes last, so that they wait for each other as briefly as they can: the
 * record of who did it, then the money.
 */

import type { Receiver } from '../../banks/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Account } from '../../ledger/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { Queue } from '../../platform/jobs.ts';
import type { Sql } from '../../platform/pool.ts';
import { dayInLagos, NO_CHARGES } from '../../tariff/index.ts';
import type { Order, Transfer } from '../order.ts';
import { bookEntries, eventFields, eventOf, holdEntries } from '../rules.ts';
import { type Attempt, countInDay, insertTransfer, type NewTransfer } from '../store.ts';
import type { Listeners, TransferParts } from './parts.ts';
import { takeIn, tellTakenIn } from './take-in.ts';

export interface Placing {
  readonly parts: TransferParts;
  readonly listeners: Listeners;
  readonly deliveries: Queue<Attempt>;
}

/** The new transfer; undefined when the business has used the reference before. */
export async function place(
  placing: Placing,
  transaction: Transaction,
  order: Order,
  receiver: Receiver,
): Promise<Transfer | undefined> {
  const { sql } = transaction;
  const { parts } = placing;
  const day = await dayLimit(parts, sql, order);
  const transfer = draw(parts, order, receiver, day?.day ?? null);
  if (!(await insertTransfer(sql, transfer))) return undefined;
  if (day !== undefined) await countDay(sql, order, day);
  await parts.transactions.record(sql, {
    ...transfer,
    accountId: transfer.payerAccountId,
    accountNumber: transfer.payerAccountNumber,
    direction: 'debit',
    counterpartyName: transfer.receiverName,
    counterpartyAccountNumber: transfer.receiverAccountNumber,
    counterpartyBankCode: transfer.receiverBankCode,
  });
  const placed = { ...placing, transaction, order, transfer };
  if (receiver.own === undefined) await setAside(placed);
  else await credit(placed, receiver.own);
  return transfer;
}

function draw(parts: TransferParts, order: Order, receiver: Receiver, countedOn: string | null): NewTransfer {
  const { businessId, kind, payer, amountKobo, reference, narration, isAnonymous } = order;
  const createdAt = new Date(parts.clock.now());
  const isOwnAccount = receiver.own?.businessId === businessId;
  const charges = order.isCharged
    ? parts.tariff.chargesFor({ amountKobo, kind: 'transfer', isOwnAccount, at: createdAt })
    : NO_CHARGES;
  const isBook = receiver.own !== undefined;
  return {
    ...charges,
    businessId,
    id: parts.ids.next('transaction'),
    kind,
    reference,
    status: isBook ? 'successful' : 'pending',
    payerAccountId: payer.account.id,
    payerAccountNumber: payer.accountNumber,
    payerName: payer.accountName,
    receiverAccountNumber: receiver.accountNumber,
    receiverBankCode: receiver.bank.code,
    receiverNipCode: receiver.bank.nipCode,
    receiverName: receiver.accountName,
    amountKobo,
    narration,
    isAnonymous,
    countedOn,
    sessionId: isBook ? null : parts.sessionIds.next(),
    responseCode: null,
    reason: null,
    createdAt,
    completedAt: isBook ? createdAt : null,
  };
}

interface DayLimit {
  readonly day: string;
  readonly limitKobo: bigint;
}

/** Fault `limit.transfer_exceeded`. @returns the limit of the day, where there is one. */
async function dayLimit(parts: TransferParts, sql: Sql, order: Order): Promise<DayLimit | undefined> {
  if (order.kind === 'refund') return undefined;
  const { perTransferKobo, perDayKobo } = parts.tariff.limitsFor(await parts.tierOf(sql, order.payer.account));
  if (perTransferKobo !== null && order.amountKobo > perTransferKobo) throw exceeded('transfer', perTransferKobo);
  if (perDayKobo === null) return undefined;
  return { day: dayInLagos(new Date(parts.clock.now())), limitKobo: perDayKobo };
}

async function countDay(sql: Sql, { payer, amountKobo }: Order, { day, limitKobo }: DayLimit): Promise<void> {
  const isWithin = await countInDay(sql, payer.account, { day, amountKobo, limitKobo });
  if (!isWithin) throw exceeded('daily', limitKobo);
}

function exceeded(limit: 'transfer' | 'daily', kobo: bigint): Fault {
  const what = limit === 'transfer' ? 'at once' : 'a day';
  const message = `This account may send at most ${kobo} kobo ${what}.`;
  return new Fault(`limit.${limit}_exceeded`, { field: 'amount', message });
}

interface Placed extends Placing {
  readonly transaction: Transaction;
  readonly order: Order;
  readonly transfer: NewTransfer;
}

async function setAside({ parts, deliveries, transaction, order, transfer }: Placed): Promise<void> {
  const { businessId, payer } = order;
  const { id: transactionId } = transfer;
  await deliveries.add(transaction, { businessId, id: transactionId, attempt: 0 });
  await order.alongside?.(transaction, transactionId);
  const entries = holdEntries(payer.account, transfer);
  const reference = postingReference(transfer);
  const posted = await parts.ledger.hold(transaction.sql, { businessId, reference, transactionId, entries });
  if (posted === undefined) throw new Error('the reference of a new transfer is in the ledger already');
}

async function credit({ parts, listeners, transaction, order, transfer }: Placed, own: Account): Promise<void> {
  const { businessId, payer, kind } = order;
  const { id: transactionId } = transfer;
  const postingId = parts.ids.next('posting');
  const taken = await takeIn(parts, transaction.sql, transfer, { account: own, postingId });
  const settled = {
    businessId,
    transactionId,
    reference: transfer.reference,
    status: 'successful' as const,
    reason: null,
  };
  await parts.webhooks.emit(transaction, {
    businessId,
    type: eventOf(kind, 'successful'),
    objectId: transactionId,
    fields: eventFields(transfer),
  });
  await order.alongside?.(transaction, transactionId);
  // Who placed the order has written it down by now.
  for (const listener of listeners.get(kind) ?? []) await listener(transaction, settled);
  const entries = bookEntries(payer.account, own, transfer);
  const reference = postingReference(transfer);
  const movement = { businessId, id: postingId, reference, transactionId, entries };
  const posted = await parts.ledger.post(transaction.sql, movement);
  if (posted === undefined) throw new Error('the reference of a new transfer is in the ledger already');
  await tellTakenIn(parts, transaction, taken);
}

function postingReference({ reference }: NewTransfer): string {
  return `transfer:${reference}`;
}
