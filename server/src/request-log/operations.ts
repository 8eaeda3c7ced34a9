/** Notes what is asked of the API with the keys of a client account, shows it to those who may see it, and forgets it in time. */

import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import { countUpTo, type Total } from '../platform/counting.ts';
import type { Database } from '../platform/database.ts';
import { type BusinessId, type ClientId, earliestId, type RequestId, type SecretKeyId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Sweep } from '../platform/sweep.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { isWorthWriting, type LoggedRequest } from './rules.ts';
import { countRequests, deleteRequests, listRequests, type RequestFilter, type StoredRequest } from './store.ts';

/** What a caller asks for; what is absent is not looked at. */
export interface RequestSearch {
  readonly requestId?: string;
  readonly keyId?: string;
  readonly operation?: string;
  readonly method?: string;
  readonly code?: string;
  /** `404`, or `4xx` for all from 400 to 499. */
  readonly status?: string;
  /** ISO 8601: the first moment, and the first no longer wanted. */
  readonly from?: string;
  readonly to?: string;
}

/** Who reads: at a business, and with a key that may be limited to some. */
export interface Reader {
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly reach: readonly BusinessId[] | null;
}

export interface ListedRequests extends Total {
  readonly items: readonly StoredRequest[];
}

export interface RequestLog extends Pick<Recorder, 'flush' | 'start' | 'stop'> {
  /** Notes a request that was answered, if it is worth it. No I/O. */
  record(request: LoggedRequest, isDashboard: boolean): void;
  /**
   * Newest first, one more than the limit where there are more: what was asked for the business, and, unless the reader's
   * key is limited, for the client account as a whole. Fault `request.invalid`.
   */
  list(
    reader: Reader,
    search: RequestSearch,
    page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
  ): Promise<ListedRequests>;
  readonly sweep: Sweep;
}

export interface RequestLogOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  /** How long a request is remembered; 0: none is written down. */
  readonly requestLogDays: number;
}

const MOST_COUNTED = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function createRequestLog({ clock, database, log, requestLogDays }: RequestLogOptions): RequestLog {
  const { sql } = database;
  const { record, ...recorder } = createRecorder({ sql, log });
  return {
    ...recorder,
    record(request, isDashboard) {
      if (requestLogDays > 0 && isWorthWriting(request, isDashboard)) record(request);
    },
    async list(reader, search, page) {
      const filter = toFilter(reader, search);
      const [items, total] = await Promise.all([
        listRequests(sql, filter, page),
        countUpTo(MOST_COUNTED, (limit) => countRequests(sql, filter, limit)),
      ]);
      return { items, ...total };
    },
    sweep: (limit) => deleteRequests(sql, earliestId('request', clock.now() - requestLogDays * DAY_MS), limit),
  };
}

function toFilter({ clientId, businessId, reach }: Reader, search: RequestSearch): RequestFilter {
  const { requestId, keyId, operation = null, method = null, code = null, status, from, to } = search;
  return {
    clientId,
    places: reach === null ? [businessId, ''] : [businessId],
    requestId: (requestId as RequestId | undefined) ?? null,
    keyId: (keyId as SecretKeyId | undefined) ?? null,
    operation,
    method,
    code,
    ...statusesOf(status),
    fromId: from === undefined ? null : boundary(from, 'from'),
    beforeId: to === undefined ? null : boundary(to, 'to'),
  };
}

function statusesOf(status: string | undefined): Pick<RequestFilter, 'fromStatus' | 'beforeStatus'> {
  if (status === undefined) return { fromStatus: null, beforeStatus: null };
  const first = Number(status.replace('xx', '00'));
  return { fromStatus: first, beforeStatus: status.endsWith('xx') ? first + 100 : first + 1 };
}

/** Fault `request.invalid`. */
function boundary(moment: string, field: 'from' | 'to'): string {
  const milliseconds = Date.parse(moment);
  if (!Number.isNaN(milliseconds)) return earliestId('request', milliseconds);
  throw new Fault('request.invalid', { message: `${field} must be a moment that exists.`, field });
}
