/** Lists: awaited they give a page, iterated over they give every item, page after page. */

export interface Pagination {
  readonly totalCount: number;
  /** False when there are more than `totalCount`: a long filtered list is counted up to a bound. */
  readonly isTotalExact: boolean;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** 0 if there is none. */
  readonly nextPage: number;
  /** 0 if there is none. */
  readonly previousPage: number;
  readonly limit: number;
  readonly lastPage: number;
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pagination: Pagination;
}

/** `await` it for one page; `for await` over it for every item. The request for the first page is sent at once. */
export type List<Item> = Promise<Page<Item>> & AsyncIterable<Item>;

/** The most that a page holds: who reads everything reads it in as few requests as there can be. */
const LARGEST_PAGE = 100;

export interface PageWanted {
  readonly cursor?: string;
  readonly limit?: number;
}

/** @param fetchPage asks for a page; what it is told takes the place of what the caller's query says. */
export function listOf<Item>(query: object, fetchPage: (wanted: PageWanted) => Promise<Page<Item>>): List<Item> {
  const first = fetchPage({});
  async function* iterate(): AsyncGenerator<Item, void, undefined> {
    let page = await first;
    yield* page.items;
    for (let cursor = page.pagination.nextCursor; cursor !== null; cursor = page.pagination.nextCursor) {
      const hasLimit = 'limit' in query && query.limit !== undefined;
      page = await fetchPage(hasLimit ? { cursor } : { cursor, limit: LARGEST_PAGE });
      yield* page.items;
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: iterate });
}
