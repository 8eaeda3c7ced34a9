/** The orders of a business, newest first. */

import { countUpTo, type Total } from '../../platform/counting.ts';
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

export interface ListedTransfers extends Total {
  readonly items: readonly Transfer[];
}

export interface ListParts {
  readonly database: Pick<Database, 'sql'>;
  /** Up to here a list is counted, if not as far as is usual. */
  readonly mostCounted?: number | undefined;
}

/** Of a list. */
const MOST_COUNTED = 10_000;

/** Fault `request.invalid`. */
export async function listOrders(
  { database: { sql }, mostCounted = MOST_COUNTED }: ListParts,
  businessId: BusinessId,
  search: TransferSearch,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<ListedTransfers> {
  const filter = toFilter(businessId, search);
  const [items, total] = await Promise.all([
    listTransfers(sql, filter, page),
    countUpTo(mostCounted, (limit) => countTransfers(sql, filter, limit)),
  ]);
  return { items, ...total };
}

function toFilter(businessId: BusinessId, search: TransferSearch): TransferFilter {
  const { status = null, retrievalReference: reference = null, from, to } = search;
  const fromId = from === undefined ? null : earliestId('transaction', momentOf(from, 'from').getTime());
  const beforeId = to === undefined ? null : earliestId('transaction', momentOf(to, 'to').getTime());
  return { businessId, status, reference, fromId, beforeId };
}
