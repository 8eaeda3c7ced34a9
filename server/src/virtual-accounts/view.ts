/** How a virtual account is shown: plain JSON, as it is kept for a repeated request. */

import type { VirtualAccountId } from '../platform/ids.ts';
import { type AccountStatus, type AccountType, type AmountControl, statusOf, type VirtualAccount } from './rules.ts';

export interface AccountView {
  readonly id: VirtualAccountId;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly bankName: string;
  readonly bankCode: string;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly clientRef: string;
  readonly systemRef: string;
  /** Kobo, of single-use accounts, as is the next. */
  readonly reservedAmount: number | null;
  readonly amountControl: AmountControl | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly paidAt: string | null;
  readonly closedAt: string | null;
}

export function toView(
  account: VirtualAccount,
  bank: { readonly name: string; readonly code: string },
  at: Date,
): AccountView {
  const { amountKobo, createdAt, expiresAt, paidAt, closedAt } = account;
  return {
    id: account.id,
    accountNumber: account.accountNumber,
    accountName: account.accountName,
    bankName: bank.name,
    bankCode: bank.code,
    type: account.type,
    status: statusOf(account, at),
    clientRef: account.reference,
    systemRef: account.systemRef,
    reservedAmount: amountKobo === null ? null : Number(amountKobo),
    amountControl: account.amountControl,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    paidAt: paidAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  };
}
