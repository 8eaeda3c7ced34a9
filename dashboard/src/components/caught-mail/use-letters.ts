/** The caught letters, newest first, asked for again and again. They hold one-time tokens, so nothing of them is kept. */

import type { CaughtLetter } from '@interstellas/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';

const lookMs = 3000;
const letters = 30;

export interface Letters {
  readonly items: readonly CaughtLetter[];
  readonly totalCount: number;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  loadMore(): void;
  retry(): void;
}

export function useLetters(to: string | undefined): Letters {
  const query = useInfiniteQuery({
    queryKey: ['caught-mail', to ?? ''],
    queryFn: ({ pageParam, signal }) =>
      client.sandbox.mail.list(
        { limit: letters, ...(to !== undefined && { to }), ...(pageParam !== undefined && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.pagination.nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.error === null ? lookMs : false),
    gcTime: 0,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    totalCount: query.data?.pages[0]?.pagination.totalCount ?? 0,
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
