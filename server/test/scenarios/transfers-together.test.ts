/** Orders that wait for one account are placed together, and none of them can tell: each ends as it would have alone. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { verifyLedger } from '../../src/ledger/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import type { Answer } from '../harness/client.ts';
import { BULK_PATH, createTeller, type Fields, FUNDS_PATH, type Teller } from './transfers.fixture.ts';

const AMOUNT = 10_000;
/** With the fee, its VAT and, to other banks, no stamp duty on so little. */
const COST = 11_075;

describe('orders on one account at the same moment', () => {
  let app: TestApp;
  let teller: Teller;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_REQUESTS_PER_MINUTE: '100000' } });
    teller = createTeller(app);
  });
  after(() => app.stop());

  const times = <T>(count: number, work: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => work(index));
  const order = (fields: Fields = {}) => teller.order({ amount: AMOUNT, ...fields });
  const count = (answers: readonly Answer[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const what = status === 200 ? 'placed' : `${status} ${body.code}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    return counts;
  };
  const assertSound = async () => {
    const { difference } = await verifyLedger(app.sql);
    assert.equal(difference, undefined);
  };

  it('200 that an account can pay half of: exactly 100 are placed, and the rest leave nothing behind', async () => {
    const payer = await teller.payer(100 * COST);
    const orders = times(200, () => order());
    const answers = await Promise.all(orders.map((one) => teller.insist(payer, FUNDS_PATH, one)));
    assert.deepEqual(count(answers), { placed: 100, '422 account.insufficient_funds': 100 });
    assert.equal(await teller.balance(payer.accountNumber), 0n);
    const [left] = await app.sql`
      select count(*)::int as transfers,
             (select count(*)::int from account_transaction where business_id = ${payer.businessId}) as transactions,
             (select count(*)::int from audit_event where action = 'transfers.from-business-account' and outcome = 'done'
                and details ->> 'businessId' = ${payer.businessId}) as audited
      from transfer where business_id = ${payer.businessId}`;
    assert.deepEqual({ ...left }, { transfers: 100, transactions: 100, audited: 100 });
    await assertSound();
  });

  it('share commits, at once to our own accounts and to other banks', async () => {
    const [payer, owner] = await Promise.all([teller.payer(), app.newPerson()]);
    const own = app.app.banks.own.code;
    const accounts = await Promise.all(times(12, () => teller.account(owner, 'virtual')));
    const inside = accounts.map((receiverAccountNumber) => order({ receiverAccountNumber, receiverBankCode: own }));
    const answers = await Promise.all(
      [...inside, ...times(12, () => order())].map((one) => teller.post(payer, FUNDS_PATH, one)),
    );
    assert.deepEqual(count(answers), { placed: 24 });
    const [shared] = await app.sql<{ commits: number }[]>`
      select count(distinct xmin::text)::int as commits from ledger_posting
      where business_id = ${payer.businessId} and reference like 'transfer:%'`;
    assert.ok(shared !== undefined && shared.commits < 20, `24 orders took ${shared?.commits} commits`);
    for (const account of accounts) assert.equal(await teller.balance(account), BigInt(AMOUNT));
    const told = (await teller.events(owner)).filter(({ type }) => type === 'payment.received');
    assert.deepEqual(
      told.map(({ fields }) => fields['availableBalance']),
      times(12, () => AMOUNT),
    );
    await assertSound();
  });

  it('payments to one account tell its server of each balance that they made', async () => {
    const [payer, owner] = await Promise.all([teller.payer(), app.newPerson()]);
    const receiverAccountNumber = await teller.account(owner, 'virtual');
    const own = app.app.banks.own.code;
    const orders = times(8, () => order({ receiverAccountNumber, receiverBankCode: own }));
    const answers = await Promise.all(orders.map((one) => teller.post(payer, FUNDS_PATH, one)));
    assert.deepEqual(count(answers), { placed: 8 });
    const balances = (await teller.events(owner)).map(({ fields }) => fields['availableBalance']);
    assert.deepEqual(
      balances,
      times(8, (index) => (index + 1) * AMOUNT),
    );
  });

  it('one that is refused takes no other with it, and its reference stays free', async () => {
    const payer = await teller.payer(20 * COST);
    const large = order({ amount: 20 * COST });
    const small = times(15, () => order());
    const bodies = [...small.slice(0, 8), large, ...small.slice(8)];
    const answers = await Promise.all(bodies.map((one) => teller.post(payer, FUNDS_PATH, one)));
    assert.deepEqual(count(answers), { placed: 15, '422 account.insufficient_funds': 1 });
    const again = await teller.post(payer, FUNDS_PATH, { ...large, amount: AMOUNT });
    assert.equal(again.status, 200);
    assert.equal(again.headers.get('idempotency-replayed'), null);
    assert.equal(await teller.balance(payer.accountNumber), BigInt(4 * COST));
    await assertSound();
  });

  it('twins among them are one order, and another order under their reference is refused', async () => {
    const payer = await teller.payer();
    const twin = order();
    const bodies = times(24, (index) => (index % 8 === 7 ? { ...twin, amount: AMOUNT + 1 } : twin));
    const answers = await Promise.all(bodies.map((one) => teller.post(payer, FUNDS_PATH, one)));
    const { amount } = await teller.find(payer, twin['retrievalReference']);
    const [same, different] = amount === String(AMOUNT) ? [21, 3] : [3, 21];
    assert.deepEqual(count(answers), { placed: same, '409 transfer.reference_conflict': different });
    const replays = answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true').length;
    assert.equal(replays, same - 1);
    const [made] = await app.sql`select count(*)::int as count from transfer where business_id = ${payer.businessId}`;
    assert.equal(made?.['count'], 1);
  });

  it('those with an Idempotency-Key and bulk orders stand among them', async () => {
    const payer = await teller.payer(60 * COST);
    const [answers, bulk] = await Promise.all([
      Promise.all(
        times(20, (index) =>
          teller.post(payer, FUNDS_PATH, order(), index % 2 === 0 ? { 'Idempotency-Key': `key-${index}` } : {}),
        ),
      ),
      teller.post(payer, BULK_PATH, { transfers: times(40, () => order()) }),
    ]);
    assert.deepEqual(count(answers), { placed: 20 });
    const states = bulk.body.data.results.map(({ status }: { readonly status: string | null }) => status);
    assert.deepEqual([...new Set(states)], ['pending']);
    assert.equal(await teller.balance(payer.accountNumber), 0n);
    await assertSound();
  });
});
