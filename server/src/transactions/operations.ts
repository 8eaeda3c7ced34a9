/** What is written down of every movement for the business whose money it is. */

import { Fault } from '../faults/index.ts';
import type { Account, Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import { countUpTo, type Total } from '../platform/counting.ts';
import type { Database } from '../platform/database.ts';
import type { BusinessId, TransactionId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { countAll } from './count.ts';
import { isWhole, momentOf, type Search, toFilter } from './filter.ts';
import { type DayOfFlow, dailyFlow } from './flow.ts';
import type { NewTransaction, Transaction, TransactionStatus } from './rules.ts';
import { findPeriod } from './statement/period.ts';
import { type PeriodOfAccount, type Statement, type StatementForm, statementOf } from './statement/statement.ts';
import {
  countTransactions,
  findTransaction,
  insertTransaction,
  listEntries,
  listTransactions,
  type TransactionEntry,
  updateStatus,
} from './store/transactions.ts';

export interface Transactions {
  /** In the transaction that moves the money, under an id that its postings carry too, or with the posting's. */
  record(sql: Sql, transaction: NewTransaction): Promise<void>;
  /** Moves it on to another state, with the reason where it has one; false when it is not in the state it would leave. */
  settle(
    sql: Sql,
    change: {
      readonly businessId: BusinessId;
      readonly id: TransactionId;
      readonly from: TransactionStatus;
      readonly to: TransactionStatus;
      readonly reason?: string;
    },
  ): Promise<boolean>;
  find(sql: Sql, businessId: BusinessId, id: TransactionId): Promise<Transaction | undefined>;
  /** Newest first, one more than the limit where there are more. Faults `account.not_found`, `request.invalid`. */
  list(businessId: BusinessId, search: Search, page: TransactionPage): Promise<ListedTransactions>;
  /** With what it did to its account, step by step. Fault `transaction.not_found`. */
  get(
    businessId: BusinessId,
    id: TransactionId,
  ): Promise<{ readonly transaction: Transaction; readonly entries: readonly TransactionEntry[] }>;
  /** The latest days, oldest first, today last. */
  dailyFlow(businessId: BusinessId, days: number): Promise<readonly DayOfFlow[]>;
  /** Faults `account.not_found`, `request.invalid`, `request.unprocessable`. */
  statement(businessId: BusinessId, wanted: WantedPeriod & { readonly form: StatementForm }): Promise<Statement>;
  /** The same period without its entries; the same faults. */
  statementSummary(businessId: BusinessId, wanted: WantedPeriod): Promise<PeriodOfAccount>;
}

export interface WantedPeriod {
  readonly accountNumber: string;
  /** ISO 8601, as in `Search`. */
  readonly from: string;
  readonly to: string;
}

export interface TransactionPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ListedTransactions extends Total {
  readonly items: readonly Transaction[];
}

/** Of what is filtered. */
const MOST_COUNTED = 10_000;

export interface TransactionsOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly ledger: Pick<Ledger, 'findByNumber'>;
}

export function createTransactions(options: TransactionsOptions): Transactions {
  const { clock, database } = options;
  return {
    record: insertTransaction,
    settle: (sql, { reason, ...change }) =>
      updateStatus(sql, { ...change, reason: reason ?? null, at: new Date(clock.now()) }),
    find: findTransaction,
    list: (businessId, search, page) => listFiltered(options, businessId, search, page),
    async get(businessId, id) {
      const transaction = await findTransaction(database.sql, businessId, id);
      if (transaction === undefined) throw new Fault('transaction.not_found');
      return { transaction, entries: await listEntries(database.sql, transaction) };
    },
    dailyFlow: (businessId, days) => dailyFlow(database.sql, clock, businessId, days),
    async statement(businessId, { form, ...wanted }) {
      const { account, ...period } = await periodOf(options, businessId, wanted);
      return statementOf(database.sql, account, { ...period, form });
    },
    async statementSummary(businessId, wanted) {
      const { account, ...period } = await periodOf(options, businessId, wanted);
      return { account, ...period, period: await findPeriod(database.sql, account, period) };
    },
  };
}

async function periodOf(
  options: TransactionsOptions,
  businessId: BusinessId,
  { accountNumber, ...wanted }: WantedPeriod,
): Promise<{ readonly account: Account; readonly from: Date; readonly to: Date }> {
  const [from, to] = [momentOf(wanted.from, 'from'), momentOf(wanted.to, 'to')];
  if (to <= from) {
    const message = 'to must be later than from.';
    throw new Fault('request.unprocessable', { message, field: 'to' });
  }
  return { account: await ownAccount(options, businessId, accountNumber), from, to };
}

async function listFiltered(
  options: TransactionsOptions,
  businessId: BusinessId,
  search: Search,
  page: TransactionPage,
): Promise<ListedTransactions> {
  const { clock, database } = options;
  const { accountNumber } = search;
  const accountId = accountNumber === undefined ? null : (await ownAccount(options, businessId, accountNumber)).id;
  const filter = toFilter(businessId, accountId, search);
  const items = await listTransactions(database.sql, filter, { ...page, limit: page.limit + 1 });
  if (isWhole(filter)) return { items, ...(await countAll(database.sql, clock, { businessId, accountId })) };
  return { items, ...(await countUpTo(MOST_COUNTED, (limit) => countTransactions(database.sql, filter, limit))) };
}

/** One answer for accounts of others and those that are not there. Fault `account.not_found`. */
async function ownAccount(
  { database, ledger }: TransactionsOptions,
  businessId: BusinessId,
  accountNumber: string,
): Promise<Account> {
  const account = await ledger.findByNumber(database.sql, accountNumber);
  if (account === undefined || account.businessId !== businessId)
    throw new Fault('account.not_found', { field: 'accountNumber' });
  return account;
}
