/** A ledger on a database of its own, and what must hold of its books whatever was posted. */

import assert from 'node:assert/strict';
import {
  type Account,
  type AccountRef,
  createLedger,
  type Entry,
  institutionAccount,
  type Ledger,
} from '../../src/ledger/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type BusinessId, createIds, type Ids, type TransactionId } from '../../src/platform/ids.ts';
import { openPool, type Pool, type Sql } from '../../src/platform/pool.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createTestDatabase, type TestDatabase } from '../harness/cluster.ts';

export interface Books {
  readonly database: TestDatabase;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly sql: Pool;
  /** A new business with so many virtual accounts besides its own. */
  open(accounts: number): Promise<Account[]>;
  /** As much as if it had come from another bank. */
  fund(account: Account, amountKobo: bigint): Promise<void>;
  close(): Promise<void>;
}

const CONNECTIONS = 32;

export async function openBooks(): Promise<Books> {
  const database = await createTestDatabase();
  const sql = openPool({ url: database.url, connections: CONNECTIONS, applicationName: 'ledger test' });
  const ids = createIds(systemClock, systemRandom);
  const ledger = createLedger({ clock: systemClock, ids, institutionCode: '51253', random: systemRandom });
  return {
    database,
    ids,
    ledger,
    sql,
    async open(count) {
      const businessId: BusinessId = ids.next('business');
      const kinds = ['business', ...Array.from({ length: count }, () => 'virtual' as const)] as const;
      return Promise.all(kinds.map((kind) => ledger.openAccount(sql, { businessId, kind, name: 'Ada Obi' })));
    },
    async fund(account, amountKobo) {
      const transactionId = ids.next('transaction');
      const entries = inbound(account, amountKobo);
      const { businessId } = account;
      assert.ok(await ledger.post(sql, { businessId, reference: `inbound:${transactionId}`, transactionId, entries }));
    },
    async close() {
      await sql.end({ timeout: 1 });
      await database.drop();
    },
  };
}

export function inbound(account: AccountRef, amountKobo: bigint): Entry[] {
  return move(institutionAccount('settlement', account), account, amountKobo);
}

export function move(from: AccountRef, to: AccountRef, amountKobo: bigint): Entry[] {
  return [
    { account: from, amountKobo: -amountKobo },
    { account: to, amountKobo },
  ];
}

/** What a transfer costs: each charge an entry of its own. */
const CHARGES = [
  ['fees', 1000n],
  ['vat', 75n],
  ['stamp-duty', 5000n],
] as const;
export const TOTAL_CHARGES = CHARGES.reduce((sum, [, amountKobo]) => sum + amountKobo, 0n);

/** From an account to wherever, with charges that the payer bears. */
export function charged(payer: AccountRef, from: AccountRef, to: AccountRef, amountKobo: bigint): Entry[] {
  return [{ account: from, amountKobo: -amountKobo - TOTAL_CHARGES }, ...arrived(payer, to, amountKobo)];
}

/** The same where it arrives: of money that was set aside before. */
export function arrived(payer: AccountRef, to: AccountRef, amountKobo: bigint): Entry[] {
  return [
    { account: to, amountKobo },
    ...CHARGES.map(([kind, chargeKobo]) => ({ account: institutionAccount(kind, payer), amountKobo: chargeKobo })),
  ];
}

/** Demands that the books are what they must be at any moment, in so many words of SQL as it takes. */
export async function assertSound(sql: Pool): Promise<void> {
  const [found] = await sql<[Record<string, bigint>]>`
    select
      (select coalesce(sum(balance_kobo), 0)::bigint from ledger_account) as total,
      (select count(*) from ledger_account a where balance_kobo <>
        (select coalesce(sum(amount_kobo), 0) from ledger_entry e
         where e.business_id = a.business_id and e.account_id = a.id)) as "balances that are not the sum",
      (select count(*) from (
        select version, balance_kobo,
               row_number() over accounts as place, sum(amount_kobo) over accounts as running
        from ledger_entry window accounts as (partition by business_id, account_id order by version)) e
       where version <> place or balance_kobo <> running) as "entries out of line",
      (select count(*) from ledger_account a where version <>
        (select count(*) from ledger_entry e where e.business_id = a.business_id and e.account_id = a.id)) as "versions",
      (select count(*) from (select from ledger_entry group by posting_id having sum(amount_kobo) <> 0)) as unbalanced,
      (select count(*) from ledger_account where balance_kobo < minimum_kobo) as "below the minimum",
      (select count(*) from ledger_posting p where not exists
        (select from ledger_entry e where e.posting_id = p.id)) as "postings without entries"`;
  assert.deepEqual(
    Object.entries(found).filter(([, count]) => count !== 0n),
    [],
  );
}

export async function balanceOf(sql: Sql, { businessId, id }: AccountRef): Promise<bigint> {
  const [row] = await sql<{ balance: bigint }[]>`
    select balance_kobo as balance from ledger_account where business_id = ${businessId} and id = ${id}`;
  return row?.balance ?? 0n;
}

/** A movement under a reference, in a transaction of its own as products make it. */
export function movement(businessId: BusinessId, reference: string, entries: readonly Entry[]) {
  return { businessId, reference, transactionId: `txn_of_${reference}` as TransactionId, entries };
}
