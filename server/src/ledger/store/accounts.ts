/** The SQL of accounts. */

import type { AccountId, BusinessId, CustomerId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Account, AccountKind, AccountRef } from '../rules.ts';

export interface NewAccount {
  readonly id: AccountId;
  readonly businessId: BusinessId;
  readonly kind: AccountKind;
  /** Null for accounts that nobody pays into by number, as are the next two. */
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly customerId: CustomerId | null;
  /** Null: any balance. */
  readonly minimumKobo: bigint | null;
  readonly createdAt: Date;
}

/** False when the number or the id is taken, or the business has its only account of the kind. */
export async function insertAccount(sql: Sql, account: NewAccount): Promise<boolean> {
  const rows = await sql`
    insert into ledger_account
      (business_id, id, kind, account_number, account_name, customer_id, minimum_kobo, created_at)
    values (${account.businessId}, ${account.id}, ${account.kind}, ${account.accountNumber}, ${account.accountName},
            ${account.customerId}, ${account.minimumKobo}, ${account.createdAt})
    on conflict do nothing
    returning id`;
  return rows.length === 1;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", id, kind, account_number as "accountNumber", account_name as "accountName",
  customer_id as "customerId", balance_kobo as "balanceKobo", version, closed_at as "closedAt"`;

export async function findBusinessAccount(sql: Sql, businessId: BusinessId): Promise<Account | undefined> {
  const rows = await sql<Account[]>`
    select ${columns(sql)} from ledger_account where business_id = ${businessId} and kind = 'business'`;
  return rows[0];
}

export async function findSuspenseAccount(sql: Sql, businessId: BusinessId): Promise<AccountRef | undefined> {
  const rows = await sql<AccountRef[]>`
    select business_id as "businessId", id from ledger_account
    where business_id = ${businessId} and kind = 'suspense'`;
  return rows[0];
}

export async function findAccountByNumber(sql: Sql, accountNumber: string): Promise<Account | undefined> {
  const rows = await sql<Account[]>`
    select ${columns(sql)} from ledger_account where account_number = ${accountNumber}`;
  return rows[0];
}

export async function renameAccount(sql: Sql, { businessId, id }: AccountRef, name: string): Promise<void> {
  await sql`
    update ledger_account set account_name = ${name}
    where business_id = ${businessId} and id = ${id} and account_name <> ${name}`;
}

export async function closeAccount(sql: Sql, businessId: BusinessId, id: AccountId, at: Date): Promise<boolean> {
  const rows = await sql`
    update ledger_account set closed_at = ${at} where business_id = ${businessId} and id = ${id} and closed_at is null
    returning id`;
  return rows.length === 1;
}

/** What lies in a suspense account; of the institution's own, for accounts that do not exist. */
export interface Suspense extends AccountRef {
  readonly balanceKobo: bigint;
}

/** The suspense accounts with something in them, the fullest first. Null: all of them. */
export function listSuspense(sql: Sql, limit: number | null): Promise<Suspense[]> {
  return sql<Suspense[]>`
    select business_id as "businessId", id, balance_kobo as "balanceKobo" from ledger_account
    where kind = 'suspense' and balance_kobo <> 0
    order by balance_kobo desc, business_id limit ${limit}`;
}
