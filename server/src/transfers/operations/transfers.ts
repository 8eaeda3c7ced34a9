/** What other rooms and the routes may do with transfers. */

import type { Receiver } from '../../banks/index.ts';
import { Fault } from '../../faults/index.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import type { Queue } from '../../platform/jobs.ts';
import { createLanes } from '../../platform/lanes.ts';
import type { Sweep } from '../../platform/sweep.ts';
import type { RailListener } from '../../rail/index.ts';
import type { OnSettled, Order, OrderKind, Transfer } from '../order.ts';
import { isSameOrder } from '../rules.ts';
import { type Attempt, findByReference, findKeyBySession, takeOverdue } from '../store.ts';
import { deliver } from './deliver.ts';
import type { TransferParts } from './parts.ts';
import { type Placement, type Placing, placeAll } from './place.ts';
import { settle } from './settle.ts';

/** A transfer as it is now. */
export interface Sent extends Transfer {
  /** An earlier request made it. */
  readonly isReplay: boolean;
}

export interface Transfers {
  /**
   * Places an order; to an account of ours it is done at once. The same order again gives what has become of it.
   * Faults `transfer.reference_conflict`, `receiver.not_found`, `receiver.same_as_payer`, `receiver.closed`,
   * `receiver.limit_exceeded`, `bank.unknown`, `bank.disabled`, `limit.transfer_exceeded`, `limit.daily_exceeded`,
   * `account.insufficient_funds`, `rail.unavailable`: then nothing was moved, and the reference is still free.
   * Without a unit it may share a transaction with others that debit the account at the same time.
   */
  send(order: Order, unit?: UnitOfWork): Promise<Sent>;
  find(businessId: BusinessId, reference: string): Promise<Transfer | undefined>;
  /**
   * Has the listener called in the transaction in which an order of the kind comes to a final state, or is reversed after
   * it had been successful. Called while the server is composed.
   */
  onSettled(kind: OrderKind, listener: OnSettled): void;
  /** Takes what the rail says by itself of our orders. */
  readonly settled: RailListener['settled'];
  /** Brings orders back whose job was lost, as after a restore. */
  readonly sweep: Sweep;
}

/** An order is looked for by the sweep when it should have been asked about this long ago. */
const OVERDUE_SECONDS = 5 * 60;
/** They wait for the rail, not for us: a bank that takes long to answer must not hold up the transfers to all others. */
const DELIVERIES = { atOnce: 32, slow: 480 };
/** Orders that debit one account, when so many wait for it: they share what each would wait for by itself, the disk. */
const PLACED_TOGETHER = 32;

export function createTransfers(parts: TransferParts): Transfers {
  const { database, jobs } = parts;
  const listeners = new Map<OrderKind, OnSettled[]>();
  const deliveries: Queue<Attempt> = jobs.queue(
    'transfers',
    (attempt) => deliver(parts, listeners, deliveries, attempt),
    DELIVERIES,
  );
  const placing = { parts, listeners, deliveries };
  const lanes = createLanes<Placement, Transfer | undefined>({
    clock: parts.clock,
    most: PLACED_TOGETHER,
    fits: fitsAmong,
    async serve(placements) {
      await requireHope(parts, placements);
      return database.transaction((transaction) => placeAll(placing, transaction, placements));
    },
    tooLate: () => new Fault('service.unavailable', { cause: new Error('too many orders wait for one account') }),
  });
  const find = (businessId: BusinessId, reference: string) => findByReference(database.sql, businessId, reference);

  return {
    find,
    async send(order, unit) {
      const known = await find(order.businessId, order.reference);
      if (known !== undefined) {
        // An Idempotency-Key that came with another request before is refused as that.
        if (!isSame(parts, known, order)) await unit?.(async () => refuseReference());
        return { ...sameOrFault(parts, known, order), isReplay: true };
      }
      const receiver = await receiverOf(parts, order);
      if (receiver.own?.id === order.payer.account.id)
        throw new Fault('receiver.same_as_payer', { field: 'receiverAccountNumber' });
      const placement = { order, receiver };
      const made = await (unit === undefined
        ? lanes.serve(order.payer.account.id, placement)
        : placeAlone(placing, unit, placement));
      if (made !== undefined) return { ...made, isReplay: false };
      const twin = await find(order.businessId, order.reference);
      if (twin === undefined) throw new Error('a reference is taken by no transfer');
      return { ...sameOrFault(parts, twin, order), isReplay: true };
    },
    onSettled(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
    },
    async settled(sessionId, said) {
      const key = await findKeyBySession(database.sql, sessionId);
      if (key !== undefined) await settle(parts, listeners, key, said);
    },
    sweep: (limit) =>
      database.transaction(async (transaction) => {
        const overdue = await takeOverdue(transaction.sql, OVERDUE_SECONDS, limit);
        for (const attempt of overdue) await deliveries.add(transaction, attempt);
        return overdue.length;
      }),
  };
}

async function placeAlone(placing: Placing, unit: UnitOfWork, placement: Placement): Promise<Transfer | undefined> {
  let made: Transfer | undefined;
  await unit(async (transaction) => {
    [made] = await placeAll(placing, transaction, [placement]);
    return null;
  });
  return made;
}

/**
 * Rejects when there is too little for all, so that they are not placed together in vain. Nothing is decided by this:
 * each is then placed by itself, where the ledger decides.
 */
async function requireHope(
  { database, ledger }: TransferParts,
  [first, ...others]: readonly Placement[],
): Promise<void> {
  if (first === undefined || others.length === 0) return;
  const { account, accountNumber } = first.order.payer;
  const found = await ledger.findByNumber(database.sql, accountNumber);
  const wanted = others.reduce((sum, { order }) => sum + order.amountKobo, first.order.amountKobo);
  if (found?.id === account.id && found.balanceKobo < wanted) throw new Error('an account cannot pay all orders');
}

/** Two payments to one account follow each other: what the second does to it depends on the first. */
function fitsAmong({ receiver }: Placement, others: readonly Placement[]): boolean {
  return receiver.own === undefined || others.every((other) => other.receiver.own?.id !== receiver.own?.id);
}

const FIELDS = { accountNumber: 'receiverAccountNumber', bankCode: 'receiverBankCode' };

async function receiverOf({ nameEnquiry }: TransferParts, { businessId, kind, receiver }: Order): Promise<Receiver> {
  if (receiver.resolved !== undefined) return receiver.resolved;
  return nameEnquiry.resolve(businessId, receiver, kind === 'transfer' ? FIELDS : undefined);
}

function isSame({ banks }: TransferParts, transfer: Transfer, order: Order): boolean {
  const { bankCode } = order.receiver;
  return isSameOrder(transfer, order, banks.find(bankCode)?.code ?? bankCode);
}

/** Fault `transfer.reference_conflict`. */
function sameOrFault(parts: TransferParts, transfer: Transfer, order: Order): Transfer {
  return isSame(parts, transfer, order) ? transfer : refuseReference();
}

function refuseReference(): never {
  throw new Fault('transfer.reference_conflict', { field: 'retrievalReference' });
}
