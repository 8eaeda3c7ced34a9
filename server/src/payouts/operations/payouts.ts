/** What routes may do with payouts, and the timer that makes scheduled ones. */

import { Fault } from '../../faults/index.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { BusinessId, PayoutAccountId } from '../../platform/ids.ts';
import type { Sent } from '../../transfers/index.ts';
import { nextRun, type PayoutAccount, type PayoutSchedule, type SchedulePlan } from '../rules.ts';
import {
  deleteSchedule,
  findPayoutAccount,
  findSchedule,
  listPayoutAccounts,
  lockPayoutAccount,
  saveSchedule,
} from '../store.ts';
import { type AccountDetails, createAccount, deleteAccount, updateAccount } from './accounts.ts';
import type { Orderer, PayoutParts } from './parts.ts';
import { runDue } from './runs.ts';
import { sendPayout } from './send.ts';

export interface Payouts {
  /** Faults those of a name enquiry, `payout.exists`, `payout.limit_reached`. */
  create(orderer: Orderer, details: AccountDetails, unit: UnitOfWork): Promise<PayoutAccount>;
  list(businessId: BusinessId): Promise<readonly PayoutAccount[]>;
  /** Faults `payout.not_found`, `payout.exists`, those of a name enquiry. */
  update(orderer: Orderer, id: PayoutAccountId, changes: Partial<AccountDetails>): Promise<PayoutAccount>;
  /** Pauses the schedule that pays to it. Fault `payout.not_found`. */
  delete(orderer: Orderer, id: PayoutAccountId): Promise<void>;
  /** Faults `payout.not_found`, those of `Transfers.send`. */
  send(
    orderer: Orderer,
    payout: {
      readonly payoutAccountId: PayoutAccountId;
      /** Undefined: all that there is, less the charges. */
      readonly amountKobo: bigint | undefined;
      readonly retrievalReference: string;
      readonly narration: string;
    },
    unit: UnitOfWork,
  ): Promise<Sent>;
  /** Fault `payout.schedule_not_found`. */
  schedule(businessId: BusinessId): Promise<PayoutSchedule>;
  /** Fault `payout.not_found`. */
  setSchedule(orderer: Orderer, plan: SchedulePlan): Promise<PayoutSchedule>;
  /** Fault `payout.schedule_not_found`. */
  deleteSchedule(orderer: Orderer): Promise<void>;
  /** Makes every scheduled payout that is due; returns how many. */
  runDue(): Promise<number>;
  start(): void;
  /** Finishes the payout in hand. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 30_000;

export function createPayouts(parts: PayoutParts): Payouts {
  const { database, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  const tick = (): void => {
    running ??= runDue(parts)
      .catch((error: unknown) => log.warn({ error }, 'could not make scheduled payouts'))
      .finally(() => {
        running = undefined;
      });
  };

  return {
    async create(orderer, details, unit) {
      const id = await createAccount(parts, orderer, details, unit);
      const account = await findPayoutAccount(database.sql, orderer.businessId, id);
      if (account === undefined) throw new Fault('payout.not_found');
      return account;
    },
    list: (businessId) => listPayoutAccounts(database.sql, businessId),
    update: (orderer, id, changes) => updateAccount(parts, orderer, id, changes),
    delete: (orderer, id) => deleteAccount(parts, orderer, id),
    async send({ businessId, clientId, actor }, { payoutAccountId, retrievalReference, ...payout }, unit) {
      const account = await findPayoutAccount(database.sql, businessId, payoutAccountId);
      if (account === undefined) throw new Fault('payout.not_found');
      const order = {
        ...payout,
        account,
        reference: retrievalReference,
        alongside: async ({ sql }: { readonly sql: typeof database.sql }, objectId: string) => {
          const details = { businessId, retrievalReference, payoutAccountId };
          await parts.audit.record(sql, { action: 'payouts.send', clientId, objectId, actor, details });
        },
      };
      return sendPayout(parts, order, unit);
    },
    async schedule(businessId) {
      const schedule = await findSchedule(database.sql, businessId);
      if (schedule === undefined) throw new Fault('payout.schedule_not_found');
      return schedule;
    },
    setSchedule: (orderer, plan) => setSchedule(parts, orderer, plan),
    async deleteSchedule({ businessId, clientId, actor }) {
      await database.transaction(async ({ sql }) => {
        const schedule = await deleteSchedule(sql, businessId);
        if (schedule === undefined) throw new Fault('payout.schedule_not_found');
        const objectId = schedule.id;
        await parts.audit.record(sql, { action: 'payouts.schedule.delete', clientId, objectId, actor });
      });
    },
    runDue: () => runDue(parts),
    start() {
      timer = setInterval(tick, INTERVAL_MS);
      tick();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

function setSchedule(parts: PayoutParts, orderer: Orderer, plan: SchedulePlan): Promise<PayoutSchedule> {
  const { businessId, clientId, actor } = orderer;
  return parts.database.transaction(async ({ sql }) => {
    const account = await lockPayoutAccount(sql, businessId, plan.payoutAccountId);
    if (account === undefined) throw new Fault('payout.not_found', { field: 'payoutAccountId' });
    const createdAt = new Date(parts.clock.now());
    const nextRunAt = nextRun(plan, createdAt);
    const id = parts.ids.next('payoutSchedule');
    const schedule = await saveSchedule(sql, { ...plan, businessId, id, nextRunAt, createdAt });
    const { minimumKobo, keepKobo, ...rhythm } = plan;
    const after = { ...rhythm, minimumAmount: String(minimumKobo), keepBalance: String(keepKobo) };
    await parts.audit.record(sql, { action: 'payouts.schedule.set', clientId, objectId: schedule.id, actor, after });
    return schedule;
  });
}
