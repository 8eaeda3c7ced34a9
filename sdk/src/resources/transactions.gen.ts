/** The methods of `client.transactions`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { Download } from '../download.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  DailyFlow,
  StatementSummary,
  Transaction,
  TransactionDailyFlowQuery,
  TransactionDetails,
  TransactionListQuery,
  TransactionStatementQuery,
  TransactionStatementSummaryQuery,
} from '../types.gen.ts';

export const transactions = ({ list, send, download }: Caller) => ({
  /**
   * List transactions.
   *
   * All accounts of the business, newest first. Filters can be combined; with one besides `accountNumber`, `totalCount`
   * counts up to 10,000. `isTotalExact` says whether that is all; without filters it always is, except while a very
   * long history is counted for the first time, over a few requests. Read a long list by `cursor`: every page costs the
   * same.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transactions`, in the reference at `/docs/reference` of the server.
   */
  list: (query: TransactionListQuery = {}, options?: CallOptions): List<Transaction> =>
    list({ method: 'GET', path: '/clients/business/transactions', access: 'business', query }, options),

  /**
   * What came and went, day by day.
   *
   * The latest days, oldest first, each of them even if nothing happened on it. A transaction counts on the day on
   * which it was made, as long as it is `successful`; one between two accounts of the business counts on both sides.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transactions/daily-flow`, in the reference at `/docs/reference` of the server.
   */
  dailyFlow: (query: TransactionDailyFlowQuery = {}, options?: CallOptions): Promise<readonly DailyFlow[]> =>
    send({ method: 'GET', path: '/clients/business/transactions/daily-flow', access: 'business', query }, options),

  /**
   * Get a transaction.
   *
   * With what it did to the account, step by step.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transactions/{id}`, in the reference at `/docs/reference` of the server.
   */
  get: (id: string, options?: CallOptions): Promise<TransactionDetails> =>
    send({ method: 'GET', path: path`/clients/business/transactions/${id}`, access: 'business' }, options),

  /**
   * Get a statement.
   *
   * Every entry of an account in a period, oldest first, between the opening and the closing balance: opening, and all
   * entries, are closing. A PDF holds up to 10,000 entries. In a CSV amounts are kobo, and a text that a spreadsheet
   * would take for a formula begins with an apostrophe.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transactions/statement`, in the reference at `/docs/reference` of the server.
   */
  statement: Object.assign(
    (query: TransactionStatementQuery, options?: CallOptions): Promise<Download> =>
      download({ method: 'GET', path: '/clients/business/transactions/statement', access: 'business', query }, options),
    {
      /**
       * Get the balances of a statement.
       *
       * What the statement of the same account and period begins and ends with, and how many entries it has. It costs
       * the same however many these are.
       *
       * Needs the permission `transactions:read` and an approved business.
       *
       * `GET /api/v1/clients/business/transactions/statement/summary`, in the reference at `/docs/reference` of the
       * server.
       */
      summary: (query: TransactionStatementSummaryQuery, options?: CallOptions): Promise<StatementSummary> =>
        send(
          {
            method: 'GET',
            path: '/clients/business/transactions/statement/summary',
            access: 'business',
            query,
          },
          options,
        ),
    },
  ),
});
