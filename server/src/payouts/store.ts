/** The SQL of payouts: accounts, and schedules with their runs. */

import type { BusinessId, PayoutAccountId, PayoutScheduleId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { PayoutAccount, PayoutSchedule, SchedulePlan } from './rules.ts';

const SLOTS = 3;

const accountColumns = (sql: Sql) => sql`
  business_id as "businessId", id, client_id as "clientId", account_name as "accountName",
  account_number as "accountNumber", bank_code as "bankCode", bank_name as "bankName", bank_key as "bankKey",
  name_at_bank as "nameAtBank", created_at as "createdAt"`;

/**
 * False when every slot is taken. Two that want the same slot wait for each other, and the later one takes the next.
 * Breaks `payout_account__account` when the business has the account already.
 */
export async function insertPayoutAccount(sql: Sql, account: PayoutAccount): Promise<boolean> {
  for (let attempt = 0; attempt < SLOTS; attempt += 1) {
    const rows = await sql`
      insert into payout_account
        (business_id, id, slot, client_id, account_name, account_number, bank_code, bank_name, bank_key, name_at_bank,
         created_at)
      select ${account.businessId}, ${account.id}, slot, ${account.clientId}, ${account.accountName},
             ${account.accountNumber}, ${account.bankCode}, ${account.bankName}, ${account.bankKey},
             ${account.nameAtBank}, ${account.createdAt}::timestamptz
      from generate_series(1, ${SLOTS}::int) slot
      where not exists (
        select from payout_account a where a.business_id = ${account.businessId} and a.slot = slot.slot)
      order by slot limit 1
      on conflict on constraint payout_account__slot do nothing
      returning id`;
    if (rows.length === 1) return true;
  }
  return false;
}

export function listPayoutAccounts(sql: Sql, businessId: BusinessId): Promise<PayoutAccount[]> {
  return sql<PayoutAccount[]>`
    select ${accountColumns(sql)} from payout_account where business_id = ${businessId} order by id desc`;
}

export async function findPayoutAccount(
  sql: Sql,
  businessId: BusinessId,
  id: PayoutAccountId,
): Promise<PayoutAccount | undefined> {
  const rows = await sql<PayoutAccount[]>`
    select ${accountColumns(sql)} from payout_account where business_id = ${businessId} and id = ${id}`;
  return rows[0];
}

/** Keeps the account from being deleted or changed until the transaction ends. */
export async function lockPayoutAccount(
  sql: Sql,
  businessId: BusinessId,
  id: PayoutAccountId,
): Promise<PayoutAccount | undefined> {
  const rows = await sql<PayoutAccount[]>`
    select ${accountColumns(sql)} from payout_account where business_id = ${businessId} and id = ${id} for update`;
  return rows[0];
}

/** Breaks `payout_account__account` when the business has the account already. */
export async function updatePayoutAccount(sql: Sql, account: PayoutAccount): Promise<void> {
  await sql`
    update payout_account
    set account_name = ${account.accountName}, account_number = ${account.accountNumber},
        bank_code = ${account.bankCode}, bank_name = ${account.bankName}, bank_key = ${account.bankKey},
        name_at_bank = ${account.nameAtBank}
    where business_id = ${account.businessId} and id = ${account.id}`;
}

/** Pauses the schedule that pays to it. False when there is none. */
export async function deletePayoutAccount(sql: Sql, businessId: BusinessId, id: PayoutAccountId): Promise<boolean> {
  const rows = await sql`
    delete from payout_account where business_id = ${businessId} and id = ${id} returning id`;
  return rows.length === 1;
}

const scheduleColumns = (sql: Sql) => sql`
  business_id as "businessId", id, payout_account_id as "payoutAccountId", frequency, day_of_week as "dayOfWeek",
  day_of_month as "dayOfMonth", hour, minimum_kobo as "minimumKobo", keep_kobo as "keepKobo",
  next_run_at as "nextRunAt", last_run_at as "lastRunAt", last_result as "lastResult",
  last_reference as "lastReference"`;

export async function findSchedule(sql: Sql, businessId: BusinessId): Promise<PayoutSchedule | undefined> {
  const rows = await sql<PayoutSchedule[]>`
    select ${scheduleColumns(sql)} from payout_schedule where business_id = ${businessId}`;
  return rows[0];
}

export interface NewSchedule extends SchedulePlan {
  readonly businessId: BusinessId;
  readonly id: PayoutScheduleId;
  readonly nextRunAt: Date;
  readonly createdAt: Date;
}

/**
 * Makes the schedule, or changes the one that is there, which keeps its id; a run that was begun goes on, unless the
 * schedule was paused: nobody expects then what was due before.
 */
export async function saveSchedule(sql: Sql, schedule: NewSchedule): Promise<PayoutSchedule> {
  const rows = await sql<PayoutSchedule[]>`
    insert into payout_schedule
      (business_id, id, payout_account_id, frequency, day_of_week, day_of_month, hour, minimum_kobo, keep_kobo,
       next_run_at, created_at)
    values (${schedule.businessId}, ${schedule.id}, ${schedule.payoutAccountId}, ${schedule.frequency},
            ${schedule.dayOfWeek}, ${schedule.dayOfMonth}, ${schedule.hour}, ${schedule.minimumKobo},
            ${schedule.keepKobo}, ${schedule.nextRunAt}, ${schedule.createdAt})
    on conflict on constraint payout_schedule__pkey do update
      set payout_account_id = excluded.payout_account_id, frequency = excluded.frequency,
          day_of_week = excluded.day_of_week, day_of_month = excluded.day_of_month, hour = excluded.hour,
          minimum_kobo = excluded.minimum_kobo, keep_kobo = excluded.keep_kobo, next_run_at = excluded.next_run_at,
          run_reference = case when payout_schedule.payout_account_id is not null then payout_schedule.run_reference end,
          leased_until = case when payout_schedule.payout_account_id is not null then payout_schedule.leased_until end
    returning ${scheduleColumns(sql)}`;
  return rows[0] as PayoutSchedule;
}

export async function deleteSchedule(sql: Sql, businessId: BusinessId): Promise<PayoutSchedule | undefined> {
  const rows = await sql<PayoutSchedule[]>`
    delete from payout_schedule where business_id = ${businessId} returning ${scheduleColumns(sql)}`;
  return rows[0];
}

export interface DueSchedule extends PayoutSchedule {
  readonly payoutAccountId: PayoutAccountId;
  /** Of the run that was begun and has not ended. */
  readonly runReference: string | null;
}

/** Locks a schedule whose time has come, or whose run was left alone; others pass it by. */
export async function lockDueSchedule(sql: Sql, now: Date): Promise<DueSchedule | undefined> {
  const rows = await sql<DueSchedule[]>`
    select ${scheduleColumns(sql)}, run_reference as "runReference" from payout_schedule
    where payout_account_id is not null and (next_run_at <= ${now} or run_reference is not null)
      and (leased_until is null or leased_until <= ${now})
    order by next_run_at limit 1 for update skip locked`;
  return rows[0];
}

interface Begun {
  readonly businessId: BusinessId;
  readonly reference: string;
  readonly nextRunAt: Date;
  readonly leasedUntil: Date;
}

export async function beginRun(sql: Sql, { businessId, reference, nextRunAt, leasedUntil }: Begun): Promise<void> {
  await sql`
    update payout_schedule
    set run_reference = ${reference}, next_run_at = ${nextRunAt}, leased_until = ${leasedUntil}
    where business_id = ${businessId}`;
}

export interface RunResult {
  readonly businessId: BusinessId;
  readonly reference: string;
  readonly at: Date;
  readonly result: string;
}

/** Nothing happens when somebody else has ended the run. */
export async function endRun(sql: Sql, { businessId, reference, at, result }: RunResult): Promise<void> {
  await sql`
    update payout_schedule
    set run_reference = null, leased_until = null, last_run_at = ${at}, last_result = ${result},
        last_reference = ${reference}
    where business_id = ${businessId} and run_reference = ${reference}`;
}

/** The run stays begun, and is made again later. */
export async function postponeRun(sql: Sql, run: RunResult, leasedUntil: Date): Promise<void> {
  await sql`
    update payout_schedule
    set leased_until = ${leasedUntil}, last_run_at = ${run.at}, last_result = ${run.result},
        last_reference = ${run.reference}
    where business_id = ${run.businessId} and run_reference = ${run.reference}`;
}
