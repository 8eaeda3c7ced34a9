/** How an inbound payment is shown: plain JSON, as it is kept for a repeated request. */

import type { Banks } from '../banks/index.ts';
import type { TransactionId } from '../platform/ids.ts';
import { totalOf } from '../tariff/index.ts';
import type { Payment, PaymentStatus, RefundStatus, SuspenseReason } from './rules.ts';

export interface PaymentView {
  /** The same as `transactionId`. */
  readonly id: TransactionId;
  readonly recipientAccountNumber: string;
  readonly transactionId: TransactionId;
  /** Kobo, as digits: what was credited, or is in suspense. */
  readonly amount: string;
  readonly transactionCharge: string;
  /** What was paid. */
  readonly totalAmount: string;
  readonly payerAccountNumber: string;
  /** The payer's narration. */
  readonly reason: string;
  readonly date: string;
  readonly refundStatus: RefundStatus;
  readonly status: PaymentStatus;
  readonly suspenseReason: SuspenseReason | null;
  readonly virtualAccountRef: string | null;
  readonly payerName: string;
  readonly payerBankCode: string;
  readonly sessionId: string;
  readonly refundTransactionId: TransactionId | null;
  readonly refundFailure: string | null;
}

export function toView(payment: Payment, banks: Pick<Banks, 'find'>): PaymentView {
  const { id, amountKobo } = payment;
  const chargeKobo = totalOf(payment);
  return {
    id,
    recipientAccountNumber: payment.accountNumber,
    transactionId: id,
    amount: String(amountKobo - chargeKobo),
    transactionCharge: String(chargeKobo),
    totalAmount: String(amountKobo),
    payerAccountNumber: payment.payerAccountNumber,
    reason: payment.narration,
    date: payment.receivedAt.toISOString(),
    refundStatus: payment.refundStatus,
    status: payment.status,
    suspenseReason: payment.suspenseReason,
    virtualAccountRef: payment.virtualAccountRef,
    payerName: payment.payerName,
    payerBankCode: bankCodeOf(banks, payment.payerNipCode),
    sessionId: payment.sessionId,
    refundTransactionId: payment.refundId,
    refundFailure: payment.refundReason,
  };
}

/** As banks are called in this API; one that is not in the list, by the code that came. */
export function bankCodeOf(banks: Pick<Banks, 'find'>, nipCode: string): string {
  return banks.find(nipCode)?.code ?? nipCode;
}
