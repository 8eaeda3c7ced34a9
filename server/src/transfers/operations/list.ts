/** The orders of a business, newest first. */

import type { Database } from '../../platform/database.ts';
import { type BusinessId, earliestId } from '../../platform/ids.ts';
import { momentOf, type TransactionStatus } from '../../transactions/index.ts';
import type { Transfer } from '../order.ts';
import { countTransfers, listTransfers, type TransferFilter } from '../store.ts';

/** What a caller asks for; what is absent is not looked at. */
export interface TransferSearch {
  readonly status?: TransactionStatus;
  readonly retrievalReference?: string;
  /** ISO 8601: the first moment, and the first no longer wanted. */
  readonly from?: string;
  readonly to?: string;
}

export interface ListedTransfers {
  readonly items: readonly Transfer[];
  readonly totalCount: number;
  /** False when there are more than were counted. */
  readonly isTotalExact: boolean;
}

/** Counting on would cost as much as there is. */
const MOST_COUNTED = 10_000;

/** Fault `request.invalid`. */
export async function listOrders(
  { sql }: Pick<Database, 'sql'>,
  businessId: BusinessId,
  search: TransferSearch,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<ListedTransfers> {
  const filter = toFilter(businessId, search);
  const [items, counted] = await Promise.all([
    listTransfers(sql, filter, page),
    countTransfers(sql, filter, MOST_COUNTED + 1),
  ]);
  return { items, totalCount: Math.min(counted, MOST_COUNTED), isTotalExact: counted <= MOST_COUNTED };
}

function toFilter(businessId: BusinessId, search: TransferSearch): TransferFilter {
  const { status = null, retrievalReference: reference = null, from, to } = search;
  const fromId = from === undefined ? null : earliestId('transaction', momentOf(from, 'from').getTime());
  const beforeId = to === undefined ? null : earliestId('transaction', momentOf(to, 'to').getTime());
  return { businessId, status, reference, fromId, beforeId };
}
