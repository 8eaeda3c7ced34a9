/** The SQL of virtual accounts. */

import type { AccountId, BusinessId, VirtualAccountId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { AccountStatus, AccountType, VirtualAccount } from './rules.ts';

/** Breaks `virtual_account__reference` when the business has used the reference before. */
export async function insertVirtualAccount(sql: Sql, account: VirtualAccount): Promise<void> {
  await sql`
    insert into virtual_account
      (business_id, id, account_id, account_number, account_name, type, reference, system_ref, amount_kobo,
       amount_control, created_at, expires_at)
    values (${account.businessId}, ${account.id}, ${account.accountId}, ${account.accountNumber}, ${account.accountName},
            ${account.type}, ${account.reference}, ${account.systemRef}, ${account.amountKobo}, ${account.amountControl},
            ${account.createdAt}, ${account.expiresAt})`;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", id, account_id as "accountId", account_number as "accountNumber",
  account_name as "accountName", type, reference, system_ref as "systemRef", amount_kobo as "amountKobo",
  amount_control as "amountControl", created_at as "createdAt", expires_at as "expiresAt", paid_at as "paidAt",
  closed_at as "closedAt"`;

export async function findVirtualAccount(
  sql: Sql,
  businessId: BusinessId,
  id: VirtualAccountId,
): Promise<VirtualAccount | undefined> {
  const rows = await sql<VirtualAccount[]>`
    select ${columns(sql)} from virtual_account where business_id = ${businessId} and id = ${id}`;
  return rows[0];
}

/** Keeps whoever would pay into it, or close it, waiting until the transaction ends. */
export async function lockVirtualAccount(
  sql: Sql,
  businessId: BusinessId,
  id: VirtualAccountId,
): Promise<VirtualAccount | undefined> {
  const rows = await sql<VirtualAccount[]>`
    select ${columns(sql)} from virtual_account where business_id = ${businessId} and id = ${id} for update`;
  return rows[0];
}

/** The same, by the account of the ledger. */
export async function lockByLedgerAccount(
  sql: Sql,
  businessId: BusinessId,
  accountId: AccountId,
): Promise<VirtualAccount | undefined> {
  const rows = await sql<VirtualAccount[]>`
    select ${columns(sql)} from virtual_account
    where business_id = ${businessId} and account_id = ${accountId} for update`;
  return rows[0];
}

export async function findReference(
  sql: Sql,
  businessId: BusinessId,
  accountId: AccountId,
): Promise<string | undefined> {
  const rows = await sql<{ reference: string }[]>`
    select reference from virtual_account where business_id = ${businessId} and account_id = ${accountId}`;
  return rows[0]?.reference;
}

export async function setPaid(sql: Sql, { businessId, id }: VirtualAccount, at: Date): Promise<void> {
  await sql`
    update virtual_account set paid_at = ${at}
    where business_id = ${businessId} and id = ${id} and type = 'single-use'`;
}

export async function setClosed(sql: Sql, { businessId, id }: VirtualAccount, at: Date): Promise<void> {
  await sql`update virtual_account set closed_at = ${at} where business_id = ${businessId} and id = ${id}`;
}

export interface AccountFilter {
  readonly status?: AccountStatus;
  readonly type?: AccountType;
  readonly reference?: string;
  readonly accountNumber?: string;
  /** By which statuses are told. */
  readonly at: Date;
}

export interface AccountPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

const matching = (
  sql: Sql,
  businessId: BusinessId,
  { status, type, reference, accountNumber, at }: AccountFilter,
) => sql`
  from virtual_account where business_id = ${businessId}
  ${type === undefined ? sql`` : sql`and type = ${type}`}
  ${reference === undefined ? sql`` : sql`and reference = ${reference}`}
  ${accountNumber === undefined ? sql`` : sql`and account_number = ${accountNumber}`}
  ${status === undefined ? sql`` : sql`and ${inStatus(sql, status, at)}`}`;

/** In the words of the partial indexes, which serve no other. */
function inStatus(sql: Sql, status: AccountStatus, at: Date) {
  switch (status) {
    case 'closed':
      return sql`closed_at is not null`;
    case 'paid':
      return sql`closed_at is null and paid_at is not null`;
    case 'expired':
      return sql`closed_at is null and paid_at is null and expires_at <= ${at}`;
    case 'active':
      return sql`closed_at is null and paid_at is null and (expires_at is null or expires_at > ${at})`;
  }
}

/** Newest first, after the one named by `before`. */
export function listVirtualAccounts(
  sql: Sql,
  businessId: BusinessId,
  filter: AccountFilter,
  { before, offset, limit }: AccountPage,
): Promise<VirtualAccount[]> {
  return sql<VirtualAccount[]>`
    select ${columns(sql)} ${matching(sql, businessId, filter)}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc offset ${offset} limit ${limit}`;
}

/** Counts no further than `most`. */
export async function countVirtualAccounts(
  sql: Sql,
  businessId: BusinessId,
  filter: AccountFilter,
  most: number,
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from (select 1 ${matching(sql, businessId, filter)} limit ${most}) counted`;
  return rows[0]?.count ?? 0;
}
