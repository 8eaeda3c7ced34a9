/** The tables of docs/money.md, as a test compares them with the books. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../docs/money.md');

export interface Posting {
  readonly kind: string;
  /** Account and kobo, by name: a posting has no order in itself. */
  readonly entries: readonly string[];
}

export interface MoneyPage {
  /** By the name of the flow. */
  readonly entries: ReadonlyMap<string, readonly Posting[]>;
  /** Amount, fee, VAT, stamp duty, charge, total: digits. */
  readonly charges: readonly (readonly string[])[];
}

export async function readMoneyPage(): Promise<MoneyPage> {
  const text = await readFile(PAGE, 'utf8');
  const tables = text.matchAll(/<!-- entries: (?<flow>.+) -->\n(?<table>(?:\|.*\n)+)/g);
  return {
    entries: new Map([...tables].map(({ groups }) => [groups?.['flow'] ?? '', postingsOf(groups?.['table'] ?? '')])),
    charges: rowsOf(/<!-- charges -->\n(?<table>(?:\|.*\n)+)/.exec(text)?.groups?.['table'] ?? ''),
  };
}

/** The cells of each row, without the head. */
function rowsOf(table: string): string[][] {
  const [, , ...rows] = table.trim().split('\n');
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** A posting is named in the first of its rows alone. */
function postingsOf(table: string): Posting[] {
  const postings: { kind: string; entries: string[] }[] = [];
  for (const [kind = '', account = '', kobo = ''] of rowsOf(table)) {
    if (kind !== '') postings.push({ kind, entries: [] });
    postings.at(-1)?.entries.push(`${account} ${kobo.replace('−', '-').replace('+', '')}`);
  }
  return postings.map(({ kind, entries }) => ({ kind, entries: entries.toSorted() }));
}
