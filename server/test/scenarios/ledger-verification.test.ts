/** The verification finds each way in which a ledger can be wrong, and says where: tried on books that were spoilt by hand. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Account, institutionAccount } from '../../src/ledger/index.ts';
import { examine, type LedgerReport, verifyLedger } from '../../src/ledger/verification.ts';
import { openPool, type Pool, type Sql } from '../../src/platform/pool.ts';
import { arrived, type Books, charged, move, movement, openBooks, TOTAL_CHARGES } from './ledger.fixture.ts';

class Undo extends Error {}

describe('the verification of the ledger', () => {
  let books: Books;
  let admin: Pool;
  let payer: Account;
  let receiver: Account;
  /** By what they did. */
  const ids: Record<string, string> = {};

  before(async () => {
    books = await openBooks();
    admin = openPool({ url: books.database.adminUrl, connections: 1, applicationName: 'test', isPatient: true });
    [payer, receiver] = (await books.open(1)) as [Account, Account];
    const { ledger, sql } = books;
    const { businessId } = payer;
    await books.fund(payer, 1_000_000n);
    const total = 10_000n + TOTAL_CHARGES;
    const [clearing, settlement] = [institutionAccount('clearing', payer), institutionAccount('settlement', payer)];
    const hold = async (reference: string): Promise<void> => {
      ids[reference] = (await ledger.hold(
        sql,
        movement(businessId, reference, move(payer, clearing, total)),
      )) as string;
    };
    for (const reference of ['posted', 'voided', 'open', 'returned']) await hold(reference);
    const of = (reference: string) => ({ businessId, of: ids[reference], transactionId: 'txn_settled' }) as never;
    const entries = arrived(payer, settlement, 10_000n);
    ids['post'] = (await ledger.postHold(sql, { ...(of('posted') as object), entries } as never)) as string;
    ids['void'] = (await ledger.voidHold(sql, of('voided'))) as string;
    await ledger.postHold(sql, { ...(of('returned') as object), entries } as never);
    ids['reversal'] = (await ledger.reverse(sql, of('returned'))) as string;
    ids['moved'] = (await ledger.post(
      sql,
      movement(businessId, 'moved', charged(payer, payer, receiver, 5000n)),
    )) as string;
  });
  after(async () => {
    await admin.end();
    await books.close();
  });

  /** What is found after this was done to the books, by somebody who may do anything. */
  const spoil = async (work: (sql: Sql) => Promise<unknown>): Promise<LedgerReport> => {
    let report: LedgerReport | undefined;
    await admin
      .begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql`alter table ledger_account drop constraint ledger_account__balance`;
        await sql`alter table ledger_posting drop constraint ledger_posting__of, drop constraint ledger_posting__reference`;
        await work(sql);
        report = await examine(sql);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    assert.ok(report);
    return report;
  };

  it('finds nothing wrong with books that are right, and says what they hold', async () => {
    const report = await verifyLedger(admin);
    assert.equal(report.difference, undefined);
    assert.equal(report.holdsInFlight, '1');
    const total = report.totals.reduce((sum, { balanceKobo }) => sum + BigInt(balanceKobo), 0n);
    assert.equal(total, 0n);
    assert.equal(report.totals.find(({ kind }) => kind === 'clearing')?.balanceKobo, String(10_000n + TOTAL_CHARGES));
    assert.equal(report.totals.find(({ kind }) => kind === 'fees')?.balanceKobo, '2000');
  });

  const cases: readonly (readonly [
    what: string,
    spoil: (sql: Sql) => Promise<unknown>,
    where: () => Readonly<Record<string, unknown>>,
  ])[] = [
    [
      'a posting whose entries do not add up',
      (sql) => sql`update ledger_entry set amount_kobo = amount_kobo + 1
        where posting_id = ${ids['moved'] ?? ''} and account_id = ${receiver.id}`,
      () => ({ postingId: ids['moved'], expected: '0', found: '1' }),
    ],
    [
      'an entry without a posting',
      (sql) => sql`delete from ledger_posting where id = ${ids['moved'] ?? ''}`,
      () => ({ postingId: ids['moved'], found: 'none' }),
    ],
    [
      'a posting without entries',
      (sql) => sql`insert into ledger_posting (business_id, id, kind, reference, transaction_id, created_at)
        values (${payer.businessId}, 'post_bare', 'move', 'bare', 'txn_bare', now())`,
      () => ({ postingId: 'post_bare', found: '0' }),
    ],
    [
      'a gap in the versions of an account',
      (sql) => sql`update ledger_entry set version = 9 where account_id = ${receiver.id}`,
      () => ({ accountId: receiver.id, version: '9', expected: 'entry 1 with the balance 5000' }),
    ],
    [
      'a running balance that is off',
      (sql) => sql`update ledger_entry set balance_kobo = 4999 where account_id = ${receiver.id}`,
      () => ({ accountId: receiver.id, version: '1', found: 'entry 1 with the balance 4999' }),
    ],
    [
      'a balance that is not the sum of its entries',
      (sql) => sql`update ledger_account set balance_kobo = balance_kobo + 1 where id = ${receiver.id}`,
      () => ({ accountId: receiver.id, found: 'the balance 5001 after 1 entries' }),
    ],
    [
      'an account that is gone',
      (sql) => sql`delete from ledger_account where id = ${receiver.id}`,
      () => ({ accountId: receiver.id, found: 'no account' }),
    ],
    [
      'a balance below its minimum',
      (sql) => sql`update ledger_account set minimum_kobo = 5001 where id = ${receiver.id}`,
      () => ({ accountId: receiver.id, expected: 'at least 5001', found: '5000' }),
    ],
    [
      'a hold that was settled twice',
      (sql) => sql`update ledger_posting set of_id = ${ids['posted'] ?? ''} where id = ${ids['void'] ?? ''}`,
      () => ({ postingId: ids['posted'], found: '2' }),
    ],
    [
      'a reference that was posted twice',
      (sql) => sql`update ledger_posting set reference = 'posted' where id = ${ids['moved'] ?? ''}`,
      () => ({ expected: '1 posting of posted', found: '2' }),
    ],
    [
      'a void of what is not a hold',
      (sql) => sql`update ledger_posting set of_id = ${ids['moved'] ?? ''} where id = ${ids['void'] ?? ''}`,
      () => ({ postingId: ids['void'], found: 'of a move' }),
    ],
    [
      'a settlement of another amount than was held',
      (sql) =>
        sql`update ledger_posting set of_id = ${ids['moved'] ?? ''}, kind = 'reversal' where id = ${ids['void'] ?? ''}`,
      () => ({ postingId: ids['void'] }),
    ],
    [
      'a clearing account with more in it than is in flight',
      (sql) => sql`update ledger_posting set kind = 'move' where id = ${ids['open'] ?? ''}`,
      () => ({ accountId: institutionAccount('clearing', payer).id, expected: '0', found: '16075' }),
    ],
  ];
  for (const [what, spoilBy, where] of cases) {
    it(`names ${what}`, async () => {
      const { difference } = await spoil(spoilBy);
      assert.ok(difference, 'something was found');
      const wanted = where();
      const found = Object.fromEntries(Object.keys(wanted).map((key) => [key, difference[key as never]]));
      assert.deepEqual(found, wanted, JSON.stringify(difference));
    });
  }
});
