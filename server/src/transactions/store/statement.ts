/** The SQL of statements: the entries of an account, which the ledger counts without a gap. */

import type { AccountId, BusinessId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export interface StatementAccount {
  readonly businessId: BusinessId;
  readonly id: AccountId;
}

export interface EntryMark {
  readonly version: bigint;
  readonly balanceKobo: bigint;
  readonly createdAt: Date;
}

/** The entry of the number, which the account has. */
export async function findEntry(sql: Sql, { businessId, id }: StatementAccount, version: bigint): Promise<EntryMark> {
  const rows = await sql<EntryMark[]>`
    select version, balance_kobo as "balanceKobo", created_at as "createdAt" from ledger_entry
    where business_id = ${businessId} and account_id = ${id} and version = ${version}`;
  const [entry] = rows;
  if (entry === undefined) throw new Error('the entries of an account have no gap');
  return entry;
}

export interface StatementLine {
  readonly version: bigint;
  readonly at: Date;
  readonly amountKobo: bigint;
  readonly balanceKobo: bigint;
  /** Null when the money was moved by another business. */
  readonly postingKind: 'move' | 'hold' | 'post' | 'void' | 'reversal' | null;
  /** Of this business, as the four below. Null when there is no transaction that tells of it. */
  readonly transactionId: string | null;
  readonly kind: string | null;
  readonly reference: string | null;
  readonly narration: string | null;
  readonly counterparty: string | null;
}

/** The entry of the lowest number above `after` that was made at the moment or later. */
export async function findFirstFrom(
  sql: Sql,
  { businessId, id }: StatementAccount,
  { after, moment }: { readonly after: bigint; readonly moment: Date },
): Promise<EntryMark | undefined> {
  const rows = await sql<EntryMark[]>`
    select version, balance_kobo as "balanceKobo", created_at as "createdAt" from ledger_entry
    where business_id = ${businessId} and account_id = ${id} and version > ${after} and created_at >= ${moment}
    order by version limit 1`;
  return rows[0];
}

/** In their order, at most `limit`, after one number and up to another. */
export function listLines(
  sql: Sql,
  { businessId, id }: StatementAccount,
  range: { readonly after: bigint; readonly last: bigint; readonly limit: number },
): Promise<StatementLine[]> {
  return sql<StatementLine[]>`
    select e.version, e.created_at as at, e.amount_kobo as "amountKobo", e.balance_kobo as "balanceKobo",
           p.kind as "postingKind", t.id as "transactionId", t.kind, t.reference, t.narration,
           t.counterparty_name as counterparty
    from ledger_entry e
    left join ledger_posting p on p.business_id = e.business_id and p.id = e.posting_id
    -- Between two accounts of one business the posting is told of twice: each account by its own.
    left join account_transaction t on t.business_id = e.business_id and t.account_id = e.account_id
      and t.id = coalesce(
        (select b.id from account_transaction b
         where b.business_id = e.business_id and b.posting_id = e.posting_id and b.account_id = e.account_id),
        p.transaction_id)
    where e.business_id = ${businessId} and e.account_id = ${id}
      and e.version > ${range.after} and e.version <= ${range.last}
    order by e.version limit ${range.limit}`;
}
