/**
 * Runs of schedules. A run is begun by one process, which sets the time of the next one in the same transaction; its
 * transfer has a reference of its own. A process that dies in a run leaves it to whoever finds its lease over, who sees by
 * the reference whether the money has moved. However long nobody ran, there is one run to make up for it.
 */

import { Fault } from '../../faults/index.ts';
import { nextRun, runReference } from '../rules.ts';
import { beginRun, type DueSchedule, endRun, findPayoutAccount, lockDueSchedule, postponeRun } from '../store.ts';
import type { PayoutParts } from './parts.ts';
import { mostPayable, ownAccount, sendPayout } from './send.ts';

const LEASE_MS = 2 * 60_000;
const RETRY_MS = 5 * 60_000;
/**
 * What may be otherwise in a few minutes; everything else is the business's to change. Too little money is among it: a run
 * sends no more than there is, so somebody has spent it since that was looked at.
 */
const PASSING = new Set<string>([
  'account.insufficient_funds',
  'rail.unavailable',
  'service.unavailable',
  'rate.limited',
]);

interface Run extends DueSchedule {
  readonly runReference: string;
}

/** Makes every run that is due. @returns how many. */
export async function runDue(parts: PayoutParts): Promise<number> {
  for (let runs = 0; ; runs += 1) {
    const run = await takeRun(parts);
    if (run === undefined) return runs;
    await makeRun(parts, run);
  }
}

/** Begins a run that is due, or takes over one that was left alone. */
function takeRun({ clock, database }: PayoutParts): Promise<Run | undefined> {
  return database.transaction(async ({ sql }) => {
    const now = new Date(clock.now());
    const due = await lockDueSchedule(sql, now);
    if (due === undefined) return undefined;
    const { businessId } = due;
    const reference = due.runReference ?? runReference(due.id, due.nextRunAt);
    const nextRunAt = due.runReference === null ? nextRun(due, now) : due.nextRunAt;
    await beginRun(sql, { businessId, reference, nextRunAt, leasedUntil: new Date(now.getTime() + LEASE_MS) });
    return { ...due, runReference: reference };
  });
}

async function makeRun(parts: PayoutParts, run: Run): Promise<void> {
  const { clock, database } = parts;
  const { businessId, runReference: reference } = run;
  try {
    const result = await pay(parts, run);
    await endRun(database.sql, { businessId, reference, at: new Date(clock.now()), result });
  } catch (error) {
    const now = clock.now();
    const ended = { businessId, reference, at: new Date(now) };
    if (error instanceof Fault && !PASSING.has(error.code))
      return endRun(database.sql, { ...ended, result: error.code });
    parts.log.warn({ error, businessId, reference }, 'a scheduled payout is tried again later');
    const result = error instanceof Fault ? error.code : 'internal.unexpected';
    await postponeRun(database.sql, { ...ended, result }, new Date(now + RETRY_MS));
  }
}

async function pay(parts: PayoutParts, run: Run): Promise<string> {
  const { businessId, payoutAccountId, runReference: reference } = run;
  if ((await parts.transfers.find(businessId, reference)) !== undefined) return 'sent';
  const account = await findPayoutAccount(parts.database.sql, businessId, payoutAccountId);
  if (account === undefined) return 'payout.not_found';
  await parts.requireApproval(parts.database.sql, businessId);
  const { balanceKobo } = await ownAccount(parts, businessId);
  const amountKobo = mostPayable(parts, balanceKobo - run.keepKobo);
  if (amountKobo === 0n || amountKobo < run.minimumKobo) return 'skipped';
  await sendPayout(parts, {
    account,
    amountKobo,
    // Somebody whose lease was over may have sent it meanwhile, with what there was then.
    isAmountOpen: true,
    reference,
    narration: 'Payout',
    alongside: async ({ sql }, objectId) => {
      await parts.requireApproval(sql, businessId);
      const details = { businessId, retrievalReference: reference, amount: String(amountKobo), scheduleId: run.id };
      await parts.audit.record(sql, { action: 'payouts.run', clientId: account.clientId, objectId, details });
    },
  });
  return 'sent';
}
