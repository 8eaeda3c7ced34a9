/** Who is signed in, and to which server. */

import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { client } from './client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => client.auth.me({ signal }),
  staleTime: 60_000,
});

export type Session = Awaited<ReturnType<typeof client.auth.me>>;

/** Below the signed-in part of the router only, which loads it first. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => client.about.get({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export type About = Awaited<ReturnType<typeof client.about.get>>;

/** Undefined until the server has said it. */
export function useAbout(): About | undefined {
  return useQuery(aboutQuery).data;
}
