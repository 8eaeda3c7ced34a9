/** The routes of transactions: the history of a business's money, and statements of its accounts. */

import { routesFor } from '../http/route.ts';
import type { TransactionId } from '../platform/ids.ts';
import type { Transactions } from './operations.ts';
import {
  DEFAULT_DAYS,
  Flow,
  FlowQuery,
  StatementQuery,
  StatementSummary,
  StatementSummaryQuery,
  TransactionDetails,
  TransactionItem,
  TransactionParams,
  TransactionQuery,
  toDetails,
  toFlow,
  toItem,
  toSearch,
  toSummary,
} from './schema.ts';

const route = routesFor<{ readonly transactions: Transactions }>();
const TAG = 'Transactions';
const ACCESS = { kind: 'business', permission: 'transactions:read', approved: true } as const;
const PATH = '/clients/business/transactions';

export const transactionRoutes = [
  route.list({
    id: 'transactions.list',
    method: 'GET',
    path: PATH,
    access: ACCESS,
    tag: TAG,
    summary: 'List transactions',
    description:
      'All accounts of the business, newest first. Filters can be combined; with one besides `accountNumber`, `totalCount` counts up to 10,000. `isTotalExact` says whether that is all; without filters it always is, except while a very long history is counted for the first time, over a few requests. Read a long list by `cursor`: every page costs the same.',
    query: TransactionQuery,
    output: TransactionItem,
    status: 200,
    message: 'Transactions retrieved successfully',
    faults: ['account.not_found'],
    handle: async ({ transactions }, { principal, page, query }) => {
      const { items, ...total } = await transactions.list(principal.businessId, toSearch(query), page);
      return { ...total, items: items.map(toItem) };
    },
  }),
  route.envelope({
    id: 'transactions.daily-flow',
    method: 'GET',
    path: `${PATH}/daily-flow`,
    access: ACCESS,
    tag: TAG,
    summary: 'What came and went, day by day',
    description:
      'The latest days, oldest first, each of them even if nothing happened on it. A transaction counts on the day on which it was made, as long as it is `successful`; one between two accounts of the business counts on both sides.',
    query: FlowQuery,
    output: Flow,
    status: 200,
    message: 'Daily flow retrieved successfully',
    faults: [],
    handle: async ({ transactions }, { principal, query }) =>
      toFlow(await transactions.dailyFlow(principal.businessId, query.days ?? DEFAULT_DAYS)),
  }),
  route.envelope({
    id: 'transactions.get',
    method: 'GET',
    path: `${PATH}/{id}`,
    access: ACCESS,
    tag: TAG,
    summary: 'Get a transaction',
    description: 'With what it did to the account, step by step.',
    params: TransactionParams,
    output: TransactionDetails,
    status: 200,
    message: 'Transaction retrieved successfully',
    faults: ['transaction.not_found'],
    handle: async ({ transactions }, { principal, params }) => {
      const { transaction, entries } = await transactions.get(principal.businessId, params.id as TransactionId);
      return toDetails(transaction, entries);
    },
  }),
  route.stream({
    id: 'transactions.statement',
    method: 'GET',
    path: `${PATH}/statement`,
    access: ACCESS,
    tag: TAG,
    summary: 'Get a statement',
    description:
      'Every entry of an account in a period, oldest first, between the opening and the closing balance: opening, and all entries, are closing. A PDF holds up to 10,000 entries. In a CSV amounts are kobo, and a text that a spreadsheet would take for a formula begins with an apostrophe.',
    query: StatementQuery,
    status: 200,
    mediaTypes: ['text/csv', 'application/pdf'],
    faults: ['account.not_found'],
    handle: ({ transactions }, { principal, query }) =>
      transactions.statement(principal.businessId, {
        accountNumber: query.accountNumber,
        from: query.from,
        to: query.to,
        form: query.format === 'pdf' ? 'pdf' : 'csv',
      }),
  }),
  route.envelope({
    id: 'transactions.statement.summary',
    method: 'GET',
    path: `${PATH}/statement/summary`,
    access: ACCESS,
    tag: TAG,
    summary: 'Get the balances of a statement',
    description:
      'What the statement of the same account and period begins and ends with, and how many entries it has. It costs the same however many these are.',
    query: StatementSummaryQuery,
    output: StatementSummary,
    status: 200,
    message: 'Statement summary retrieved successfully',
    faults: ['account.not_found'],
    handle: async ({ transactions }, { principal, query }) =>
      toSummary(await transactions.statementSummary(principal.businessId, query)),
  }),
];
