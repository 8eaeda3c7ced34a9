/**
 * How pages read. `useRead` for one thing, `usePages` for a list that grows by cursor; both belong to the business of
 * the address, so that nothing of one business is ever shown under another.
 */

import { type QueryKey, type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { useBusiness } from './use-business.ts';

/** The key of what is read for a business: `['business', id, noun, …]`. Invalidate by its front. */
export function businessKey(businessId: string, ...parts: readonly unknown[]): QueryKey {
  return ['business', businessId, ...parts];
}

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Asks again this often while the page is visible. */
  readonly everySeconds?: number;
}

type Options = { readonly signal: AbortSignal };

/** `useRead(['transactions', id], (client, options) => client.transactions.get(id, options))` */
export function useRead<Result>(
  parts: readonly unknown[],
  read: (client: Client, options: Options) => PromiseLike<Result>,
  { enabled = true, everySeconds }: ReadOptions = {},
): UseQueryResult<Result> {
  const business = useBusiness();
  return useQuery({
    queryKey: businessKey(business.id, ...parts),
    queryFn: async ({ signal }) => read(business.client, { signal }),
    enabled,
    refetchInterval: ({ state }) => nextLook(everySeconds, state),
  });
}

/** What failed before it showed anything waits for somebody to ask again: an error that blinks cannot be read. */
function nextLook(
  everySeconds: number | undefined,
  { data, status }: { readonly data: unknown; readonly status: string },
): number | false {
  return everySeconds === undefined || (status === 'error' && data === undefined) ? false : everySeconds * 1000;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly pagination: {
    readonly nextCursor: string | null;
    readonly totalCount: number;
    readonly isTotalExact: boolean;
  };
}

/** What a page asks of a list: where it begins, and how long it is. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** A list as tables show it. */
export interface Pages<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number | undefined;
  readonly isTotalExact: boolean;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  loadMore(): void;
  retry(): void;
}

export interface PagesOptions extends ReadOptions {
  readonly limit?: number;
}

/**
 * `usePages(['transactions', filters], (client, page, options) => client.transactions.list({ ...filters, ...page }, options))`
 */
export function usePages<Item>(
  parts: readonly unknown[],
  read: (client: Client, page: PageQuery, options: Options) => PromiseLike<Page<Item>>,
  { enabled = true, everySeconds, limit = 25 }: PagesOptions = {},
): Pages<Item> {
  const business = useBusiness();
  const query = useInfiniteQuery({
    queryKey: businessKey(business.id, ...parts, { limit }),
    queryFn: async ({ pageParam, signal }) =>
      read(business.client, pageParam === undefined ? { limit } : { limit, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.pagination.nextCursor ?? undefined,
    enabled,
    refetchInterval: ({ state }) => nextLook(everySeconds, state),
  });
  const first = query.data?.pages[0];
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    totalCount: first?.pagination.totalCount,
    isTotalExact: first?.pagination.isTotalExact ?? true,
    isPending: query.isPending,
    isFetching: query.isFetching,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
