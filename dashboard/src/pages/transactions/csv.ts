/** Transactions as a CSV file, read page by page. Amounts are whole kobo, times UTC, as the API gives them. */

import type { Transaction, TransactionListQuery } from '@interstellas/sdk';
import type { Client } from '../../lib/client.ts';
import { csvCell } from '../../lib/download.ts';
import { hasCode } from '../../lib/errors.ts';

const pageSize = 100;

const cells: Readonly<Record<string, (transaction: Transaction) => string | null>> = {
  id: ({ id }) => id,
  createdAt: ({ createdAt }) => createdAt,
  completedAt: ({ completedAt }) => completedAt,
  kind: ({ kind }) => kind,
  direction: ({ direction }) => direction,
  status: ({ status }) => status,
  accountNumber: ({ accountNumber }) => accountNumber,
  amountKobo: ({ amount }) => amount,
  feeKobo: ({ fee }) => fee,
  vatKobo: ({ vat }) => vat,
  stampDutyKobo: ({ stampDuty }) => stampDuty,
  counterpartyName: ({ counterpartyName }) => counterpartyName,
  counterpartyAccountNumber: ({ counterpartyAccountNumber }) => counterpartyAccountNumber,
  counterpartyBankCode: ({ counterpartyBankCode }) => counterpartyBankCode,
  narration: ({ narration }) => narration,
  reference: ({ reference }) => reference,
  sessionId: ({ sessionId }) => sessionId,
  reason: ({ reason }) => reason,
};

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  readonly isTotalExact: boolean;
}

export interface ExportRequest {
  readonly client: Client;
  readonly query: TransactionListQuery;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

export async function exportCsv({ client, query, signal, onProgress }: ExportRequest): Promise<Blob> {
  const lines = [lineOf(Object.keys(cells))];
  let cursor: string | null | undefined;
  let done = 0;
  while (cursor !== null) {
    const page = await patiently(signal, () =>
      client.transactions.list({ ...query, limit: pageSize, ...(cursor && { cursor }) }, { signal }),
    );
    for (const transaction of page.items) {
      lines.push(lineOf(Object.values(cells).map((cell) => csvCell(cell(transaction) ?? ''))));
    }
    done += page.items.length;
    const { totalCount, isTotalExact, nextCursor } = page.pagination;
    onProgress({ done, total: Math.max(done, totalCount), isTotalExact });
    cursor = nextCursor;
  }
  // The mark by which spreadsheets know that it is UTF-8.
  return new Blob(['\uFEFF', ...lines], { type: 'text/csv' });
}

function lineOf(values: readonly string[]): string {
  return `${values.join(',')}\r\n`;
}

/** A long list meets the limit of requests: then it waits as long as the server says. */
async function patiently<Result>(signal: AbortSignal, read: () => PromiseLike<Result>): Promise<Result> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!hasCode(error, 'rate.limited')) throw error;
      await pause((error.retryAfterSeconds ?? 1) * 1000, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
