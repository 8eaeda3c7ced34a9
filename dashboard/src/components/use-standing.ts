/** How a business stands with the bank: what it sent, and what the bank decided. */

import type { Business as Details } from '@interstellas/sdk';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Business } from '../lib/use-business.ts';
import { usePermissionsIn } from '../lib/use-permissions.ts';
import { businessKey } from '../lib/use-read.ts';
import { sessionQuery } from '../lib/use-session.ts';

export type Standing = 'unregistered' | 'in-review' | 'approved' | 'suspended';

/** Decisions come from outside, while somebody waits for them. */
const everySeconds = 30;

export interface BusinessStanding {
  readonly details: UseQueryResult<Details>;
  /** Undefined until it is read, and for whoever may not read it. */
  readonly standing: Standing | undefined;
}

export function useStanding(business: Business): BusinessStanding {
  const { id, isApproved, client } = business;
  const { may } = usePermissionsIn(business);
  const details = useQuery({
    queryKey: businessKey(id, 'businesses', 'details'),
    queryFn: ({ signal }) => client.businesses.details({ signal }),
    enabled: may('businesses:read'),
    refetchInterval: everySeconds * 1000,
  });
  const found = details.data;
  const queries = useQueryClient();
  const isSessionOld = found !== undefined && found.isApproved !== isApproved;
  useEffect(() => {
    if (isSessionOld) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [isSessionOld, queries]);
  return { details, standing: found && standingOf(found) };
}

/** A suspension outweighs whatever else is so. */
export function standingOf({ isApproved, isSuspended, photoIdUrl }: Details): Standing {
  if (isSuspended) return 'suspended';
  if (isApproved) return 'approved';
  return photoIdUrl === '' ? 'unregistered' : 'in-review';
}
