/** What a transfer is: the order to make one, and what has become of it. */

import type { Receiver } from '../banks/index.ts';
import type { AccountRef } from '../ledger/index.ts';
import type { Transaction } from '../platform/database.ts';
import type { AccountId, BusinessId, TransactionId } from '../platform/ids.ts';
import type { TransactionStatus } from '../transactions/index.ts';

/** `withdrawal`: from a customer's account to the business's own. `refund`: of money that found no place. */
export type OrderKind = 'transfer' | 'withdrawal' | 'payout' | 'refund';

/** Money to be sent. */
export interface Order {
  readonly businessId: BusinessId;
  readonly kind: OrderKind;
  /** Who is debited: an account of the business. The number and name are what the receiver is shown. */
  readonly payer: { readonly account: AccountRef; readonly accountNumber: string; readonly accountName: string };
  /** `resolved` where whose the account is need not be asked. */
  readonly receiver: { readonly accountNumber: string; readonly bankCode: string; readonly resolved?: Receiver };
  readonly amountKobo: bigint;
  /** The amount is what there was: a repetition finds another balance, and gets what the first has sent all the same. */
  readonly isAmountOpen?: true;
  /** Names the order within the business, for ever: whoever repeats it gets what has become of the first. */
  readonly reference: string;
  readonly narration: string;
  /** The receiver is shown neither name nor number of the payer. */
  readonly isAnonymous: boolean;
  /** Whether the tariff's charges apply; its limits apply to everything but refunds. */
  readonly isCharged: boolean;
  /** What happens in the same transaction, once: an audit event, another room's own row. Not when it is a replay. */
  readonly alongside?: (transaction: Transaction, transactionId: TransactionId) => Promise<void>;
}

export interface Transfer {
  readonly businessId: BusinessId;
  readonly id: TransactionId;
  readonly kind: OrderKind;
  readonly reference: string;
  readonly status: TransactionStatus;
  readonly payerAccountId: AccountId;
  readonly payerAccountNumber: string;
  readonly payerName: string;
  readonly receiverAccountNumber: string;
  /** As banks are called in this API. */
  readonly receiverBankCode: string;
  /** On the way between banks. */
  readonly receiverNipCode: string;
  readonly receiverName: string;
  readonly amountKobo: bigint;
  readonly feeKobo: bigint;
  readonly vatKobo: bigint;
  readonly stampDutyKobo: bigint;
  readonly narration: string;
  readonly isAnonymous: boolean;
  /** 30 digits; null when it goes to an account of ours. */
  readonly sessionId: string | null;
  /** Of the rail, once it has answered. */
  readonly responseCode: string | null;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Null while it is pending. */
  readonly completedAt: Date | null;
}

/** A transfer that has come to a final state, or was reversed after it had been successful. */
export interface Settled {
  readonly businessId: BusinessId;
  readonly transactionId: TransactionId;
  readonly reference: string;
  readonly status: Exclude<TransactionStatus, 'pending'>;
  readonly reason: string | null;
}

export type OnSettled = (transaction: Transaction, settled: Settled) => Promise<void>;
