/** What is written down of a payment for the business, and what its server is told. */

import type { Account } from '../../ledger/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { TransactionId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { totalOf } from '../../tariff/index.ts';
import type { Payment } from '../rules.ts';
import { bankCodeOf } from '../view.ts';
import type { InboundParts } from './parts.ts';

/** The history of the account credited, under the id that the posting carries. */
export async function recordCredit(
  { banks, transactions }: InboundParts,
  sql: Sql,
  payment: Payment,
  { account, id, at }: { readonly account: Account; readonly id: TransactionId; readonly at: Date },
): Promise<void> {
  await transactions.record(sql, {
    businessId: account.businessId,
    id,
    accountId: account.id,
    accountNumber: account.accountNumber,
    kind: 'inbound-payment',
    direction: 'credit',
    status: 'successful',
    amountKobo: payment.amountKobo,
    feeKobo: payment.feeKobo,
    vatKobo: payment.vatKobo,
    stampDutyKobo: payment.stampDutyKobo,
    reference: payment.virtualAccountRef,
    sessionId: payment.sessionId,
    counterpartyName: payment.payerName,
    counterpartyAccountNumber: payment.payerAccountNumber,
    counterpartyBankCode: bankCodeOf(banks, payment.payerNipCode),
    narration: payment.narration,
    reason: null,
    createdAt: at,
    completedAt: at,
  });
}

/**
 * The documented notification. After the posting, which keeps others from the account until the transaction ends: the
 * balance told is the one with this credit and nothing else.
 */
export async function tellCredited(
  { banks, ledger, webhooks }: InboundParts,
  transaction: Transaction,
  payment: Payment,
  account: Account,
): Promise<void> {
  const now = await ledger.findByNumber(transaction.sql, account.accountNumber);
  const availableBalance = Number(now?.balanceKobo ?? 0n);
  await webhooks.emit(transaction, {
    businessId: payment.businessId,
    type: 'payment.received',
    objectId: payment.id,
    fields: {
      ...documentedFieldsOf(payment),
      availableBalance,
      ...moreFieldsOf(banks, payment),
      accountNumber: account.accountNumber,
    },
  });
}

export async function tellSuspended(
  { banks, webhooks }: InboundParts,
  transaction: Transaction,
  payment: Payment,
): Promise<void> {
  await webhooks.emit(transaction, {
    businessId: payment.businessId,
    type: 'payment.suspended',
    objectId: payment.id,
    fields: { ...documentedFieldsOf(payment), ...moreFieldsOf(banks, payment), reason: payment.suspenseReason },
  });
}

/** The documented fields, in the documented order. */
function documentedFieldsOf(payment: Payment) {
  return {
    transactionReference: payment.id,
    virtualAccountRef: payment.virtualAccountRef,
    transactionDate: payment.receivedAt.toISOString(),
    amount: Number(payment.amountKobo),
    charge: Number(totalOf(payment)),
  };
}

function moreFieldsOf(banks: InboundParts['banks'], payment: Payment) {
  return {
    netAmount: Number(payment.amountKobo - totalOf(payment)),
    accountNumber: payment.accountNumber,
    payerName: payment.payerName,
    payerAccountNumber: payment.payerAccountNumber,
    payerBankCode: bankCodeOf(banks, payment.payerNipCode),
    narration: payment.narration,
    sessionId: payment.sessionId,
  };
}
