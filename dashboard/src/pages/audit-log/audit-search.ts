/** What the filters in the address mean to the API. Pure. */

import type { AuditEventExportQuery } from '@interstellas/sdk';
import { toMoments } from '../../lib/day-range.ts';
import type { Filters } from '../../lib/use-filters.ts';

export const FILTERS = ['action', 'userId', 'keyId', 'objectId', 'from', 'to'] as const;

export type AuditFilters = Filters<(typeof FILTERS)[number]>;

export function searchOf({ from, to, ...rest }: AuditFilters): AuditEventExportQuery {
  return { ...rest, ...toMoments({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }) };
}
