/**
 * A statement as PDF, for people: pages with a head, the running balance, and totals. Written as it is read, page after
 * page. Its libraries are large, and loaded when the first one is asked for.
 */

import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { StatementLine } from '../store/statement.ts';
import { describe } from './period.ts';
import type { StatementSource } from './source.ts';

const FONTS = 'dejavu-fonts-ttf/ttf';
const MARGIN = 40;
const BOTTOM = 790;
const ROW = 16;
const COLUMNS = { date: 40, description: 130, amount: 345, balance: 455 };
const WIDTHS = { date: 85, description: 205, amount: 100, balance: 100 };

export async function pdfOf(source: StatementSource): Promise<Readable> {
  const { default: Document } = await import('pdfkit');
  const { resolve } = createRequire(import.meta.url);
  const document = new Document({ size: 'A4', margin: MARGIN, info: { Title: `Statement ${source.accountNumber}` } });
  document.registerFont('text', resolve(`${FONTS}/DejaVuSans.ttf`));
  document.registerFont('bold', resolve(`${FONTS}/DejaVuSans-Bold.ttf`));
  return Readable.from(bytesOf(document, source), { objectMode: false });
}

type Pages = PDFKit.PDFDocument;

/** Draws no more than is read: after each row, what it made is handed on before the next one is fetched. */
async function* bytesOf(document: Pages, source: StatementSource): AsyncGenerator<string | Buffer> {
  const { period, lines } = source;
  const row = rowsOn(document, source);
  let [creditKobo, debitKobo] = [0n, 0n];
  row({ date: day(source.from), description: 'Opening balance', amount: '', balance: naira(period.openingKobo) });
  for await (const line of lines) {
    if (line.amountKobo > 0n) creditKobo += line.amountKobo;
    else debitKobo -= line.amountKobo;
    row(cellsOf(line));
    const made = document.read();
    if (made !== null) yield made;
  }
  row({ date: day(source.to), description: 'Closing balance', amount: '', balance: naira(period.closingKobo) });
  row({ date: '', description: 'Total in', amount: naira(creditKobo), balance: '' });
  row({ date: '', description: 'Total out', amount: naira(-debitKobo), balance: '' });
  document.end();
  yield* document;
}

/** @returns what draws one row after another, on a new page where the last one is full. */
function rowsOn(document: Pages, source: StatementSource): (cells: Cells) => void {
  let page = 1;
  let y = head(document, source, page);
  return (cells) => {
    if (y > BOTTOM - ROW) {
      document.addPage();
      page += 1;
      y = head(document, source, page);
    }
    draw(document, y, cells);
    y += ROW;
  };
}

interface Cells {
  readonly date: string;
  readonly description: string;
  readonly amount: string;
  readonly balance: string;
}

/** @returns where the first row begins. */
function head(document: Pages, { accountName, accountNumber, from, to }: StatementSource, page: number): number {
  const width = COLUMNS.balance + WIDTHS.balance - MARGIN;
  const line = { width, height: ROW, lineBreak: false, ellipsis: true };
  document.font('bold').fontSize(13).text('Statement of account', MARGIN, MARGIN, line);
  document.font('text').fontSize(9).text(`${accountName} · ${accountNumber}`, MARGIN, 60, line);
  document.text(`${day(from)} to ${day(to)} (UTC), page ${page}`, MARGIN, 74, line);
  document.font('bold').fontSize(8);
  draw(document, 98, { date: 'Date', description: 'Description', amount: 'Amount', balance: 'Balance' });
  document
    .moveTo(MARGIN, 112)
    .lineTo(MARGIN + width, 112)
    .lineWidth(0.5)
    .stroke();
  document.font('text').fontSize(8);
  return 118;
}

function draw(document: Pages, y: number, { date, description, amount, balance }: Cells): void {
  const cell = (text: string, column: keyof Cells, align: 'left' | 'right' = 'left') =>
    document.text(text, COLUMNS[column], y, {
      width: WIDTHS[column],
      height: ROW,
      lineBreak: false,
      ellipsis: true,
      align,
    });
  cell(date, 'date');
  cell(description, 'description');
  cell(amount, 'amount', 'right');
  cell(balance, 'balance', 'right');
}

function cellsOf(line: StatementLine): Cells {
  const date = line.at.toISOString().slice(0, 16).replace('T', ' ');
  return { date, description: describe(line), amount: naira(line.amountKobo), balance: naira(line.balanceKobo) };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function naira(kobo: bigint): string {
  const digits = String(kobo < 0n ? -kobo : kobo).padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${kobo < 0n ? '−' : ''}₦${whole}.${digits.slice(-2)}`;
}
