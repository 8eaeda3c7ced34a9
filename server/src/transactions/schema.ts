/** The shapes of transactions on the wire. */

import { type Static, Type } from 'typebox';
import { id, nullable, patterned, text, timestamp, toKobo } from '../platform/schema.ts';
import type { Search } from './filter.ts';
import type { DayOfFlow } from './flow.ts';
import { TRANSACTION_KINDS, TRANSACTION_STATUSES, type Transaction } from './rules.ts';
import type { PeriodOfAccount } from './statement/statement.ts';
import type { TransactionEntry } from './store/transactions.ts';

const MOMENT =
  '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z)?$';

/** A query's bound in time, which `momentOf` reads. */
export const moment = (description: string, example?: string) =>
  patterned(MOMENT, 'must be a day (YYYY-MM-DD) or a time in UTC (YYYY-MM-DDThh:mm:ssZ)', {
    description,
    ...(example === undefined ? {} : { examples: [example] }),
  });

const literals = <const Value extends string>(values: readonly Value[], description: string) =>
  Type.Unsafe<Value>({ type: 'string', enum: [...values], description, examples: [values[0]] });

const accountNumber = (description: string) =>
  patterned('^\\d{10}$', 'must have ten digits', { description, examples: ['9000000015'] });

const Direction = literals(['credit', 'debit'], 'Whether money came or went.');
const Status = literals(TRANSACTION_STATUSES, 'Only `pending` is not final; `successful` may still become `reversed`.');
const Kind = literals(TRANSACTION_KINDS, 'What it is.');

export const TransactionQuery = Type.Object({
  from: Type.Optional(moment('The first day, or moment, that is wanted.')),
  to: Type.Optional(moment('The first day, or moment, that is no longer wanted.')),
  direction: Type.Optional(Direction),
  status: Type.Optional(Status),
  kind: Type.Optional(Kind),
  accountNumber: Type.Optional(patterned('^\\d{10}$', 'must have ten digits', { description: 'Of one account.' })),
  reference: Type.Optional(text({ maxLength: 100, description: 'The `retrievalReference`, or that of an account.' })),
  amount: Type.Optional(patterned('^[1-9]\\d{0,15}$', 'must be kobo, in digits', { description: 'Kobo.' })),
  minimumAmount: Type.Optional(patterned('^[1-9]\\d{0,15}$', 'must be kobo, in digits', { description: 'Kobo.' })),
  maximumAmount: Type.Optional(patterned('^[1-9]\\d{0,15}$', 'must be kobo, in digits', { description: 'Kobo.' })),
});

export const StatementQuery = Type.Object({
  accountNumber: accountNumber('Of an account of the business.'),
  from: moment('The first day, or moment, that is wanted.', '2026-07-01'),
  to: moment('The first day, or moment, that is no longer wanted.', '2026-08-01'),
  format: Type.Optional(literals(['csv', 'pdf'], '`csv` when absent.')),
});

export const StatementSummaryQuery = Type.Pick(StatementQuery, ['accountNumber', 'from', 'to']);

export const DEFAULT_DAYS = 30;

export const FlowQuery = Type.Object({
  days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 366,
      default: DEFAULT_DAYS,
      description: 'How many days, today among them.',
      examples: [DEFAULT_DAYS],
    }),
  ),
});

const digits = (description: string, example: string) => Type.String({ description, examples: [example] });
const shown = (example: string, description: string) => nullable(Type.String({ examples: [example] }), description);

const ITEM = {
  id: id('transaction'),
  kind: Kind,
  direction: Direction,
  status: Status,
  accountNumber: digits('The account of the business.', '9000000015'),
  amount: digits('Kobo, as digits, without the charges.', '450000'),
  fee: digits('Kobo, as digits.', '1000'),
  vat: digits('Kobo, as digits.', '75'),
  stampDuty: digits('Kobo, as digits.', '0'),
  reference: shown('order-20417', "The client's own, where there is one."),
  sessionId: shown('090286260701091530000000000001', 'On the way between banks; null within this bank.'),
  counterpartyName: shown('NGOZI BELLO', 'The other side; null where it is not shown.'),
  counterpartyAccountNumber: shown('0123456789', 'Null where it is not shown.'),
  counterpartyBankCode: shown('044', 'Null where it is not shown.'),
  narration: Type.String({ examples: ['Order 20417'] }),
  reason: shown('Dormant account', 'Why it failed or was reversed.'),
  createdAt: timestamp('When it was ordered, or came in.'),
  completedAt: nullable(timestamp('When its state last became final.'), 'Null while it is pending.'),
};

