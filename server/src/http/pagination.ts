/**
 * Pages of a list, newest first: by number, as the documentation has it, or by cursor, which stays put when something
 * is added and costs the same on every page.
 */

import { type TObject, type TSchema, Type } from 'typebox';
import { Fault } from '../faults/index.ts';

export const DEFAULT_LIMIT = 10;
export const MAX_LIMIT = 100;
/** Beyond it a list is read by cursor. */
const MAX_PAGE = 1_000_000;

const PageQuery = Type.Object({
  page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 1, description: 'Number of the page, from 1.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT, description: 'Items a page.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      description: '`nextCursor` of the page before; takes the place of `page`.',
    }),
  ),
});

/** The query of a list: which page, and the filters of its own. */
export function listQuery(filters: TSchema | undefined): TSchema {
  const own = filters === undefined ? {} : (filters as TObject).properties;
  return Type.Object({ ...own, ...PageQuery.properties });
}

export const Pagination = Type.Object({
  totalCount: Type.Integer({ description: 'Items on all pages.' }),
  isTotalExact: Type.Boolean({
    description: 'False when there are more than `totalCount`: a long filtered list is counted up to a bound.',
  }),
  hasNextPage: Type.Boolean(),
  hasPreviousPage: Type.Boolean(),
  nextPage: Type.Integer({ description: 'Number of the next page, 0 if there is none.' }),
  previousPage: Type.Integer({ description: 'Number of the previous page, 0 if there is none.' }),
  limit: Type.Integer(),
  lastPage: Type.Integer({ description: 'Number of the last page, at least 1.' }),
  nextCursor: Type.Union([Type.String(), Type.Null()], {
    description: 'Where the next page begins, null on the last.',
  }),
});

/** Which part of a list is wanted. */
export interface PageRequest {
  /** Number of the page, or undefined when it is asked for by cursor. */
  readonly number: number | undefined;
  readonly limit: number;
  /** Items to leave out at the start. */
  readonly offset: number;
  /** The id after which the page begins. */
  readonly before: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number;
  /** Whether there are not more; true when absent. */
  readonly isTotalExact?: boolean;
}

export function readPage(query: {
  readonly page?: number;
  readonly limit?: number;
  readonly cursor?: string;
}): PageRequest {
  const limit = query.limit ?? DEFAULT_LIMIT;
  if (query.cursor !== undefined) return { number: undefined, limit, offset: 0, before: readCursor(query.cursor) };
  const number = query.page ?? 1;
  return { number, limit, offset: (number - 1) * limit, before: undefined };
}

/** @param items one more than the limit when there is a next page. */
export function paginate<Item>(page: Page<Item>, request: PageRequest, idOf: (item: Item) => string) {
  const { limit, number } = request;
  const items = page.items.slice(0, limit);
  const hasNextPage = page.items.length > limit;
  const last = items.at(-1);
  const pagination = {
    totalCount: page.totalCount,
    isTotalExact: page.isTotalExact ?? true,
    hasNextPage,
    hasPreviousPage: number === undefined || number > 1,
    nextPage: hasNextPage && number !== undefined ? number + 1 : 0,
    previousPage: number === undefined ? 0 : number - 1,
    limit,
    lastPage: Math.max(1, Math.ceil(page.totalCount / limit)),
    nextCursor: hasNextPage && last !== undefined ? writeCursor(idOf(last)) : null,
  };
  return { items, pagination };
}

function writeCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  const isOurs = /^[a-z]+_[0-9a-z]+$/.test(id) && writeCursor(id) === cursor;
  if (!isOurs)
    throw new Fault('request.invalid', {
      message: 'The cursor is not one that this endpoint gave out.',
      field: 'cursor',
    });
  return id;
}
