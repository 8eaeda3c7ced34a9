/** The SQL of inbound payments. */

import type { AccountRef } from '../ledger/index.ts';
import type { AccountId, BusinessId, TransactionId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Charges } from '../tariff/index.ts';
import type { Payment, PaymentStatus, RefundStatus } from './rules.ts';

/** Takes the session id, for ever; false when it is taken. Who comes second waits for the first to end. */
export async function insertPayment(sql: Sql, row: Payment): Promise<boolean> {
  const rows = await sql`
    insert into inbound_payment
      (business_id, id, session_id, account_number, virtual_account_ref, amount_kobo, fee_kobo, vat_kobo,
       stamp_duty_kobo, payer_name, payer_account_number, payer_nip_code, narration, paid_at, received_at, status,
       suspense_reason, account_id, refund_status)
    values (${row.businessId}, ${row.id}, ${row.sessionId}, ${row.accountNumber}, ${row.virtualAccountRef},
            ${row.amountKobo}, ${row.feeKobo}, ${row.vatKobo}, ${row.stampDutyKobo}, ${row.payerName},
            ${row.payerAccountNumber}, ${row.payerNipCode}, ${row.narration}, ${row.paidAt}, ${row.receivedAt},
            ${row.status}, ${row.suspenseReason}, ${row.accountId}, ${row.refundStatus})
    on conflict on constraint inbound_payment__session_id do nothing
    returning id`;
  return rows.length === 1;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", id, session_id as "sessionId", account_number as "accountNumber",
  virtual_account_ref as "virtualAccountRef", amount_kobo as "amountKobo", fee_kobo as "feeKobo",
  vat_kobo as "vatKobo", stamp_duty_kobo as "stampDutyKobo", payer_name as "payerName",
  payer_account_number as "payerAccountNumber", payer_nip_code as "payerNipCode", narration, paid_at as "paidAt",
  received_at as "receivedAt", status, suspense_reason as "suspenseReason", account_id as "accountId",
  refund_status as "refundStatus", refund_attempt as "refundAttempt", refund_id as "refundId",
  refund_reason as "refundReason"`;

export async function isKnownSession(sql: Sql, sessionId: string): Promise<boolean> {
  const rows = await sql`select from inbound_payment where session_id = ${sessionId}`;
  return rows.length === 1;
}

export async function findPayment(sql: Sql, businessId: BusinessId, id: TransactionId): Promise<Payment | undefined> {
  const rows = await sql<Payment[]>`
    select ${columns(sql)} from inbound_payment where business_id = ${businessId} and id = ${id}`;
  return rows[0];
}

export async function lockPayment(sql: Sql, businessId: BusinessId, id: TransactionId): Promise<Payment | undefined> {
  const rows = await sql<Payment[]>`
    select ${columns(sql)} from inbound_payment where business_id = ${businessId} and id = ${id} for update`;
  return rows[0];
}

export interface PaymentFilter {
  readonly status?: PaymentStatus | undefined;
  readonly refundStatus?: RefundStatus | undefined;
  readonly accountNumber?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Ids between which the time lies: that of the first payment, and what all payments are before. */
  readonly fromId?: string | undefined;
  readonly toId?: string | undefined;
}

export interface PaymentPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

const matching = (sql: Sql, businessId: BusinessId, filter: PaymentFilter) => sql`
  from inbound_payment where business_id = ${businessId}
  ${filter.status === undefined ? sql`` : sql`and status = ${filter.status}`}
  ${filter.refundStatus === undefined ? sql`` : sql`and refund_status = ${filter.refundStatus}`}
  ${filter.accountNumber === undefined ? sql`` : sql`and account_number = ${filter.accountNumber}`}
  ${filter.sessionId === undefined ? sql`` : sql`and session_id = ${filter.sessionId}`}
  ${filter.fromId === undefined ? sql`` : sql`and id >= ${filter.fromId}`}
  ${filter.toId === undefined ? sql`` : sql`and id < ${filter.toId}`}`;

/** Newest first, after the one named by `before`. */
export function listPayments(
  sql: Sql,
  businessId: BusinessId,
  filter: PaymentFilter,
  { before, offset, limit }: PaymentPage,
): Promise<Payment[]> {
  return sql<Payment[]>`
    select ${columns(sql)} ${matching(sql, businessId, filter)}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc offset ${offset} limit ${limit}`;
}

/** Counts no further than `most`. */
export async function countPayments(
  sql: Sql,
  businessId: BusinessId,
  filter: PaymentFilter,
  most: number,
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from (select 1 ${matching(sql, businessId, filter)} limit ${most}) counted`;
  return rows[0]?.count ?? 0;
}

/** What the payments say that an account holds in suspense. */
export interface Suspended extends AccountRef {
  readonly payments: string;
  readonly amountKobo: bigint;
}

/** Of every account that there is something in: money on its way back to its payer is in it no more. */
export function sumSuspended(sql: Sql): Promise<Suspended[]> {
  return sql<Suspended[]>`
    select business_id as "businessId", account_id as id, count(*)::text as payments,
           sum(amount_kobo)::bigint as "amountKobo"
    from inbound_payment
    where status = 'suspended' and refund_status in ('none', 'failed')
    group by business_id, account_id`;
}

/** Says that it is on its way back to its payer. */
export async function beginRefund(sql: Sql, { businessId, id }: Payment, refundId: TransactionId): Promise<void> {
  await sql`
    update inbound_payment
    set refund_status = 'pending', refund_attempt = refund_attempt + 1, refund_id = ${refundId}, refund_reason = null
    where business_id = ${businessId} and id = ${id}`;
}

export interface RefundEnd {
  readonly businessId: BusinessId;
  readonly refundId: TransactionId;
  readonly status: 'refunded' | 'failed';
  readonly reason: string | null;
}

export async function endRefund(sql: Sql, { businessId, refundId, status, reason }: RefundEnd): Promise<boolean> {
  const rows = await sql`
    update inbound_payment set refund_status = ${status}, refund_reason = ${reason}
    where business_id = ${businessId} and refund_id = ${refundId}
    returning id`;
  return rows.length === 1;
}

/** Where the money is now. */
export interface Release extends Charges {
  readonly businessId: BusinessId;
  readonly accountId: AccountId;
  readonly accountNumber: string;
  readonly virtualAccountRef: string | null;
}

export async function setReleased(sql: Sql, payment: Payment, release: Release): Promise<void> {
  await sql`
    update inbound_payment
    set status = 'released', business_id = ${release.businessId}, account_id = ${release.accountId},
        account_number = ${release.accountNumber}, virtual_account_ref = ${release.virtualAccountRef}, fee_kobo = ${release.feeKobo},
        vat_kobo = ${release.vatKobo}, stamp_duty_kobo = ${release.stampDutyKobo}
    where business_id = ${payment.businessId} and id = ${payment.id}`;
}
