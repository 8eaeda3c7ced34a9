/** What a row of a file says, what is wrong with it, and what is sent for it. Pure. */

import type { Bank } from '@interstellas/sdk';
import { amountProblem, readAmount } from '../../../lib/amounts.ts';
import { RULES } from '../transfer-values.ts';
import type { Columns, Field } from './columns.ts';

export const MOST_ROWS = 1000;

export interface BulkRow {
  /** The line of the file, as a spreadsheet counts them. */
  readonly line: number;
  readonly bank: Bank | undefined;
  /** As the file has it. */
  readonly bankText: string;
  readonly accountNumber: string;
  readonly amountText: string;
  /** Undefined where it is wrong. */
  readonly amountKobo: bigint | undefined;
  readonly narration: string;
  readonly reference: string;
  /** By field; empty when the row can be sent. */
  readonly problems: Partial<Record<Field, string>>;
}

export interface Reading {
  /** The lines below the head. */
  readonly lines: readonly (readonly string[])[];
  readonly columns: Columns;
  readonly findBank: (text: string) => Bank | string;
  /** Names the rows that name themselves not: the same for the same file. */
  readonly batch: string;
}

export function readRows({ lines, columns, findBank, batch }: Reading): readonly BulkRow[] {
  const rows = lines.map((cells, index) => readRow({ cells, columns, findBank, batch, line: index + 2 }));
  return markTwins(rows);
}

interface Line extends Omit<Reading, 'lines'> {
  readonly cells: readonly string[];
  readonly line: number;
}

function readRow({ cells, columns, findBank, batch, line }: Line): BulkRow {
  const text = (field: Field): string => {
    const column = columns[field];
    // Spreadsheets mark text with an apostrophe, which some leave in the file.
    return column === undefined ? '' : (cells[column] ?? '').trim().replace(/^'/, '');
  };
  const found = findBank(text('bank'));
  const [accountNumber, amountText, narration] = [text('accountNumber'), text('amount'), text('narration')];
  const reference = text('reference') || `${batch}-${line}`;
  const problems = {
    bank: typeof found === 'string' ? found : undefined,
    accountNumber: numberProblem(accountNumber),
    amount: amountProblem(amountText),
    narration: RULES.narration(narration),
    reference: RULES.reference(reference),
  };
  return {
    line,
    bank: typeof found === 'string' ? undefined : found,
    bankText: text('bank'),
    accountNumber,
    amountText,
    amountKobo: readAmount(amountText),
    narration,
    reference,
    problems: Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined)),
  };
}

function numberProblem(number: string): string | undefined {
  if (/^\d{10}$/.test(number)) return undefined;
  if (number === '') return 'The account number is missing.';
  if (/^\d{5,9}$/.test(number)) {
    return `Ten digits are needed, here are ${number.length}. Spreadsheets drop zeros at the front: format the column as text.`;
  }
  return 'The account number must have ten digits.';
}

function markTwins(rows: readonly BulkRow[]): readonly BulkRow[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    const earlier = first.get(row.reference);
    if (earlier === undefined) {
      first.set(row.reference, row.line);
      return row;
    }
    return { ...row, problems: { ...row.problems, reference: `Line ${earlier} has the same reference.` } };
  });
}

export function isSendable(row: BulkRow): boolean {
  return Object.keys(row.problems).length === 0;
}

export interface Order {
  readonly amount: string;
  readonly receiverAccountNumber: string;
  readonly receiverBankCode: string;
  readonly retrievalReference: string;
  readonly narration: string;
}

/** What is sent for a row that has no problems. */
export function orderOf({ amountKobo, accountNumber, bank, reference, narration }: BulkRow): Order {
  return {
    amount: String(amountKobo ?? 0n),
    receiverAccountNumber: accountNumber,
    receiverBankCode: bank?.code ?? '',
    retrievalReference: reference,
    narration,
  };
}
