/** The business of the address `/b/$businessId/…`, and the client that acts for it. */

import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Client, client } from './client.ts';
import { useSession } from './use-session.ts';

export interface Business {
  readonly id: string;
  readonly name: string;
  readonly isApproved: boolean;
  readonly client: Client;
}

/** Below `/b/$businessId` only; elsewhere use `useBusinessOrNone`. */
export function useBusiness(): Business {
  const business = useBusinessOrNone();
  if (business === undefined) throw new Error('No business is selected.');
  return business;
}

export function useBusinessOrNone(): Business | undefined {
  const { businessId } = useParams({ strict: false });
  return useBusinessById(businessId);
}

/** One of the businesses of the person, wherever the page is. */
export function useBusinessById(id: string | undefined): Business | undefined {
  const session = useSession();
  const found = session.businesses.find((business) => business.id === id);
  return useMemo(
    () =>
      found && {
        id: found.id,
        name: found.businessName,
        isApproved: found.isApproved,
        client: client.forBusiness(found.id),
      },
    [found],
  );
}
