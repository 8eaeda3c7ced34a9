/**
 * Sends the rows of a file in portions that the server takes, one after the other. A portion that got no answer, or had
 * no time for some, is sent again as it is: each reference happens once. It can be stopped between two portions.
 */

import { InterstellasError } from '@interstellas/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Client } from '../../../lib/client.ts';
import { hasCode, isWorthRetrying, type Problem, problemOf } from '../../../lib/errors.ts';
import { moneyKeys } from '../../../lib/money-keys.ts';
import { useBusiness } from '../../../lib/use-business.ts';
import { type BulkRow, orderOf } from './bulk-row.ts';
import { type Results, type RowResult, resultOf } from './results.ts';

/** Small enough for the time that one request has, and for the bar to move. */
const portionRows = 50;
const mostAttempts = 5;
const notBegun = 'service.unavailable';

export interface BulkSending {
  readonly isSending: boolean;
  readonly results: Results;
  /** How many of `total` have been answered in this run. */
  readonly done: number;
  readonly total: number;
  /** Why it stopped before the end. */
  readonly problem: Problem | undefined;
  start(rows: readonly BulkRow[], payerAccountNumber: string | undefined): void;
  stop(): void;
}

interface State extends Pick<BulkSending, 'isSending' | 'results' | 'done' | 'total' | 'problem'> {}

const idle: State = { isSending: false, results: new Map(), done: 0, total: 0, problem: undefined };

export function useBulkSending(): BulkSending {
  const business = useBusiness();
  const queries = useQueryClient();
  const [state, setState] = useState<State>(idle);
  const stopped = useRef(false);

  function keep(found: ReadonlyMap<string, RowResult>, done: number): void {
    setState((old) => ({ ...old, results: new Map([...old.results, ...found]), done: old.done + done }));
  }

  async function run(rows: readonly BulkRow[], payerAccountNumber: string | undefined): Promise<void> {
    const begunAt = new Date();
    stopped.current = false;
    setState((old) => ({ ...old, isSending: true, problem: undefined, done: 0, total: rows.length }));
    let problem: Problem | undefined;
    for (let first = 0; first < rows.length && !stopped.current && problem === undefined; first += portionRows) {
      const portion = rows.slice(first, first + portionRows);
      try {
        keep(await sendPortion(business.client, { portion, payerAccountNumber, begunAt }), portion.length);
      } catch (error) {
        problem = problemOf(error);
        if (isWorthRetrying(error)) keep(unknown(portion), 0);
      }
    }
    setState((old) => ({ ...old, isSending: false, problem }));
    for (const queryKey of moneyKeys(business.id)) void queries.invalidateQueries({ queryKey });
  }

  return {
    ...state,
    start: (rows, payer) => void run(rows, payer),
    stop() {
      stopped.current = true;
    },
  };
}

interface Portion {
  readonly portion: readonly BulkRow[];
  readonly payerAccountNumber: string | undefined;
  readonly begunAt: Date;
}

async function sendPortion(
  client: Client,
  { portion, payerAccountNumber, begunAt }: Portion,
): Promise<ReadonlyMap<string, RowResult>> {
  const input = {
    transfers: portion.map(orderOf),
    ...(payerAccountNumber !== undefined && { payerAccountNumber }),
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { results } = await client.transfers.sendBulk(input);
      if (attempt < mostAttempts && results.some(({ code }) => code === notBegun)) continue;
      return new Map(results.map((result) => [result.retrievalReference, resultOf(result, begunAt)]));
    } catch (error) {
      if (attempt === mostAttempts || !isWorthRetrying(error)) throw error;
      await pause(waitFor(error, attempt));
    }
  }
}

function waitFor(error: unknown, attempt: number): number {
  const asked =
    error instanceof InterstellasError && hasCode(error, 'rate.limited') ? error.retryAfterSeconds : undefined;
  return asked === undefined ? 500 * 2 ** attempt : asked * 1000;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function unknown(portion: readonly BulkRow[]): ReadonlyMap<string, RowResult> {
  const result: RowResult = { outcome: 'unknown', message: 'No answer came. Send it again: it happens once.' };
  return new Map(portion.map(({ reference }) => [reference, result]));
}
