/** What the filters in the address mean to the API. Pure. */

import type { RequestListQuery } from '@interstellas/sdk';
import { toMoments } from '../../lib/day-range.ts';
import type { Filters } from '../../lib/use-filters.ts';

export const FILTERS = ['keyId', 'method', 'status', 'code', 'operation', 'requestId', 'from', 'to'] as const;

export type RequestFilters = Filters<(typeof FILTERS)[number]>;

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Method = (typeof METHODS)[number];

export function searchOf({ from, to, method, ...rest }: RequestFilters): RequestListQuery {
  const range = toMoments({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  return { ...rest, ...range, ...(isMethod(method) && { method }) };
}

function isMethod(text: string | undefined): text is Method {
  return METHODS.some((method) => method === text);
}

/** What is still missing of a filter that is being typed: half an id finds nothing. */
export function incomplete({ code, requestId }: RequestFilters): string | undefined {
  if (requestId !== undefined && !/^req_[0-9a-z]{20,}$/.test(requestId))
    return 'A request id begins with req_ and is found whole only.';
  if (code !== undefined && !/^[a-z][a-z-]*\.[a-z_]+$/.test(code))
    return 'A code has two parts, such as credentials.key_expired, and is found whole only.';
  return undefined;
}
