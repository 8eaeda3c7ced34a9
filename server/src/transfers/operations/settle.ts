/**
 * What happens when the rail tells how an order ended, by its answer or by itself, once, twice, or in the wrong order: the
 * state moves on if it may, and money, history, the day's total and the event move with it in one transaction.
 */

import type { Transaction } from '../../platform/database.ts';
import type { RailStatus } from '../../rail/index.ts';
import type { TransactionStatus } from '../../transactions/index.ts';
import { arrivalEntries, eventFields, eventOf, isContradiction, nextStatus, reasonOf } from '../rules.ts';
import {
  findHold,
  type LockedTransfer,
  lockTransfer,
  settleTransfer,
  type TransferKey,
  uncountInDay,
} from '../store.ts';
import type { Listeners, TransferParts } from './parts.ts';

type FinalStatus = Exclude<TransactionStatus, 'pending'>;

export async function settle(
  parts: TransferParts,
  listeners: Listeners,
  key: TransferKey,
  said: RailStatus,
): Promise<void> {
  const contradicted = await parts.database.transaction(async (transaction) => {
    const transfer = await lockTransfer(transaction.sql, key);
    if (transfer === undefined) throw new Error('what is settled was never ordered');
    const to = nextStatus(transfer.status, said.state);
    if (to !== undefined) await moveOn({ parts, listeners, transaction, transfer, to, said });
    return to === undefined && isContradiction(transfer.status, said.state) ? transfer.status : undefined;
  });
  if (contradicted !== undefined) {
    const { businessId, id: transactionId } = key;
    parts.log.error(
      { businessId, transactionId, status: contradicted, said: said.state, responseCode: said.responseCode },
      'the rail contradicts itself about a transfer: ask it which is true',
    );
  }
}

interface Step {
  readonly parts: TransferParts;
  readonly listeners: Listeners;
  readonly transaction: Transaction;
  readonly transfer: LockedTransfer;
  readonly to: FinalStatus;
  readonly said: RailStatus;
}

async function moveOn(step: Step): Promise<void> {
  const { parts, listeners, transaction, transfer, to, said } = step;
  const { sql } = transaction;
  const { businessId, id, status: from, reference, kind } = transfer;
  const reason = reasonOf(to, said);
  const completedAt = new Date(parts.clock.now());
  const settling = { businessId, id, from, to, responseCode: said.responseCode, reason, at: completedAt };
  const isMoved = await settleTransfer(sql, settling);
  const isSeen = await parts.transactions.settle(sql, {
    businessId,
    id,
    from,
    to,
    ...(reason === null ? {} : { reason }),
  });
  if (!isMoved || !isSeen) throw new Error('a transfer and what the business sees of it are in different states');
  if (to !== 'successful' && transfer.countedOn !== null) {
    const { payerAccountId: accountId, countedOn: day, amountKobo } = transfer;
    await uncountInDay(sql, businessId, { accountId, day, amountKobo });
  }
  const settled = { businessId, transactionId: id, reference, status: to, reason };
  for (const listener of listeners.get(kind) ?? []) await listener(transaction, settled);
  const fields = eventFields({ ...transfer, status: to, reason, responseCode: said.responseCode, completedAt });
  await parts.webhooks.emit(transaction, { businessId, type: eventOf(kind, to), objectId: id, fields });
  await moveMoney(step);
}

/** What fails or comes back has cost nothing: the amount and every charge are the payer's again. */
async function moveMoney({ parts: { ledger }, transaction: { sql }, transfer, to }: Step): Promise<void> {
  const { businessId, id: transactionId } = transfer;
  const payer = { businessId, id: transfer.payerAccountId };
  const of = await findHold(sql, transfer);
  const settlement = { businessId, of, transactionId };
  const steps = {
    successful: () => ledger.postHold(sql, { ...settlement, entries: arrivalEntries(payer, transfer) }),
    failed: () => ledger.voidHold(sql, settlement),
    reversed: () => ledger.reverse(sql, settlement),
  };
  if ((await steps[to]()) === undefined) throw new Error('the ledger has settled a transfer that was not settled');
}
