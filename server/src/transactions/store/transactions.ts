/** The SQL of transactions: what a business sees of its money. */

import type { BusinessId, TransactionId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { TransactionFilter } from '../filter.ts';
import type { NewTransaction, Transaction, TransactionStatus } from '../rules.ts';

export async function insertTransaction(sql: Sql, row: NewTransaction): Promise<void> {
  await sql`
    insert into account_transaction
      (business_id, id, account_id, account_number, kind, direction, status, amount_kobo, fee_kobo, vat_kobo,
       stamp_duty_kobo, reference, session_id, counterparty_name, counterparty_account_number, counterparty_bank_code,
       narration, reason, posting_id, created_at, completed_at)
    values (${row.businessId}, ${row.id}, ${row.accountId}, ${row.accountNumber}, ${row.kind}, ${row.direction},
            ${row.status}, ${row.amountKobo}, ${row.feeKobo}, ${row.vatKobo}, ${row.stampDutyKobo}, ${row.reference},
            ${row.sessionId}, ${row.counterpartyName}, ${row.counterpartyAccountNumber}, ${row.counterpartyBankCode},
            ${row.narration}, ${row.reason}, ${row.postingId ?? null}, ${row.createdAt}, ${row.completedAt})`;
}

export interface StatusChange {
  readonly businessId: BusinessId;
  readonly id: TransactionId;
  readonly from: TransactionStatus;
  readonly to: TransactionStatus;
  readonly reason: string | null;
  readonly at: Date;
}

/** False when the transaction is not in the state that is left: somebody else has moved it on. */
export async function updateStatus(sql: Sql, { businessId, id, from, to, reason, at }: StatusChange): Promise<boolean> {
  const rows = await sql`
    update account_transaction set status = ${to}, reason = ${reason}, completed_at = ${at}
    where business_id = ${businessId} and id = ${id} and status = ${from}
    returning id`;
  return rows.length === 1;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", id, account_id as "accountId", account_number as "accountNumber", kind, direction,
  status, amount_kobo as "amountKobo", fee_kobo as "feeKobo", vat_kobo as "vatKobo",
  stamp_duty_kobo as "stampDutyKobo", reference, session_id as "sessionId",
  counterparty_name as "counterpartyName", counterparty_account_number as "counterpartyAccountNumber",
  counterparty_bank_code as "counterpartyBankCode", narration, reason, created_at as "createdAt",
  completed_at as "completedAt"`;

export async function findTransaction(
  sql: Sql,
  businessId: BusinessId,
  id: TransactionId,
): Promise<Transaction | undefined> {
  const rows = await sql<Transaction[]>`
    select ${columns(sql)} from account_transaction where business_id = ${businessId} and id = ${id}`;
  return rows[0];
}

const isMeant = (sql: Sql, filter: TransactionFilter) => sql`
  business_id = ${filter.businessId}
  ${filter.accountId === null ? sql`` : sql`and account_id = ${filter.accountId}`}
  ${filter.fromId === null ? sql`` : sql`and id >= ${filter.fromId}`}
  ${filter.beforeId === null ? sql`` : sql`and id < ${filter.beforeId}`}
  ${filter.kind === null ? sql`` : sql`and kind = ${filter.kind}`}
  ${filter.direction === null ? sql`` : sql`and direction = ${filter.direction}`}
  ${filter.status === null ? sql`` : isOfStatus(sql, filter.status)}
  ${filter.reference === null ? sql`` : sql`and reference = ${filter.reference}`}
  ${filter.minimumKobo === null ? sql`` : sql`and amount_kobo >= ${filter.minimumKobo}`}
  ${filter.maximumKobo === null ? sql`` : sql`and amount_kobo <= ${filter.maximumKobo}`}`;

/** Says in words of its own what the index of unusual states holds, for a planner that does not know the parameter. */
function isOfStatus(sql: Sql, status: TransactionStatus) {
  return status === 'successful'
    ? sql`and status = 'successful'`
    : sql`and status = ${status} and status <> 'successful'`;
}

/** Newest first, after the one named by `before`. */
export function listTransactions(
  sql: Sql,
  filter: TransactionFilter,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<Transaction[]> {
  return sql<Transaction[]>`
    select ${columns(sql)} from account_transaction
    where ${isMeant(sql, filter)} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

/** How many there are, counted up to `most`. */
export async function countTransactions(sql: Sql, filter: TransactionFilter, most: number): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count
    from (select 1 from account_transaction where ${isMeant(sql, filter)} limit ${most}) counted`;
  return rows[0]?.count ?? 0;
}

/** What the transaction did to its account, step by step. */
export interface TransactionEntry {
  readonly kind: 'move' | 'hold' | 'post' | 'void' | 'reversal';
  readonly amountKobo: bigint;
  readonly balanceKobo: bigint;
  readonly createdAt: Date;
}

/** Money from another account of ours came at once, by the posting that the transaction names. */
export function listEntries(sql: Sql, { businessId, id, accountId }: Transaction): Promise<TransactionEntry[]> {
  return sql<TransactionEntry[]>`
    select step.kind, e.amount_kobo as "amountKobo", e.balance_kobo as "balanceKobo", e.created_at as "createdAt"
    from (select id, kind from ledger_posting where business_id = ${businessId} and transaction_id = ${id}
          union all
          select posting_id, 'move' from account_transaction
          where business_id = ${businessId} and id = ${id} and posting_id is not null) step
    join ledger_entry e on e.posting_id = step.id and e.account_id = ${accountId}
    order by e.version`;
}
