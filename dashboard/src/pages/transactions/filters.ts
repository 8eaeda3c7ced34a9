/** The filters of the list of transactions: as the address holds them, as the API is asked, and their words. */

import type { TransactionListQuery } from '@interstellas/sdk';
import { toMoments } from '../../lib/day-range.ts';
import type { Filters } from '../../lib/use-filters.ts';
import type { Option } from '../../ui/select.tsx';

export const filterNames = [
  'from',
  'to',
  'direction',
  'status',
  'kind',
  'accountNumber',
  'reference',
  'amount',
  'minimumAmount',
  'maximumAmount',
] as const;

export type TransactionFilters = Filters<(typeof filterNames)[number]>;

/** What is not one of the API's values is sent as it is, and refused with a sentence that says why. */
export function toQuery({ from, to, ...others }: TransactionFilters): TransactionListQuery {
  return { ...(others as TransactionListQuery), ...toMoments({ ...(from && { from }), ...(to && { to }) }) };
}

export const directions: readonly Option[] = [
  { value: 'credit', label: 'Money in' },
  { value: 'debit', label: 'Money out' },
];

export const statuses: readonly Option[] = [
  { value: 'pending', label: 'Pending' },
  { value: 'successful', label: 'Successful' },
  { value: 'failed', label: 'Failed' },
  { value: 'reversed', label: 'Reversed' },
];

export const kindWords: Readonly<Record<string, string>> = {
  transfer: 'Transfer',
  withdrawal: 'Withdrawal',
  payout: 'Payout',
  refund: 'Refund',
  'inbound-payment': 'Inbound payment',
  'book-credit': 'Book credit',
};

export const kinds: readonly Option[] = Object.entries(kindWords).map(([value, label]) => ({ value, label }));
