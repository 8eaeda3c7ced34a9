/** Which transactions of a business are wanted. */

import { Fault } from '../faults/index.ts';
import type { AccountId, BusinessId } from '../platform/ids.ts';
import { earliestId } from '../platform/ids.ts';
import type { TransactionKind, TransactionStatus } from './rules.ts';

/** What a caller asks for; what is absent is not looked at. */
export interface Search {
  /** ISO 8601: the first moment, and the first no longer wanted. */
  readonly from?: string;
  readonly to?: string;
  readonly direction?: 'credit' | 'debit';
  readonly status?: TransactionStatus;
  readonly kind?: TransactionKind;
  readonly accountNumber?: string;
  readonly reference?: string;
  readonly minimumKobo?: bigint;
  readonly maximumKobo?: bigint;
}

/** The same, as it is asked of the database. Null: whatever it is. */
export interface TransactionFilter {
  readonly businessId: BusinessId;
  readonly accountId: AccountId | null;
  /** Ids from this one on, and before that one: ids sort by time. */
  readonly fromId: string | null;
  readonly beforeId: string | null;
  /** `none`: of no kind at all. */
  readonly kind: TransactionKind | 'none' | null;
  readonly direction: 'credit' | 'debit' | null;
  readonly status: TransactionStatus | null;
  readonly reference: string | null;
  readonly minimumKobo: bigint | null;
  readonly maximumKobo: bigint | null;
}

const CREDITS: readonly TransactionKind[] = ['inbound-payment', 'book-credit'];

/** Fault `request.invalid`. */
export function toFilter(businessId: BusinessId, accountId: AccountId | null, search: Search): TransactionFilter {
  const { from, to, status = null, reference = null, minimumKobo = null, maximumKobo = null } = search;
  return {
    businessId,
    accountId,
    fromId: from === undefined ? null : earliestId('transaction', momentOf(from, 'from').getTime()),
    beforeId: to === undefined ? null : earliestId('transaction', momentOf(to, 'to').getTime()),
    ...wayOf(search),
    ...{ status, reference, minimumKobo, maximumKobo },
  };
}

/** A direction follows from the kind: asked for together, they ask for the one or for nothing. */
function wayOf({ kind, direction }: Search): Pick<TransactionFilter, 'kind' | 'direction'> {
  if (kind === undefined) return { kind: null, direction: direction ?? null };
  const isContradiction = direction !== undefined && direction !== (CREDITS.includes(kind) ? 'credit' : 'debit');
  return { kind: isContradiction ? 'none' : kind, direction: null };
}

/** The first moment of a day, or a time. Fault `request.invalid` when there is no such day. */
export function momentOf(text: string, field: 'from' | 'to'): Date {
  const moment = new Date(text);
  // The 30th of February is read as the 2nd of March.
  if (!Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 10))) return moment;
  throw new Fault('request.invalid', { message: `${field} names a day that does not exist.`, field });
}

/** Whether everything on the account, or everything of the business, is wanted: then the tally knows how many. */
export function isWhole({ businessId: _, accountId: __, ...filters }: TransactionFilter): boolean {
  return Object.values(filters).every((filter) => filter === null);
}
