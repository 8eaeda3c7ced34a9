/** What becomes of money that comes from another bank: pure decisions, and the entries of each. */

import {
  type Account,
  type AccountRef,
  type Difference,
  type Entry,
  institutionAccount,
  type Suspense,
} from '../ledger/index.ts';
import type { AccountId, BusinessId, TransactionId } from '../platform/ids.ts';
import { type Charges, type Limits, totalOf } from '../tariff/index.ts';
import type { Refusal } from '../virtual-accounts/index.ts';

/** `suspended`: in suspense, until somebody decides. `released`: was, and is in an account now. */
export const PAYMENT_STATUSES = ['credited', 'suspended', 'released'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const SUSPENSE_REASONS = [
  'account-unknown',
  'account-closed',
  'account-expired',
  'already-paid',
  'underpaid',
  'overpaid',
  'deposit-limit',
  'balance-limit',
] as const satisfies readonly (Refusal | string)[];
export type SuspenseReason = (typeof SUSPENSE_REASONS)[number];

/** `failed`: the money is back where it was, and can be refunded anew. */
export const REFUND_STATUSES = ['none', 'pending', 'refunded', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export interface Payment extends Charges {
  /** The institution while the number is nobody's. */
  readonly businessId: BusinessId;
  readonly id: TransactionId;
  /** 30 digits, of the bank that sent it. */
  readonly sessionId: string;
  readonly accountNumber: string;
  /** The client's reference of the virtual account; null when it is none. */
  readonly virtualAccountRef: string | null;
  /** What was paid; the charges are taken out of it. */
  readonly amountKobo: bigint;
  readonly payerName: string;
  readonly payerAccountNumber: string;
  readonly payerNipCode: string;
  readonly narration: string;
  readonly paidAt: Date;
  readonly receivedAt: Date;
  readonly status: PaymentStatus;
  /** Why it went into suspense. */
  readonly suspenseReason: SuspenseReason | null;
  /** Where the money is: the account credited, or a suspense account. */
  readonly accountId: AccountId;
  readonly refundStatus: RefundStatus;
  /** How often a refund was tried. */
  readonly refundAttempt: number;
  /** The transaction of the latest. */
  readonly refundId: TransactionId | null;
  /** Why that failed. */
  readonly refundReason: string | null;
}

/** The time that counts: what was paid in time and told late is in time, but nobody pays in the future. */
export function timeOf(paidAt: Date, now: Date): Date {
  return paidAt < now ? paidAt : now;
}

/** Why the account may not take the amount in at all; undefined when it may. */
export function suspenseReasonOf(
  {
    account,
    refusal,
    limits,
  }: {
    readonly account: Pick<Account, 'closedAt'>;
    /** Of a virtual account. */
    readonly refusal: Refusal | undefined;
    readonly limits: Pick<Limits, 'depositKobo'>;
  },
  amountKobo: bigint,
): SuspenseReason | undefined {
  if (refusal !== undefined) return refusal;
  if (account.closedAt !== null) return 'account-closed';
  if (limits.depositKobo !== null && amountKobo > limits.depositKobo) return 'deposit-limit';
  return undefined;
}

/** From outside into an account, less what it costs. */
export function creditEntries(account: AccountRef, amountKobo: bigint, charges: Charges): Entry[] {
  const from = institutionAccount('settlement', account);
  return [{ account: from, amountKobo: -amountKobo }, ...arrivalEntries(account, amountKobo, charges)];
}

/** From outside into suspense, whole. */
export function suspenseEntries(suspense: AccountRef, amountKobo: bigint): Entry[] {
  const from = institutionAccount('settlement', suspense);
  return [
    { account: from, amountKobo: -amountKobo },
    { account: suspense, amountKobo },
  ];
}

/** Out of suspense into an account, less what it costs. */
export function releaseEntries(
  suspense: AccountRef,
  account: AccountRef,
  amountKobo: bigint,
  charges: Charges,
): Entry[] {
  return [{ account: suspense, amountKobo: -amountKobo }, ...arrivalEntries(account, amountKobo, charges)];
}

function arrivalEntries(account: AccountRef, amountKobo: bigint, charges: Charges): Entry[] {
  return [
    { account, amountKobo: amountKobo - totalOf(charges) },
    { account: institutionAccount('fees', account), amountKobo: charges.feeKobo },
    { account: institutionAccount('vat', account), amountKobo: charges.vatKobo },
    { account: institutionAccount('stamp-duty', account), amountKobo: charges.stampDutyKobo },
  ].filter((entry) => entry.amountKobo !== 0n);
}

/** Whether money may go back to its payer, or out of suspense: not twice, and not while it is on its way back. */
export function isRefundable({ refundStatus }: Pick<Payment, 'refundStatus'>): boolean {
  return refundStatus === 'none' || refundStatus === 'failed';
}

/** The first account, by business and id, in which there is another amount than the payments in suspense come to. */
export function suspenseDifference(
  held: readonly Suspense[],
  suspended: readonly (AccountRef & { readonly amountKobo: bigint; readonly payments: string })[],
): Difference | undefined {
  const nothing = { balanceKobo: 0n, amountKobo: 0n, payments: '0' };
  const accounts = new Map<string, typeof nothing & AccountRef>();
  for (const account of [...held, ...suspended]) {
    const key = `${account.businessId} ${account.id}`;
    accounts.set(key, { ...nothing, ...accounts.get(key), ...account });
  }
  const wrong = [...accounts].filter(([, { balanceKobo, amountKobo }]) => balanceKobo !== amountKobo);
  const [first] = wrong.toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (first === undefined) return undefined;
  const [, { businessId, id: accountId, balanceKobo, amountKobo, payments }] = first;
  return {
    what: 'a suspense account does not hold what the payments in suspense come to',
    businessId,
    accountId,
    expected: `the balance ${amountKobo} of ${payments} payments`,
    found: `the balance ${balanceKobo}`,
  };
}

/** Names each attempt to send a payment back, so that repeating one never sends twice. */
export function refundReference({ id, refundAttempt }: Pick<Payment, 'id' | 'refundAttempt'>): string {
  return `refund:${id}:${refundAttempt + 1}`;
}
