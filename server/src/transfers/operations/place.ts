/**
 * Placing orders: everything that is written down of them, in one transaction. To an account of ours the money moves at
 * once; for another bank it is set aside, and a job takes it from there. Whatever is refused leaves nothing behind, not
 * even its reference. What many transactions want comes last, so that they wait for each other as briefly as they can: the
 * record of who did it, then the money.
 */

import type { Receiver } from '../../banks/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Account, Movement } from '../../ledger/index.ts';
import type { Transaction } from '../../platform/database.ts';
import { timeOfId } from '../../platform/ids.ts';
import type { Queue } from '../../platform/jobs.ts';
import { allEnded } from '../../platform/lanes.ts';
import type { Sql } from '../../platform/pool.ts';
import { dayInLagos, NO_CHARGES } from '../../tariff/index.ts';
import type { Order, Transfer } from '../order.ts';
import { bookEntries, eventFields, eventOf, holdEntries } from '../rules.ts';
import { type Attempt, countInDay, insertTransfer, type NewTransfer } from '../store.ts';
import type { Listeners, TransferParts } from './parts.ts';
import { type Credit, takeIn, tellTakenIn } from './take-in.ts';

export interface Placing {
  readonly parts: TransferParts;
  readonly listeners: Listeners;
  readonly deliveries: Queue<Attempt>;
}

/** An order, and whom it goes to. */
export interface Placement {
  readonly order: Order;
  readonly receiver: Receiver;
}

/**
 * The new transfers, in the order of the placements, all of them or none; undefined where the business has used the
 * reference before. Several are placed together step by step, so that each lock is taken by all of them before the next
 * one is by any, in the same order as by everybody else; no two may be for the same account of ours.
 */
export async function placeAll(
  placing: Placing,
  transaction: Transaction,
  placements: readonly Placement[],
): Promise<(Transfer | undefined)[]> {
  const { parts } = placing;
  const inOrder = [...placements].sort(byReceiver);
  const begun = await allEnded(inOrder.map((placement) => write(placing, transaction, placement)));
  const placed = begun.filter((one) => one !== undefined);
  await allEnded(placed.map(async ({ order, transfer }) => order.alongside?.(transaction, transfer.id)));
  await allEnded(placed.map((one) => tellListeners(placing, transaction, one)));
  const posted = await parts.ledger.postAll(transaction.sql, placed.map(movementOf));
  if (posted.includes(undefined)) throw new Error('the reference of a new transfer is in the ledger already');
  await allEnded(
    placed.map(async ({ credit }) => {
      if (credit !== undefined) await tellTakenIn(parts, transaction, credit);
    }),
  );
  return placements.map((placement) => begun[inOrder.indexOf(placement)]?.transfer);
}

function byReceiver({ receiver: one }: Placement, { receiver: other }: Placement): number {
  const [id = '', otherId = ''] = [one.own?.id, other.own?.id];
  return id < otherId ? -1 : Number(id > otherId);
}

/** An order that is written down, before anybody is told and the money moves. */
interface Placed {
  readonly order: Order;
  readonly transfer: NewTransfer;
  /** Undefined when it goes to another bank. */
  readonly credit: Credit | undefined;
}

async function write(
  placing: Placing,
  transaction: Transaction,
  { order, receiver }: Placement,
): Promise<Placed | undefined> {
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
  const credit = await (receiver.own === undefined
    ? commission(placing, transaction, transfer)
    : creditTo(parts, transaction, transfer, receiver.own));
  return { order, transfer, credit };
}

function draw(parts: TransferParts, order: Order, receiver: Receiver, countedOn: string | null): NewTransfer {
  const { businessId, kind, payer, amountKobo, reference, narration, isAnonymous } = order;
  const id = parts.ids.next('transaction');
  // Of the id: the history is in its order and asked for by this time.
  const createdAt = new Date(timeOfId(id));
  const isOwnAccount = receiver.own?.businessId === businessId;
  const charges = order.isCharged
    ? parts.tariff.chargesFor({ amountKobo, kind: 'transfer', isOwnAccount, at: createdAt })
    : NO_CHARGES;
  const isBook = receiver.own !== undefined;
  return {
    ...charges,
    businessId,
    id,
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

/** Has a job take it to the other bank. */
async function commission({ deliveries }: Placing, transaction: Transaction, transfer: Transfer): Promise<undefined> {
  await deliveries.add(transaction, { businessId: transfer.businessId, id: transfer.id, attempt: 0 });
}

async function creditTo(
  parts: TransferParts,
  transaction: Transaction,
  transfer: Transfer,
  account: Account,
): Promise<Credit> {
  const credit = await takeIn(parts, transaction.sql, transfer, { account, postingId: parts.ids.next('posting') });
  await parts.webhooks.emit(transaction, {
    businessId: transfer.businessId,
    type: eventOf(transfer.kind, 'successful'),
    objectId: transfer.id,
    fields: eventFields(transfer),
  });
  return credit;
}

/** Who placed the order has written it down by now. */
async function tellListeners(
  { listeners }: Placing,
  transaction: Transaction,
  { transfer: { businessId, id: transactionId, kind, reference }, credit }: Placed,
): Promise<void> {
  if (credit === undefined) return;
  const settled = { businessId, transactionId, reference, status: 'successful' as const, reason: null };
  for (const listener of listeners.get(kind) ?? []) await listener(transaction, settled);
}

function movementOf({ order, transfer, credit }: Placed): Movement & { readonly kind: 'move' | 'hold' } {
  const { businessId, id: transactionId } = transfer;
  const named = { businessId, transactionId, reference: `transfer:${transfer.reference}` };
  const payer = order.payer.account;
  return credit === undefined
    ? { ...named, kind: 'hold', entries: holdEntries(payer, transfer) }
    : { ...named, kind: 'move', id: credit.postingId, entries: bookEntries(payer, credit.account, transfer) };
}
