/** Many transfers in one request, each with a transaction and a result of its own. */

import { Fault, type FaultCode, type Problem } from '../../faults/index.ts';
import type { Account } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Transfer } from '../order.ts';
import type { Funds, Orderer, TransferLine } from './funds.ts';

export interface BulkResult {
  readonly retrievalReference: string;
  /** Absent when it was refused. */
  readonly transfer?: Transfer;
  /** Absent when it was not refused. */
  readonly code?: FaultCode;
  readonly message: string;
}

/** At the same time: all debit one account, and those that wait for it are placed together. */
const AT_ONCE = 16;
/** None is begun later, so that the answer is given before the request's time is up. */
const BUDGET_MS = 4500;
const NOT_BEGUN: Pick<BulkResult, 'code' | 'message'> = {
  code: 'service.unavailable',
  message: 'There was no time for this one. Send the whole request again: what was made is not made twice.',
};

/** Faults `request.unprocessable` when two have the same reference, `payer.not_found`. */
export async function sendBulk(
  { clock, funds }: { readonly clock: Clock; readonly funds: Funds },
  orderer: Orderer,
  payerAccountNumber: string | undefined,
  lines: readonly TransferLine[],
): Promise<BulkResult[]> {
  refuseTwins(lines);
  const payer = await funds.payer(orderer.businessId, {
    accountNumber: payerAccountNumber,
    kinds: ['business', 'virtual', 'customer'],
  });
  const deadline = clock.monotonic() + BUDGET_MS;
  const results: BulkResult[] = [];
  const queue = lines.entries();
  const work = async (): Promise<void> => {
    for (const [index, line] of queue) {
      results[index] =
        clock.monotonic() < deadline
          ? await sendOne(funds, orderer, payer, line)
          : { retrievalReference: line.retrievalReference, ...NOT_BEGUN };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

async function sendOne(funds: Funds, orderer: Orderer, payer: Account, line: TransferLine): Promise<BulkResult> {
  const { retrievalReference } = line;
  try {
    const transfer = await funds.transfer(orderer, payer, line);
    return { retrievalReference, transfer, message: 'Transfer successful' };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { retrievalReference, code: error.code, message: error.message };
  }
}

function refuseTwins(lines: readonly TransferLine[]): void {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, { retrievalReference }] of lines.entries()) {
    const field = `transfers.${index}.retrievalReference`;
    if (seen.has(retrievalReference)) problems.push({ field, message: `${field} is that of another transfer above.` });
    seen.add(retrievalReference);
  }
  if (problems.length > 0) throw new Fault('request.unprocessable', { problems });
}
