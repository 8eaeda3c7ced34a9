/** The banks that money can be sent to, for pickers and for names in files. */

import type { Bank } from '@interstellas/sdk';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useBusiness } from '../lib/use-business.ts';
import { businessKey } from '../lib/use-read.ts';

export function useBanks(): UseQueryResult<readonly Bank[]> {
  const business = useBusiness();
  return useQuery({
    queryKey: businessKey(business.id, 'banks'),
    queryFn: ({ signal }) => business.client.banks.list({ signal }),
    staleTime: 60 * 60_000,
  });
}
