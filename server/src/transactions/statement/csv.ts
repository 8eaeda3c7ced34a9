/** A statement as CSV: one line for each entry, between the opening and the closing balance. Amounts are kobo. */

import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { StatementLine } from '../store/statement.ts';
import { describe } from './period.ts';
import type { StatementSource } from './source.ts';

const HEADER = ['date', 'description', 'reference', 'transactionId', 'amountKobo', 'balanceKobo'];

export function csvOf(source: StatementSource): Readable {
  const stringifier = stringify({ record_delimiter: 'windows' });
  const rows = Readable.from(rowsOf(source));
  rows.on('error', (error) => stringifier.destroy(error));
  stringifier.on('close', () => rows.destroy());
  return rows.pipe(stringifier);
}

async function* rowsOf({ from, to, period, lines }: StatementSource): AsyncGenerator<readonly string[]> {
  yield HEADER;
  yield [from.toISOString(), 'Opening balance', '', '', '', String(period.openingKobo)];
  for await (const line of lines) yield rowOf(line);
  yield [to.toISOString(), 'Closing balance', '', '', '', String(period.closingKobo)];
}

function rowOf(line: StatementLine): readonly string[] {
  const { at, reference, transactionId, amountKobo, balanceKobo } = line;
  const words = [describe(line), reference ?? '', transactionId ?? ''].map(harmless);
  return [at.toISOString(), ...words, String(amountKobo), String(balanceKobo)];
}

/** A spreadsheet would run a text that begins like this as a formula, with whatever a payer wrote into it. */
function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
