/**
 * The other side of a transfer to an account of ours: whether that account may take the money in, what its holder sees of
 * it, and what his server is told.
 */

import { Fault } from '../../faults/index.ts';
import type { Account } from '../../ledger/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { PostingId, TransactionId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Transfer } from '../order.ts';
import type { Admission, TransferParts } from './parts.ts';

/** A credit on an account of ours, before the money is there. */
export interface Credit {
  readonly id: TransactionId;
  readonly account: Account;
  /** Of the posting, which is the sender's and carries the id of his transaction. */
  readonly postingId: PostingId;
  readonly transfer: Transfer;
  /** What the business calls the account, where it opened it for a payer. */
  readonly accountReference: string | null;
}

/** Faults `receiver.closed`, `receiver.amount_refused`, `receiver.limit_exceeded`. */
export async function takeIn(
  parts: TransferParts,
  sql: Sql,
  transfer: Transfer,
  { account, postingId }: Pick<Credit, 'account' | 'postingId'>,
): Promise<Credit> {
  const { amountKobo, createdAt } = transfer;
  if (account.closedAt !== null) throw new Fault('receiver.closed', { field: 'receiverAccountNumber' });
  const admission = await parts.admit(sql, { account, amountKobo, at: createdAt });
  if (admission?.refusal !== undefined) throw refused(admission.refusal);
  const { depositKobo } = parts.tariff.limitsFor(await parts.tierOf(sql, account));
  if (depositKobo !== null && amountKobo > depositKobo) throw overFull();
  const accountReference = admission?.reference ?? null;
  const credit = { id: parts.ids.next('transaction'), account, postingId, transfer, accountReference };
  await record(parts, sql, credit);
  return credit;
}

function refused(refusal: NonNullable<Admission['refusal']>): Fault {
  const isAmount = refusal === 'underpaid' || refusal === 'overpaid';
  return isAmount
    ? new Fault('receiver.amount_refused', { field: 'amount' })
    : new Fault('receiver.closed', { field: 'receiverAccountNumber' });
}

async function record(parts: TransferParts, sql: Sql, credit: Credit): Promise<void> {
  const { id, account, postingId, transfer, accountReference } = credit;
  const { amountKobo, narration, createdAt } = transfer;
  const payer = shownPayer(parts, transfer);
  await parts.transactions.record(sql, {
    businessId: account.businessId,
    id,
    accountId: account.id,
    accountNumber: account.accountNumber,
    postingId,
    kind: 'book-credit',
    direction: 'credit',
    status: 'successful',
    amountKobo,
    feeKobo: 0n,
    vatKobo: 0n,
    stampDutyKobo: 0n,
    // Not the sender's, which is between him and us.
    reference: accountReference,
    sessionId: null,
    counterpartyName: payer.name,
    counterpartyAccountNumber: payer.accountNumber,
    counterpartyBankCode: payer.bankCode,
    narration,
    reason: null,
    createdAt,
    completedAt: createdAt,
  });
}

/**
 * Called after the posting, which keeps others from the account until the transaction ends: looked at before, two
 * payments at once would both find room, and be told the same balance. Fault `receiver.limit_exceeded`.
 */
export async function tellTakenIn(parts: TransferParts, transaction: Transaction, credit: Credit): Promise<void> {
  const { id, account, transfer, accountReference } = credit;
  const { amountKobo, createdAt, narration } = transfer;
  const { sql } = transaction;
  const { balanceKobo: most } = parts.tariff.limitsFor(await parts.tierOf(sql, account));
  const isTold = account.businessId !== transfer.businessId || account.kind === 'virtual';
  if (most === null && !isTold) return;
  const balanceKobo = (await parts.ledger.findByNumber(sql, account.accountNumber))?.balanceKobo ?? 0n;
  if (most !== null && balanceKobo > most) throw overFull();
  if (!isTold) return;
  const payer = shownPayer(parts, transfer);
  const amount = Number(amountKobo);
  await parts.webhooks.emit(transaction, {
    businessId: account.businessId,
    type: 'payment.received',
    objectId: id,
    fields: {
      transactionReference: id,
      virtualAccountRef: accountReference,
      transactionDate: createdAt.toISOString(),
      amount,
      charge: 0,
      availableBalance: Number(balanceKobo),
      netAmount: amount,
      accountNumber: account.accountNumber,
      payerName: payer.name,
      payerAccountNumber: payer.accountNumber,
      payerBankCode: payer.bankCode,
      narration,
      sessionId: null,
    },
  });
}

/** Everything null where the payer is not to be seen. */
function shownPayer(parts: TransferParts, { isAnonymous, payerAccountNumber, payerName }: Transfer) {
  if (isAnonymous) return { name: null, accountNumber: null, bankCode: null };
  return { name: payerName, accountNumber: payerAccountNumber, bankCode: parts.banks.own.code };
}

function overFull(): Fault {
  return new Fault('receiver.limit_exceeded', { field: 'receiverAccountNumber' });
}
