/** The SQL of transfers: orders, how far each has come, and what an account has sent on a day. */

import type { AccountRef } from '../ledger/index.ts';
import type { AccountId, BusinessId, PostingId, TransactionId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { TransactionStatus } from '../transactions/index.ts';
import type { Transfer } from './order.ts';

export interface NewTransfer extends Transfer {
  /** YYYY-MM-DD; null where no limit of the day applies. */
  readonly countedOn: string | null;
}

/** What names a transfer. */
export interface TransferKey {
  readonly businessId: BusinessId;
  readonly id: TransactionId;
}

/** False when the business has used the reference before. Waits for a twin that is about to use it. */
export async function insertTransfer(sql: Sql, row: NewTransfer): Promise<boolean> {
  const rows = await sql`
    insert into transfer
      (business_id, id, kind, reference, status, payer_account_id, payer_account_number, payer_name,
       receiver_account_number, receiver_bank_code, receiver_nip_code, receiver_name, amount_kobo, fee_kobo, vat_kobo,
       stamp_duty_kobo, narration, is_anonymous, counted_on, session_id, due_at, created_at, completed_at)
    values (${row.businessId}, ${row.id}, ${row.kind}, ${row.reference}, ${row.status}, ${row.payerAccountId},
            ${row.payerAccountNumber}, ${row.payerName}, ${row.receiverAccountNumber}, ${row.receiverBankCode},
            ${row.receiverNipCode}, ${row.receiverName}, ${row.amountKobo}, ${row.feeKobo}, ${row.vatKobo},
            ${row.stampDutyKobo}, ${row.narration}, ${row.isAnonymous}, ${row.countedOn}, ${row.sessionId},
            case when ${row.completedAt}::timestamptz is null then now() end,
            ${row.createdAt}, ${row.completedAt})
    on conflict on constraint transfer__reference do nothing
    returning id`;
  return rows.length === 1;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", id, kind, reference, status, payer_account_id as "payerAccountId",
  payer_account_number as "payerAccountNumber", payer_name as "payerName",
  receiver_account_number as "receiverAccountNumber", receiver_bank_code as "receiverBankCode",
  receiver_nip_code as "receiverNipCode", receiver_name as "receiverName", amount_kobo as "amountKobo",
  fee_kobo as "feeKobo", vat_kobo as "vatKobo", stamp_duty_kobo as "stampDutyKobo", narration,
  is_anonymous as "isAnonymous", session_id as "sessionId", response_code as "responseCode", reason,
  created_at as "createdAt", completed_at as "completedAt"`;

export async function findByReference(
  sql: Sql,
  businessId: BusinessId,
  reference: string,
): Promise<Transfer | undefined> {
  const rows = await sql<Transfer[]>`
    select ${columns(sql)} from transfer where business_id = ${businessId} and reference = ${reference}`;
  return rows[0];
}

/** Which transfers of a business are wanted. Null: whatever it is. */
export interface TransferFilter {
  readonly businessId: BusinessId;
  readonly status: TransactionStatus | null;
  readonly reference: string | null;
  /** Ids from this one on, and before that one: ids sort by time. */
  readonly fromId: string | null;
  readonly beforeId: string | null;
}

/** Of states other than the usual it says what their index holds, for a planner that does not know the parameter. */
const isWanted = (sql: Sql, { businessId, status, reference, fromId, beforeId }: TransferFilter) => sql`
  business_id = ${businessId}
  ${status === null ? sql`` : sql`and status = ${status}`}
  ${status === null || status === 'successful' ? sql`` : sql`and status <> 'successful'`}
  ${reference === null ? sql`` : sql`and reference = ${reference}`}
  ${fromId === null ? sql`` : sql`and id >= ${fromId}`}
  ${beforeId === null ? sql`` : sql`and id < ${beforeId}`}`;

/** Newest first, after the one named by `before`. */
export function listTransfers(
  sql: Sql,
  filter: TransferFilter,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<Transfer[]> {
  return sql<Transfer[]>`
    select ${columns(sql)} from transfer
    where ${isWanted(sql, filter)} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

/** How many are wanted, counted up to `most`. */
export async function countTransfers(sql: Sql, filter: TransferFilter, most: number): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from transfer where ${isWanted(sql, filter)} limit ${most}) found`;
  return rows[0]?.count ?? 0;
}

export async function findKeyBySession(sql: Sql, sessionId: string): Promise<TransferKey | undefined> {
  const rows = await sql<TransferKey[]>`
    select business_id as "businessId", id from transfer where session_id = ${sessionId}`;
  return rows[0];
}

export interface LockedTransfer extends Transfer {
  readonly countedOn: string | null;
}

/** Keeps others from settling it until the transaction ends. */
export async function lockTransfer(sql: Sql, { businessId, id }: TransferKey): Promise<LockedTransfer | undefined> {
  const rows = await sql<LockedTransfer[]>`
    select ${columns(sql)}, counted_on::text as "countedOn"
    from transfer where business_id = ${businessId} and id = ${id} for update`;
  return rows[0];
}

export interface Settling extends TransferKey {
  readonly from: TransactionStatus;
  readonly to: TransactionStatus;
  readonly responseCode: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** False when it is not in the state that it leaves. */
export async function settleTransfer(sql: Sql, settling: Settling): Promise<boolean> {
  const { businessId, id, from, to, responseCode, reason, at } = settling;
  const rows = await sql`
    update transfer set status = ${to}, response_code = ${responseCode}, reason = ${reason}, completed_at = ${at},
                        due_at = null, leased_until = null
    where business_id = ${businessId} and id = ${id} and status = ${from}
    returning id`;
  return rows.length === 1;
}

/** The posting that set the money of an order aside. */
export async function findHold(sql: Sql, { businessId, id }: TransferKey): Promise<PostingId> {
  const [hold] = await sql<{ id: PostingId }[]>`
    select id from ledger_posting where business_id = ${businessId} and transaction_id = ${id} and kind = 'hold'`;
  if (hold === undefined) throw new Error('the ledger has no hold of a transfer');
  return hold.id;
}

export interface Leased extends Transfer {
  /** Whether it may have reached the rail before. */
  readonly wasSent: boolean;
}

export interface Attempt extends TransferKey {
  readonly attempt: number;
}

/**
 * Gives the transfer to this caller for the lease. `done` when the attempt was made before, or the transfer is settled;
 * `busy` when another caller makes it at the moment, or died in it.
 */
export async function leaseTransfer(
  sql: Sql,
  { businessId, id, attempt }: Attempt,
  leaseSeconds: number,
): Promise<Leased | 'done' | 'busy'> {
  const rows = await sql<Leased[]>`
    with before as materialized (
      select is_sent from transfer where business_id = ${businessId} and id = ${id} for update
    )
    update transfer set is_sent = true, leased_until = now() + make_interval(secs => ${leaseSeconds})
    from before
    where business_id = ${businessId} and id = ${id} and status = 'pending' and attempt = ${attempt}
      and (leased_until is null or leased_until < now())
    returning ${columns(sql)}, before.is_sent as "wasSent"`;
  if (rows[0] !== undefined) return rows[0];
  const [waiting] = await sql`
    select from transfer
    where business_id = ${businessId} and id = ${id} and status = 'pending' and attempt = ${attempt}`;
  return waiting === undefined ? 'done' : 'busy';
}

/** Ends the lease with the outcome open; the next attempt is made after the delay. False when it was settled meanwhile. */
export async function postponeTransfer(
  sql: Sql,
  { businessId, id, attempt }: Attempt,
  { responseCode, delaySeconds }: { readonly responseCode: string; readonly delaySeconds: number },
): Promise<boolean> {
  const rows = await sql`
    update transfer set attempt = ${attempt + 1}, response_code = ${responseCode}, leased_until = null,
                        due_at = now() + make_interval(secs => ${delaySeconds})
    where business_id = ${businessId} and id = ${id} and status = 'pending' and attempt = ${attempt}
    returning id`;
  return rows.length === 1;
}

/** Takes transfers whose turn passed so long ago that their job must be lost; each is taken by one caller. */
export async function takeOverdue(sql: Sql, overdueSeconds: number, limit: number): Promise<Attempt[]> {
  return sql<Attempt[]>`
    with overdue as materialized (
      select business_id, id from transfer
      where status = 'pending' and due_at < now() - make_interval(secs => ${overdueSeconds})
        and (leased_until is null or leased_until < now())
      order by due_at limit ${limit} for update skip locked
    )
    update transfer t set due_at = now() from overdue
    where t.business_id = overdue.business_id and t.id = overdue.id
    returning t.business_id as "businessId", t.id, t.attempt`;
}

/** Adds the amount to the account's total of the day, unless that would be more than the limit: then false. */
export async function countInDay(
  sql: Sql,
  { businessId, id }: AccountRef,
  { day, amountKobo, limitKobo }: { readonly day: string; readonly amountKobo: bigint; readonly limitKobo: bigint },
): Promise<boolean> {
  const rows = await sql`
    insert into transfer_day (business_id, account_id, day, total_kobo)
    select ${businessId}, ${id}, ${day}::date, ${amountKobo}::bigint where ${amountKobo}::bigint <= ${limitKobo}::bigint
    on conflict on constraint transfer_day__pkey do update set total_kobo = transfer_day.total_kobo + excluded.total_kobo
      where transfer_day.total_kobo + excluded.total_kobo <= ${limitKobo}::bigint
    returning total_kobo`;
  return rows.length === 1;
}

/** What was not sent after all does not count. */
export async function uncountInDay(
  sql: Sql,
  businessId: BusinessId,
  { accountId, day, amountKobo }: { readonly accountId: AccountId; readonly day: string; readonly amountKobo: bigint },
): Promise<void> {
  await sql`
    update transfer_day set total_kobo = total_kobo - ${amountKobo}
    where business_id = ${businessId} and account_id = ${accountId} and day = ${day}::date`;
}
