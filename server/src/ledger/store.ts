/** The SQL of the ledger. */

import type { AccountId, BusinessId, CustomerId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

export interface LedgerAccount {
  readonly id: AccountId;
  readonly businessId: BusinessId;
  readonly accountNumber: string;
  readonly customerId: CustomerId;
  readonly balanceKobo: bigint;
}

export interface NewLedgerAccount {
  readonly id: AccountId;
  readonly businessId: BusinessId;
  readonly accountNumber: string;
  readonly customerId: CustomerId;
  readonly createdAt: Date;
}

/** False when the account number is taken. A second account of the same business breaks `ledger_account__business`. */
export async function insertAccount(sql: Sql, account: NewLedgerAccount): Promise<boolean> {
  const rows = await sql`
    insert into ledger_account (business_id, id, kind, account_number, customer_id, created_at)
    values (${account.businessId}, ${account.id}, 'business', ${account.accountNumber}, ${account.customerId}, ${account.createdAt})
    on conflict (account_number) do nothing
    returning id`;
  return rows.length === 1;
}

export async function findBusinessAccount(sql: Sql, businessId: BusinessId): Promise<LedgerAccount | undefined> {
  const rows = await sql<LedgerAccount[]>`
    select id, business_id as "businessId", account_number as "accountNumber", customer_id as "customerId",
           balance_kobo as "balanceKobo"
    from ledger_account where business_id = ${businessId} and kind = 'business'`;
  return rows[0];
}
