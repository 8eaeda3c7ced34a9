/** How everything that is read is kept: fresh for half a minute, tried again only where that can help. */

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isForbidden, isSignedOut, isWorthRetrying } from './errors.ts';
import { askToReauthenticate, needsReauthentication } from './reauthentication.ts';
import { sessionOver } from './session-over.ts';
import { sessionQuery } from './use-session.ts';

export function createQueryClient(): QueryClient {
  function notice(error: unknown): void {
    if (isSignedOut(error)) sessionOver.announce();
    // The role, or the membership, is not any more what the page still thinks.
    if (isForbidden(error)) void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
  const queries = new QueryCache({
    onError(error, query) {
      notice(error);
      if (!needsReauthentication(error)) return;
      void askToReauthenticate().then((proved) => (proved ? query.fetch() : undefined));
    },
  });
  const client = new QueryClient({
    queryCache: queries,
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        networkMode: 'offlineFirst',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
      // A call that moves money is never repeated behind somebody's back; the SDK sends an Idempotency-Key for each.
      // What was typed, a password among it, is forgotten with the form.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
  return client;
}
