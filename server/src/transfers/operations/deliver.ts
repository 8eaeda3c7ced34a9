/**
 * The way of an order over the rail, until its outcome is certain. An order that may have been sent is never sent again
 * before the rail has said that it does not have it; an outcome that is not known is asked for again, less and less often
 * and without an end. Each attempt adds the job of the next, so that there is one chain of jobs for each order.
 */

import type { Queue } from '../../platform/jobs.ts';
import type { RailOrder, RailStatus } from '../../rail/index.ts';
import { HIDDEN_PAYER, waitSeconds } from '../rules.ts';
import { type Attempt, type Leased, leaseTransfer, postponeTransfer } from '../store.ts';
import type { Listeners, TransferParts } from './parts.ts';
import { settle } from './settle.ts';

/** Longer than an attempt takes, and shorter than a job is held by a process that died in it. */
const LEASE_SECONDS = 60;

/** @throws when somebody else makes the attempt, so that it is looked at again: he may have died in it. */
export async function deliver(
  parts: TransferParts,
  listeners: Listeners,
  deliveries: Queue<Attempt>,
  attempt: Attempt,
): Promise<void> {
  const leased = await leaseTransfer(parts.database.sql, attempt, LEASE_SECONDS);
  if (leased === 'done') return;
  if (leased === 'busy') throw new Error('another process makes this attempt');
  const said = await ask(parts, leased);
  if (said.state !== 'unknown' && said.state !== 'absent') return settle(parts, listeners, attempt, said);
  await parts.database.transaction(async (transaction) => {
    const delaySeconds = waitSeconds(attempt.attempt);
    const { responseCode } = said;
    const isPending = await postponeTransfer(transaction.sql, attempt, { responseCode, delaySeconds });
    if (isPending) await deliveries.add(transaction, { ...attempt, attempt: attempt.attempt + 1 }, delaySeconds);
  });
}

async function ask({ rail }: TransferParts, transfer: Leased): Promise<RailStatus> {
  const order = orderOf(transfer);
  if (!transfer.wasSent) return rail.send(order);
  const status = await rail.status(order.sessionId);
  return status.state === 'absent' ? rail.send(order) : status;
}

function orderOf(transfer: Leased): RailOrder {
  const { sessionId, amountKobo, narration, isAnonymous, payerName, payerAccountNumber } = transfer;
  if (sessionId === null) throw new Error('a transfer without a session id is not for the rail');
  return {
    sessionId,
    amountKobo,
    payer: isAnonymous ? HIDDEN_PAYER : { accountName: payerName, accountNumber: payerAccountNumber },
    receiver: {
      bankCode: transfer.receiverNipCode,
      accountNumber: transfer.receiverAccountNumber,
      accountName: transfer.receiverName,
    },
    narration,
  };
}
