/** What the ledger is made of, and the pure arithmetic of postings: which entries a movement comes to. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { AccountId, BusinessId, CustomerId } from '../platform/ids.ts';

/** Accounts that others pay into by number. */
export type NumberedKind = 'business' | 'virtual' | 'customer';
/** Accounts of the institution itself. Each is split into buckets, so that movements rarely wait for one another. */
export type InstitutionKind = 'clearing' | 'settlement' | 'fees' | 'vat' | 'stamp-duty';
export type AccountKind = NumberedKind | InstitutionKind | 'suspense';
export type PostingKind = 'move' | 'hold' | 'post' | 'void' | 'reversal';

export interface AccountRef {
  readonly businessId: BusinessId;
  readonly id: AccountId;
}

/** An account that others pay into by number. */
export interface Account extends AccountRef {
  readonly kind: NumberedKind;
  /** NUBAN, ten digits. */
  readonly accountNumber: string;
  /** The holder, as another bank is told. */
  readonly accountName: string;
  readonly customerId: CustomerId;
  readonly balanceKobo: bigint;
  /** How many entries it has. */
  readonly version: bigint;
  readonly closedAt: Date | null;
}

/** What a movement does to one account: positive gives, negative takes. */
export interface Entry {
  readonly account: AccountRef;
  readonly amountKobo: bigint;
}

/** The tenant of the institution's own accounts. */
const INSTITUTION = 'institution' as BusinessId;
const INSTITUTION_ACCOUNT = /^(?<kind>clearing|settlement|fees|vat|stamp-duty|suspense)(?:_\d{2,3})?$/;

/** The institution's account of a kind, in the one of its 256 buckets that belongs to the given account. */
export function institutionAccount(kind: InstitutionKind, near: AccountRef): AccountRef {
  const bucket = createHash('sha256').update(near.id).digest().readUInt8(0);
  return { businessId: INSTITUTION, id: `${kind}_${String(bucket).padStart(2, '0')}` as AccountId };
}

/** Where money is put that came for an account which does not exist. */
export const UNMATCHED: AccountRef = { businessId: INSTITUTION, id: 'suspense' as AccountId };

/** The kind of an account of the institution's, undefined for all others. */
export function institutionKind({ businessId, id }: AccountRef): InstitutionKind | 'suspense' | undefined {
  if (businessId !== INSTITUTION) return undefined;
  return INSTITUTION_ACCOUNT.exec(id)?.groups?.['kind'] as InstitutionKind | 'suspense' | undefined;
}

interface Line {
  readonly businessId: string;
  readonly accountId: string;
  readonly amountKobo: string;
}

/** One line for each account, without those that come to nothing. @throws when the entries do not add up to nothing. */
export function toEntries(entries: readonly Entry[]): Line[] {
  const sums = new Map<string, { account: AccountRef; amountKobo: bigint }>();
  for (const { account, amountKobo } of entries) {
    const known = sums.get(account.id);
    sums.set(account.id, { account, amountKobo: (known?.amountKobo ?? 0n) + amountKobo });
  }
  const lines = [...sums.values()].filter(({ amountKobo }) => amountKobo !== 0n);
  assert(lines.length > 1, 'a movement has two sides');
  assert(lines.reduce((sum, { amountKobo }) => sum + amountKobo, 0n) === 0n, 'a movement adds up to nothing');
  return lines.map(({ account, amountKobo }) => ({
    businessId: account.businessId,
    accountId: account.id,
    amountKobo: amountKobo.toString(),
  }));
}

/** The entries that undo the given ones. */
export function negated(lines: readonly Line[]): Entry[] {
  return lines.map(({ businessId, accountId, amountKobo }) => ({
    account: { businessId: businessId as BusinessId, id: accountId as AccountId },
    amountKobo: -BigInt(amountKobo),
  }));
}

/** The entries that take out of the clearing accounts what a hold put there, whichever they were. */
export function released(held: readonly Line[]): Entry[] {
  return negated(held).filter(({ account }) => institutionKind(account) === 'clearing');
}