export const TransactionItem = Type.Object(ITEM);

export const TransactionDetails = Type.Object({
  ...ITEM,
  balanceAfter: shown('1250000', 'Of the account after the latest of the entries, in kobo; null where none is known.'),
  entries: Type.Array(
    Type.Object({
      kind: literals(['move', 'hold', 'post', 'void', 'reversal'], 'Which step it was.'),
      amount: digits('Kobo, as digits; with a minus where the account was debited.', '-451075'),
      balanceAfter: digits('Of the account, in kobo.', '1250000'),
      createdAt: timestamp('When it was posted.'),
    }),
    { description: 'What it did to the account, step by step.' },
  ),
});

export const Flow = Type.Array(
  Type.Object({
    date: Type.String({ description: 'The day, in Lagos (UTC+1).', examples: ['2026-07-01'] }),
    inKobo: digits('What came in, as digits, without the charges.', '450000'),
    outKobo: digits('What went out, as digits, without the charges.', '120000'),
    inCount: Type.Integer({ description: 'Transactions that brought it.', examples: [3] }),
    outCount: Type.Integer({ description: 'Transactions that took it.', examples: [1] }),
  }),
);

export const StatementSummary = Type.Object({
  accountNumber: digits('Of an account of the business.', '9000000015'),
  accountName: Type.String({ examples: ['Bello Stores'] }),
  from: timestamp('The first moment of the period.'),
  to: timestamp('The first moment that is no longer in it.'),
  openingBalance: digits('Kobo, as digits.', '1200000'),
  closingBalance: digits('Kobo, as digits.', '1250000'),
  entryCount: Type.Integer({ description: 'How many entries the statement has.', examples: [42] }),
});

export const TransactionParams = Type.Object({ id: id('transaction', { description: 'The transaction.' }) });

export function toSearch(query: Static<typeof TransactionQuery>): Search {
  const { amount: exact, minimumAmount, maximumAmount, ...search } = query;
  const [minimum, maximum] = [exact ?? minimumAmount, exact ?? maximumAmount];
  return {
    ...(search as Search),
    ...(minimum === undefined ? {} : { minimumKobo: toKobo(minimum) }),
    ...(maximum === undefined ? {} : { maximumKobo: toKobo(maximum) }),
  };
}

export function toFlow(days: readonly DayOfFlow[]): Static<typeof Flow> {
  return days.map(({ date, inKobo, inCount, outKobo, outCount }) => ({
    date,
    inKobo: String(inKobo),
    outKobo: String(outKobo),
    inCount: Number(inCount),
    outCount: Number(outCount),
  }));
}

export function toItem(transaction: Transaction): Static<typeof TransactionItem> {
  const { amountKobo, feeKobo, vatKobo, stampDutyKobo, createdAt, completedAt, ...shownAsIs } = transaction;
  return {
    ...shownAsIs,
    amount: String(amountKobo),
    fee: String(feeKobo),
    vat: String(vatKobo),
    stampDuty: String(stampDutyKobo),
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  };
}

export function toSummary({ account, from, to, period }: PeriodOfAccount): Static<typeof StatementSummary> {
  return {
    accountNumber: account.accountNumber,
    accountName: account.accountName,
    from: from.toISOString(),
    to: to.toISOString(),
    openingBalance: String(period.openingKobo),
    closingBalance: String(period.closingKobo),
    entryCount: Number(period.last - period.after),
  };
}

export function toDetails(transaction: Transaction, entries: readonly TransactionEntry[]) {
  const latest = entries.at(-1);
  return {
    ...toItem(transaction),
    balanceAfter: latest === undefined ? null : String(latest.balanceKobo),
    entries: entries.map(({ kind, amountKobo, balanceKobo, createdAt }) => ({
      kind,
      amount: String(amountKobo),
      balanceAfter: String(balanceKobo),
      createdAt: createdAt.toISOString(),
    })),
  };
}
