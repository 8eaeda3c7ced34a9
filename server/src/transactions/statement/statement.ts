/** A statement of an account in one of its forms. */

import type { Readable } from 'node:stream';
import { Fault } from '../../faults/index.ts';
import type { Account } from '../../ledger/index.ts';
import type { Sql } from '../../platform/pool.ts';
import { csvOf } from './csv.ts';
import { pdfOf } from './pdf.ts';
import { findPeriod, linesOf, type Period } from './period.ts';

export type StatementForm = 'csv' | 'pdf';

export interface Statement {
  readonly mediaType: string;
  readonly fileName: string;
  /** Read from the database as it is read from here. */
  readonly body: Readable;
}

/** A period of an account without its entries. */
export interface PeriodOfAccount {
  readonly account: Account;
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
  readonly period: Period;
}

/** Drawing costs many times what writing does: more entries, which nobody reads on pages, are for a CSV. */
const MOST_DRAWN = 10_000n;

/** Fault `request.unprocessable` when a PDF would be too long. */
export async function statementOf(
  sql: Sql,
  account: Account,
  { from, to, form }: { readonly from: Date; readonly to: Date; readonly form: StatementForm },
): Promise<Statement> {
  const period = await findPeriod(sql, account, { from, to });
  if (form === 'pdf' && period.last - period.after > MOST_DRAWN) {
    const message = `A PDF holds up to ${MOST_DRAWN} entries: ask for a shorter period, or for a CSV.`;
    throw new Fault('request.unprocessable', { message, field: 'format' });
  }
  const { accountNumber, accountName } = account;
  const source = { accountNumber, accountName, from, to, period, lines: linesOf(sql, account, period) };
  const days = `${from.toISOString().slice(0, 10)}-${to.toISOString().slice(0, 10)}`;
  const fileName = `statement-${accountNumber}-${days}.${form}`;
  return form === 'csv'
    ? { mediaType: 'text/csv', fileName, body: csvOf(source) }
    : { mediaType: 'application/pdf', fileName, body: await pdfOf(source) };
}
