/** What a virtual account is, and when it takes money in: pure decisions, by the clock and by what has happened to it. */

import type { AccountId, BusinessId, VirtualAccountId } from '../platform/ids.ts';

export const ACCOUNT_TYPES = ['temporal', 'permanent', 'single-use'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Which amounts a single-use account takes in, measured by the one it was opened for: that, at most that, at least that. */
export const AMOUNT_CONTROLS = ['exact', 'under', 'over', 'any'] as const;
export type AmountControl = (typeof AMOUNT_CONTROLS)[number];

export const ACCOUNT_STATUSES = ['active', 'paid', 'expired', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export interface VirtualAccount {
  readonly businessId: BusinessId;
  readonly id: VirtualAccountId;
  /** Of the ledger. */
  readonly accountId: AccountId;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly type: AccountType;
  /** The client's own. */
  readonly reference: string;
  readonly systemRef: string;
  /** Of single-use accounts, as is the next. */
  readonly amountKobo: bigint | null;
  readonly amountControl: AmountControl | null;
  readonly createdAt: Date;
  /** Null: never. */
  readonly expiresAt: Date | null;
  /** When the one payment into a single-use account came. */
  readonly paidAt: Date | null;
  readonly closedAt: Date | null;
}

type Life = Pick<VirtualAccount, 'expiresAt' | 'paidAt' | 'closedAt'>;

/** Nobody need sweep for it: an account has expired the moment its time is over. */
export function statusOf({ expiresAt, paidAt, closedAt }: Life, at: Date): AccountStatus {
  if (closedAt !== null) return 'closed';
  if (paidAt !== null) return 'paid';
  return expiresAt !== null && expiresAt <= at ? 'expired' : 'active';
}

export type Refusal = 'account-closed' | 'account-expired' | 'already-paid' | 'underpaid' | 'overpaid';

const REFUSAL_BY_STATUS = {
  active: undefined,
  closed: 'account-closed',
  paid: 'already-paid',
  expired: 'account-expired',
} as const satisfies Record<AccountStatus, Refusal | undefined>;

/** Why the account does not take this payment in; undefined when it does. */
export function refusalOf(account: VirtualAccount, amountKobo: bigint, at: Date): Refusal | undefined {
  const refusal = REFUSAL_BY_STATUS[statusOf(account, at)];
  if (refusal !== undefined || account.amountKobo === null) return refusal;
  const { amountControl } = account;
  if (amountKobo < account.amountKobo && (amountControl === 'exact' || amountControl === 'over')) return 'underpaid';
  if (amountKobo > account.amountKobo && (amountControl === 'exact' || amountControl === 'under')) return 'overpaid';
  return undefined;
}

/** As documented: `STL`, a vertical bar, and so many letters and digits. */
export const SYSTEM_REF_PREFIX = 'STL|';
export const SYSTEM_REF_LENGTH = 14;

/** The holder as another bank is told: the names, with single spaces. */
export function accountNameOf(firstName: string, lastName: string): string {
  return `${firstName} ${lastName}`.replaceAll(/\s+/g, ' ').trim();
}
