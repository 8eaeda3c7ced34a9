/** Random programs of postings, run on the real ledger and on one of a few lines: both must agree after every step. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { Fault } from '../../src/faults/index.ts';
import { type Account, type Entry, institutionAccount } from '../../src/ledger/index.ts';
import type { PostingId } from '../../src/platform/ids.ts';
import type { Sql } from '../../src/platform/pool.ts';
import {
  arrived,
  assertSound,
  type Books,
  balanceOf,
  charged,
  inbound,
  move,
  openBooks,
  TOTAL_CHARGES,
} from './ledger.fixture.ts';

interface Beginning {
  readonly do: 'fund' | 'post' | 'hold';
  readonly from: number;
  readonly to: number;
  readonly kobo: number;
}

/** Indexes are taken modulo what there is. */
type Step = Beginning | { readonly do: 'postHold' | 'voidHold' | 'reverse' | 'repeat'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('fund', 'post', 'hold'),
    from: fc.nat(3),
    to: fc.nat(3),
    kobo: fc.integer({ min: 1, max: 40_000 }),
  }),
  fc.record({ do: fc.constantFrom('postHold', 'voidHold', 'reverse', 'repeat'), which: fc.nat(30) }),
);

interface Made {
  readonly id: PostingId;
  readonly reference: string;
  readonly kind: 'move' | 'hold';
  readonly payer: Account;
  /** What it came to so far: a hold and what was posted of it. */
  entries: readonly Entry[];
  state: 'open' | 'posted' | 'undone';
}

/** The same ledger, of a few lines. */
function createModel(accounts: readonly Account[]) {
  const balances = new Map<string, bigint>();
  const isFloored = (id: string): boolean => id.startsWith('clearing') || accounts.some((account) => account.id === id);
  return {
    balances,
    /** False when somebody would have less than nothing. */
    apply(entries: readonly Entry[]): boolean {
      const next = new Map(balances);
      for (const { account, amountKobo } of entries) next.set(account.id, (next.get(account.id) ?? 0n) + amountKobo);
      if ([...next].some(([id, kobo]) => kobo < 0n && isFloored(id))) return false;
      for (const [id, kobo] of next) balances.set(id, kobo);
      return true;
    },
  };
}

const undoing = (entries: readonly Entry[]): Entry[] =>
  entries.map(({ account, amountKobo }) => ({ account, amountKobo: -amountKobo }));

/** What the ledger said: the posting, that there was one already, or that the money does not suffice. */
type Said = PostingId | undefined | 'short';

async function hear(work: Promise<PostingId | undefined>): Promise<Said> {
  return work.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'account.insufficient_funds') return 'short';
    throw error;
  });
}

/** Where goes what was held: its charges too. */
function arrivalOf({ payer, entries }: Made): Entry[] {
  const held = entries[1]?.amountKobo ?? 0n;
  return arrived(payer, institutionAccount('settlement', payer), held - TOTAL_CHARGES);
}

async function runProgram({ ids, ledger, open, sql }: Books, program: readonly Step[]): Promise<void> {
  const accounts = await open(3);
  const at = (index: number): Account => accounts[index % accounts.length] as Account;
  const { businessId } = at(0);
  const model = createModel(accounts);
  const made: Made[] = [];

  const begin = async (step: Beginning): Promise<void> => {
    const [payer, receiver, amountKobo] = [at(step.from), at(step.to), BigInt(step.kobo)];
    const clearing = institutionAccount('clearing', payer);
    const plans = {
      fund: () => inbound(payer, amountKobo),
      post: () => charged(payer, payer, receiver, amountKobo),
      hold: () => move(payer, clearing, amountKobo + TOTAL_CHARGES),
    };
    const entries = plans[step.do]();
    const reference = `r${made.length}`;
    const kind = step.do === 'hold' ? 'hold' : 'move';
    const transactionId = ids.next('transaction');
    const order = { businessId, reference, transactionId, entries };
    const said = await hear(kind === 'hold' ? ledger.hold(sql, order) : ledger.post(sql, order));
    assert.equal(said !== 'short', model.apply(entries), 'it is refused when the model refuses it');
    if (said === 'short') return;
    assert.ok(said, 'a new reference makes a posting');
    made.push({ id: said, reference, kind, payer, entries, state: 'open' });
  };

  const settle = async (action: 'postHold' | 'voidHold' | 'reverse' | 'repeat', one: Made): Promise<void> => {
    const settlement = { businessId, of: one.id, transactionId: ids.next('transaction') };
    const { entries, reference, kind } = one;
    if (action === 'repeat') {
      const again = { businessId, reference, transactionId: settlement.transactionId, entries };
      assert.equal(await ledger.post(sql, again), undefined, 'a reference is never free again');
      return;
    }
    const isHold = kind === 'hold';
    if (action === 'reverse' ? isHold && one.state !== 'posted' : !isHold) return;
    const arrival = arrivalOf(one);
    const posting = action === 'postHold' ? [...undoing(entries.slice(1)), ...arrival] : undoing(entries);
    const works = {
      postHold: () => ledger.postHold(sql, { ...settlement, entries: arrival }),
      voidHold: () => ledger.voidHold(sql, settlement),
      reverse: () => ledger.reverse(sql, settlement),
    };
    const said = await hear(works[action]());
    const isFirst = one.state === 'open' || (action === 'reverse' && isHold && one.state === 'posted');
    if (!isFirst) return assert.equal(said, undefined, 'it was settled before');
    assert.equal(said !== 'short', model.apply(posting));
    if (said === 'short') return;
    assert.ok(said, 'it is settled now');
    one.state = action === 'postHold' ? 'posted' : 'undone';
    if (action === 'postHold') one.entries = [...entries, ...posting];
  };

  const earlier = await institutionBalances(sql, accounts);
  for (const step of program) {
    if ('kobo' in step) await begin(step);
    else if (made.length > 0) await settle(step.do, made[step.which % made.length] as Made);
    for (const account of accounts) assert.equal(await balanceOf(sql, account), model.balances.get(account.id) ?? 0n);
    await assertSound(sql);
  }
  for (const one of made) if (one.kind === 'hold' && one.state === 'open') await settle('voidHold', one);
  for (const [id, balance] of await institutionBalances(sql, accounts)) {
    const sinceThen = balance - (earlier.get(id) ?? 0n);
    assert.equal(sinceThen, model.balances.get(id) ?? 0n, id);
    if (id.startsWith('clearing')) assert.equal(sinceThen, 0n, 'nothing is in flight, so clearing is empty');
  }
}

/** Of every account of the institution's that postings of these accounts touch. */
async function institutionBalances(sql: Sql, accounts: readonly Account[]): Promise<Map<string, bigint>> {
  const kinds = ['clearing', 'settlement', 'fees', 'vat', 'stamp-duty'] as const;
  const balances = new Map<string, bigint>();
  for (const ref of accounts.flatMap((account) => kinds.map((kind) => institutionAccount(kind, account)))) {
    balances.set(ref.id, await balanceOf(sql, ref));
  }
  return balances;
}

describe('the ledger, against a model of it', () => {
  let books: Books;
  before(async () => {
    books = await openBooks();
  });
  after(() => books.close());

  it('agrees after every step of random programs, and its books are sound after each', async () => {
    const programs = fc.array(step, { minLength: 5, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(programs, (program) => runProgram(books, program)),
      { numRuns: 12 },
    );
  });
});
