/** The books as they are in the database at one moment, and what must be true of them whatever has happened. */

import assert from 'node:assert/strict';
import type { Pool } from '../../src/platform/pool.ts';
import { type Balances, type Status, SUSPENSE } from './model.ts';

export interface Books extends Balances {
  /** Of every transfer, by its id. */
  readonly statuses: ReadonlyMap<string, Status>;
}

interface Row {
  readonly accounts: readonly { readonly place: string; readonly kobo: string }[] | null;
  readonly institution: Readonly<Record<string, string>> | null;
  readonly statuses: Readonly<Record<string, Status>> | null;
  readonly brokenAccounts: readonly string[] | null;
  readonly brokenPostings: readonly string[] | null;
  readonly totalKobo: string | null;
}

/**
 * One statement, so that nothing moves between its parts. Of the institution's accounts it adds up what postings on behalf
 * of the business did to them.
 */
export async function readBooks(sql: Pool, businessId: string): Promise<Books> {
  const [row] = await sql<[Row]>`
    select
      (select jsonb_agg(jsonb_build_object('place', coalesce(account_number, kind), 'kobo', balance_kobo::text))
       from ledger_account where business_id = ${businessId}) as "accounts",
      (select jsonb_object_agg(kind, kobo::text) from
         (select a.kind, sum(e.amount_kobo) as kobo
          from ledger_posting p join ledger_entry e on e.posting_id = p.id
            join ledger_account a on a.business_id = e.business_id and a.id = e.account_id
          where p.business_id = ${businessId} and a.business_id = 'institution' group by a.kind) as by_kind
      ) as "institution",
      (select jsonb_object_agg(id, status) from transfer where business_id = ${businessId}) as "statuses",
      (select jsonb_agg(a.id) from ledger_account a
         left join (select business_id, account_id, sum(amount_kobo) as kobo, count(*) as count
                    from ledger_entry group by business_id, account_id) e
           on e.business_id = a.business_id and e.account_id = a.id
       where a.balance_kobo <> coalesce(e.kobo, 0) or a.version <> coalesce(e.count, 0)
         or a.balance_kobo < a.minimum_kobo) as "brokenAccounts",
      (select jsonb_agg(posting_id) from
         (select posting_id from ledger_entry group by posting_id having sum(amount_kobo) <> 0) as unbalanced
      ) as "brokenPostings",
      (select sum(balance_kobo)::text from ledger_account) as "totalKobo"`;
  assert.deepEqual(row.brokenAccounts ?? [], [], 'every balance is the sum of its entries, none below what is allowed');
  assert.deepEqual(row.brokenPostings ?? [], [], 'every posting adds up to nothing');
  assert.equal(row.totalKobo ?? '0', '0', 'all balances add up to nothing');
  const institution = (kind: string): bigint => BigInt(row.institution?.[kind] ?? '0');
  return {
    places: new Map((row.accounts ?? []).map(({ place, kobo }) => [place, BigInt(kobo)])),
    clearingKobo: institution('clearing'),
    settlementKobo: institution('settlement'),
    chargesKobo: institution('fees') + institution('vat') + institution('stamp-duty'),
    statuses: new Map(Object.entries(row.statuses ?? {})),
  };
}

/** The books say what the model says, to the kobo. */
export function compare(books: Books, expected: Balances): void {
  const seen = Object.fromEntries([...books.places].filter(([, kobo]) => kobo !== 0n));
  const wanted = Object.fromEntries([...expected.places].filter(([, kobo]) => kobo !== 0n));
  assert.deepEqual(seen, wanted, `balances by account number, and ${SUSPENSE}`);
  assert.equal(books.clearingKobo, expected.clearingKobo, 'clearing holds what is on its way, and nothing else');
  assert.equal(books.settlementKobo, expected.settlementKobo, 'settlement mirrors what came and went');
  assert.equal(books.chargesKobo, expected.chargesKobo, 'fees, VAT and stamp duty are what was charged');
}
