/** Many postings at once: each happens once or not at all, none is lost, and nobody spends what he does not have. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Fault } from '../../src/faults/index.ts';
import { type AccountRef, institutionAccount } from '../../src/ledger/index.ts';
import type { AccountId, PostingId } from '../../src/platform/ids.ts';
import type { Sql } from '../../src/platform/pool.ts';
import {
  arrived,
  assertSound,
  type Books,
  balanceOf,
  charged,
  inbound,
  move,
  movement,
  openBooks,
  TOTAL_CHARGES,
} from './ledger.fixture.ts';

const times = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index));

describe('postings at the same moment', () => {
  let books: Books;
  before(async () => {
    books = await openBooks();
  });
  after(() => books.close());

  /** In a transaction, as the products do it; how it came out. */
  const attempt = (work: (sql: Sql) => Promise<PostingId | undefined>): Promise<string> =>
    books.sql
      .begin(async (sql) => ({ posted: await work(sql) }))
      .then(
        ({ posted }) => (posted === undefined ? 'duplicate' : 'posted'),
        (error: unknown) => (error instanceof Fault ? error.code : String(error)),
      );
  const count = (outcomes: readonly string[], wanted: string): number =>
    outcomes.filter((outcome) => outcome === wanted).length;

  it('50 requests with one reference make one posting', async () => {
    const [payer, receiver] = await books.open(1);
    assert.ok(payer && receiver);
    await books.fund(payer, 1_000_000n);
    const entries = charged(payer, payer, receiver, 1000n);
    const outcomes = await Promise.all(
      times(50, () => attempt((sql) => books.ledger.post(sql, movement(payer.businessId, 'the one', entries)))),
    );
    assert.deepEqual([count(outcomes, 'posted'), count(outcomes, 'duplicate')], [1, 49], outcomes.join());
    assert.equal(await balanceOf(books.sql, receiver), 1000n);
    assert.equal(await balanceOf(books.sql, payer), 999_000n - TOTAL_CHARGES);
    await assertSound(books.sql);
  });

  it('200 parallel debits of an account that can pay 100 let exactly 100 through', async () => {
    const [payer, receiver] = await books.open(1);
    assert.ok(payer && receiver);
    await books.fund(payer, 100n * (5000n + TOTAL_CHARGES));
    const entries = charged(payer, payer, receiver, 5000n);
    const outcomes = await Promise.all(
      times(200, (index) => attempt((sql) => books.ledger.post(sql, movement(payer.businessId, `d${index}`, entries)))),
    );
    assert.deepEqual([count(outcomes, 'posted'), count(outcomes, 'account.insufficient_funds')], [100, 100]);
    assert.equal(await balanceOf(books.sql, payer), 0n);
    assert.equal(await balanceOf(books.sql, receiver), 500_000n);
    await assertSound(books.sql);
  });

  it('money that runs in circles between the same accounts is neither made nor lost, and nobody waits for ever', async () => {
    const accounts = await books.open(4);
    for (const account of accounts) await books.fund(account, 1_000_000n);
    const outcomes = await Promise.all(
      times(240, (index) => {
        const from = accounts[index % accounts.length];
        const to = accounts[(index * 3 + 1) % accounts.length];
        assert.ok(from && to);
        const entries = from === to ? inbound(from, 7n) : charged(from, from, to, 100n);
        // Every fourth is a repetition of the one before it.
        const reference = `c${index % 4 === 3 ? index - 1 : index}`;
        return attempt((sql) => books.ledger.post(sql, movement(from.businessId, reference, entries)));
      }),
    );
    assert.deepEqual(
      [count(outcomes, 'posted'), count(outcomes, 'duplicate')],
      [180, 60],
      [...new Set(outcomes)].join(),
    );
    await assertSound(books.sql);
  });

  it('a hold that is posted and voided at the same moment, again and again, is settled once', async () => {
    const [payer] = await books.open(0);
    assert.ok(payer);
    await books.fund(payer, 1_000_000n);
    const clearing = institutionAccount('clearing', payer);
    const total = 10_000n + TOTAL_CHARGES;
    const hold = movement(payer.businessId, 'held', move(payer, clearing, total));
    const of = await books.ledger.hold(books.sql, hold);
    assert.ok(of);
    const settlement = { businessId: payer.businessId, of, transactionId: hold.transactionId };
    const entries = arrived(payer, institutionAccount('settlement', payer), 10_000n);
    const outcomes = await Promise.all(
      times(40, (index) =>
        attempt((sql) =>
          index % 2 === 0
            ? books.ledger.postHold(sql, { ...settlement, entries })
            : books.ledger.voidHold(sql, settlement),
        ),
      ),
    );
    assert.deepEqual([count(outcomes, 'posted'), count(outcomes, 'duplicate')], [1, 39], outcomes.join());
    assert.equal(await balanceOf(books.sql, clearing), 0n);
    await assertSound(books.sql);
  });

  it('a hold is posted out of the clearing account that it lies on, whichever would be chosen today', async () => {
    const [payer] = await books.open(0);
    assert.ok(payer);
    await books.fund(payer, 1_000_000n);
    const { businessId } = payer;
    const today = institutionAccount('clearing', payer);
    const earlier = ['a', 'b', 'c', 'd']
      .map((id) => institutionAccount('clearing', { businessId, id: id as AccountId }))
      .find(({ id }) => id !== today.id);
    assert.ok(earlier);
    const found = await balanceOf(books.sql, earlier);
    const hold = movement(businessId, 'earlier', move(payer, earlier, 10_000n + TOTAL_CHARGES));
    const of = await books.ledger.hold(books.sql, hold);
    assert.ok(of);
    const entries = arrived(payer, institutionAccount('settlement', payer), 10_000n);
    await books.ledger.postHold(books.sql, { businessId, of, transactionId: hold.transactionId, entries });
    assert.equal(await balanceOf(books.sql, earlier), found);
    await assertSound(books.sql);
  });

  it('an account that is closed meanwhile gets nothing, and nothing of the posting remains', async () => {
    const [payer, receiver] = await books.open(1);
    assert.ok(payer && receiver);
    await books.fund(payer, 1_000_000n);
    const { businessId } = payer;
    const [outcomes] = await Promise.all([
      Promise.all(
        times(40, (index) =>
          attempt((sql) => books.ledger.post(sql, movement(businessId, `m${index}`, move(payer, receiver, 100n)))),
        ),
      ),
      books.ledger.closeAccount(books.sql, businessId, receiver.id),
    ]);
    const posted = count(outcomes, 'posted');
    assert.equal(count(outcomes, 'receiver.closed'), 40 - posted, outcomes.join());
    const late = await attempt((sql) =>
      books.ledger.post(sql, movement(businessId, 'late', move(payer, receiver, 1n))),
    );
    assert.equal(late, 'receiver.closed');
    assert.equal(await balanceOf(books.sql, receiver), BigInt(posted) * 100n);
    await assertSound(books.sql);
  });

  describe('in one statement', () => {
    const together = (movements: readonly Parameters<Books['ledger']['post']>[1][]): Promise<unknown[]> =>
      books.sql
        .begin(async (sql) => ({
          posted: await books.ledger.postAll(
            sql,
            movements.map((one) => ({ ...one, kind: 'move' as const })),
          ),
        }))
        .then(
          ({ posted }) => posted.map((one) => (one === undefined ? 'duplicate' : 'posted')),
          (error: unknown) => [error instanceof Fault ? error.code : String(error)],
        );
    /** Its entries in their order: what each moved, and what it left. */
    const entriesOf = ({ businessId, id }: AccountRef) => books.sql<Record<string, bigint>[]>`
      select version, amount_kobo as amount, balance_kobo as balance from ledger_entry
      where business_id = ${businessId} and account_id = ${id} order by version`;

    it('leave every account with the entries that one after the other would leave', async () => {
      const rounds = await Promise.all([books.open(3), books.open(3)]);
      for (const accounts of rounds) for (const account of accounts) await books.fund(account, 1_000_000n);
      const [oneByOne = [], atOnce = []] = rounds.map((accounts) =>
        times(24, (index) => {
          const [from, to] = [accounts[index % 4], accounts[(index * 3 + 1) % 4]];
          assert.ok(from && to);
          const entries = from === to ? inbound(from, 7n) : charged(from, from, to, 100n + BigInt(index));
          return movement(from.businessId, `t${index}`, entries);
        }),
      );
      for (const one of oneByOne) await books.ledger.post(books.sql, one);
      assert.deepEqual([...new Set(await together(atOnce))], ['posted']);
      for (const [index, account] of (rounds[0] ?? []).entries()) {
        const other = rounds[1]?.[index];
        assert.ok(other);
        assert.deepEqual([...(await entriesOf(other))], [...(await entriesOf(account))]);
      }
      await assertSound(books.sql);
    });

    it('leave out what was posted before, and a second of the same reference among them', async () => {
      const [payer, receiver] = await books.open(1);
      assert.ok(payer && receiver);
      await books.fund(payer, 1000n);
      const order = (reference: string) => movement(payer.businessId, reference, move(payer, receiver, 10n));
      await books.ledger.post(books.sql, order('known'));
      const outcomes = await together(['new', 'known', 'other', 'new'].map(order));
      assert.deepEqual(outcomes, ['posted', 'duplicate', 'posted', 'duplicate']);
      assert.equal(await balanceOf(books.sql, receiver), 30n);
      await assertSound(books.sql);
    });

    it('happen all or not at all, and nothing is paid with what comes after it', async () => {
      const [payer, poor, closed] = await books.open(2);
      assert.ok(payer && poor && closed);
      await books.fund(payer, 1000n);
      await books.ledger.closeAccount(books.sql, closed.businessId, closed.id);
      const order = (from: AccountRef, to: AccountRef, reference: string) =>
        movement(payer.businessId, reference, move(from, to, 100n));
      const early = await together([order(poor, payer, 'early'), order(payer, poor, 'late')]);
      assert.match(String(early), /another number of entries|receiver.closed/);
      const overdrawn = await together([
        order(payer, poor, 'fine'),
        ...times(2, (n) => order(poor, payer, `over${n}`)),
      ]);
      assert.deepEqual(overdrawn, ['account.insufficient_funds']);
      assert.deepEqual(await together([order(payer, poor, 'fine'), order(payer, closed, 'gone')]), ['receiver.closed']);
      const unknown = { ...poor, id: 'acc_nobody' as AccountRef['id'] };
      assert.match(String(await together([order(payer, poor, 'fine'), order(payer, unknown, 'x')])), /does not exist/);
      assert.equal(await balanceOf(books.sql, payer), 1000n);
      assert.deepEqual(await together([order(payer, poor, 'fine'), order(poor, payer, 'back')]), ['posted', 'posted']);
      await assertSound(books.sql);
    });
  });
});
