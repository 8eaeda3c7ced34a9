/** What has become of each row, and the file of it. Pure. */

import type { BulkTransfer } from '@interstellas/sdk';
import { csvCell } from '../../../lib/download.ts';
import { formatMoney } from '../../../lib/money.ts';
import type { BulkRow } from './bulk-row.ts';

type ServerResult = BulkTransfer['results'][number];

export type Outcome = 'sent' | 'sent-before' | 'refused' | 'unknown';

export interface RowResult {
  readonly outcome: Outcome;
  /** Of the transfer; absent when there is none. */
  readonly status?: string;
  readonly receiverName?: string;
  /** When the transfer was made. */
  readonly createdAt?: string;
  readonly code?: string;
  readonly message?: string;
}

/** By reference. */
export type Results = ReadonlyMap<string, RowResult>;

/** Clocks of browsers are off; what was made longer ago than this was made by somebody before. */
const toleranceMs = 5 * 60_000;

export function resultOf({ transfer, code, message }: ServerResult, begunAt: Date): RowResult {
  if (transfer === null) return { outcome: 'refused', message, ...(code !== null && { code }) };
  const isOld = Date.parse(transfer.createdAt) < begunAt.getTime() - toleranceMs;
  const { status, receiverName, createdAt } = transfer;
  return { outcome: isOld ? 'sent-before' : 'sent', status, receiverName, createdAt };
}

/** Whether the same row may be sent again: nothing moves twice under one reference. */
export function isOpen(result: RowResult | undefined): boolean {
  return result === undefined || result.outcome === 'refused' || result.outcome === 'unknown';
}

export function isRefused(result: RowResult | undefined): boolean {
  return result?.outcome === 'refused';
}

export function resultsCsv(rows: readonly BulkRow[], results: Results): string {
  const head = ['Line', 'Bank', 'Account number', 'Receiver', 'Amount', 'Narration', 'Reference'];
  const lines = rows.map((row) => {
    const result = results.get(row.reference);
    return [
      String(row.line),
      row.bank?.name ?? row.bankText,
      row.accountNumber,
      result?.receiverName ?? '',
      formatMoney(row.amountKobo ?? 0n, { symbol: false }),
      row.narration,
      row.reference,
      result?.outcome ?? 'not sent',
      result?.status ?? '',
      result?.code ?? '',
      result?.message ?? '',
    ];
  });
  const table = [[...head, 'Outcome', 'Status', 'Code', 'Message'], ...lines];
  return `${table.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Account numbers in quotes would not help: a spreadsheet decides by itself. The note says what does. */
export const TEMPLATE = [
  'Bank,Account number,Amount,Narration,Reference',
  'Guaranty Trust Bank,0117170332,"1,500.50",Salary July,salary-july-1',
  '044,0690000031,25000,Salary July,salary-july-2',
  '',
].join('\r\n');
