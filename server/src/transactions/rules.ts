/** What a transaction is: one movement on one account of a business, with its state and its other side. */

import type { AccountId, BusinessId, PostingId, TransactionId } from '../platform/ids.ts';

export const TRANSACTION_KINDS = [
  'transfer',
  'withdrawal',
  'payout',
  'refund',
  'inbound-payment',
  'book-credit',
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** `pending` alone is not final; a `successful` one may still become `reversed`. */
export const TRANSACTION_STATUSES = ['pending', 'successful', 'failed', 'reversed'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

export interface Transaction {
  readonly businessId: BusinessId;
  readonly id: TransactionId;
  readonly accountId: AccountId;
  readonly accountNumber: string;
  readonly kind: TransactionKind;
  readonly direction: 'credit' | 'debit';
  readonly status: TransactionStatus;
  /** Without the charges: a debit takes them in addition, a credit was lessened by them. */
  readonly amountKobo: bigint;
  readonly feeKobo: bigint;
  readonly vatKobo: bigint;
  readonly stampDutyKobo: bigint;
  /** The client's own. */
  readonly reference: string | null;
  /** Of the way between banks. */
  readonly sessionId: string | null;
  /** The other side; null where it is not shown. */
  readonly counterpartyName: string | null;
  readonly counterpartyAccountNumber: string | null;
  readonly counterpartyBankCode: string | null;
  readonly narration: string;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Null while it is pending. */
  readonly completedAt: Date | null;
}

export interface NewTransaction extends Transaction {
  /** Of money from another account of ours: the posting is the sender's, and carries the id of his transaction. */
  readonly postingId?: PostingId;
}
