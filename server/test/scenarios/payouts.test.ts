/** Payouts: where a business has its balance paid out to, and when. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BusinessId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { fundAccount } from '../harness/money.ts';
import { until } from '../harness/until.ts';
import { takeOver } from './payouts.fixture.ts';
import { createTeller, type Fields, FUNDS_PATH, type Teller } from './transfers.fixture.ts';

const PATH = 'clients/business/payouts';
const SCHEDULE = 'clients/business/payout-schedule';
const ACCOUNT = { accountName: 'Ngozi Bello', accountNumber: '0000000001', bankName: 'Access', bankCode: '044' };

describe('payouts', () => {
  let app: TestApp;
  let twin: TestApp;
  let teller: Teller;

  before(async () => {
    app = await startTestApp();
    twin = await startTestApp({ beside: app });
    teller = createTeller(app);
  });
  after(async () => {
    await twin.stop();
    await app.stop();
  });

  const add = async (person: Person, fields = {}): Promise<string> =>
    expectOk(await teller.post(person, PATH, { ...ACCOUNT, ...fields })).data.id;

  const plan = async (person: Person, fields: Fields & { readonly payoutAccountId?: string } = {}) => {
    const body = {
      frequency: 'daily',
      hour: 18,
      ...fields,
      payoutAccountId: fields.payoutAccountId ?? (await add(person)),
    };
    return expectOk(await app.call('PUT', SCHEDULE, { ...person, body })).data;
  };

  const payoutsOf = async (person: Person) =>
    app.sql`select id from transfer where business_id = ${person.businessId} and kind = 'payout'`;

  it('of ten payout accounts added at once three are there in the end', async () => {
    const person = await teller.payer();
    const numbers = Array.from({ length: 10 }, (_, index) => `000000010${index}`);
    const answers = await Promise.all(
      numbers.map((accountNumber) => teller.post(person, PATH, { ...ACCOUNT, accountNumber })),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 3);
    assert.equal(answers.filter(({ body }) => body.code === 'payout.limit_reached').length, 7);
    const { data } = expectOk(await app.call('GET', PATH, person));
    assert.equal(data.length, 3);
    assert.equal(data[0].clientId, person.clientId);
  });

  it('the same account is added once, and nobody else sees, changes, deletes or pays to it', async () => {
    const [person, stranger] = [await teller.payer(), await teller.payer()];
    const id = await add(person);
    assert.equal((await teller.post(person, PATH, ACCOUNT)).body.code, 'payout.exists');
    assert.deepEqual(expectOk(await app.call('GET', PATH, stranger)).data, []);
    const tries = [
      app.call('PUT', `${PATH}/${id}`, { ...stranger, body: { bankName: 'Mine' } }),
      app.call('DELETE', `${PATH}/${id}`, stranger),
      app.call('POST', `${PATH}/${id}/send`, { ...stranger, body: { retrievalReference: 'x' } }),
    ];
    for (const { body } of await Promise.all(tries)) assert.equal(body.code, 'payout.not_found');
  });

  it('a payout without an amount takes the balance with the charges, once for its reference', async () => {
    const person = await teller.payer(1_000_000);
    const path = `${PATH}/${await add(person)}/send`;
    const first = expectOk(await teller.post(person, path, { retrievalReference: 'all' })).data;
    assert.equal(first.totalAmount, '1000000');
    const second = expectOk(await teller.post(person, path, { retrievalReference: 'all' })).data;
    assert.equal(second.reference, first.reference);
    assert.equal((await payoutsOf(person)).length, 1);
  });

  it('a schedule pays once for its time, whatever the number of servers, and once for all that it missed', async () => {
    const person = await teller.payer();
    await plan(person, { minimumAmount: 1000, keepBalance: 5000 });
    app.clock.advance(5 * 24 * 60 * 60);
    await Promise.all([app.app.payouts.runDue(), twin.app.payouts.runDue(), app.app.payouts.runDue()]);
    assert.equal((await payoutsOf(person)).length, 1);
    assert.equal(await teller.balance(person.accountNumber), 5000n);
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    assert.equal((await payoutsOf(person)).length, 1);
  });

  it('a run that a process dies in is made again, and pays nothing twice', async () => {
    const person = await teller.payer();
    await plan(person);
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    await takeOver(app, person);
    app.clock.advance(10 * 60);
    await twin.app.payouts.runDue();
    assert.equal((await payoutsOf(person)).length, 1);
  });

  it('a run whose money is spent a moment before it is sent pays out what is left, a little later', async () => {
    const person = await teller.payer(10_000_000);
    await plan(person);
    app.clock.advance(24 * 60 * 60);
    let running: Promise<number> | undefined;
    await app.sql.begin(async (sql) => {
      await sql`select from audit_chain where client_id = ${person.clientId} for update`;
      running = app.app.payouts.runDue();
      await until('the run knows the balance, and waits to be recorded', async () => {
        const waiting = await app.sql`
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%audit_chain%'`;
        return waiting.length > 0;
      });
      await fundAccount(app, person.businessId, undefined, -4_000_000);
    });
    await running;
    assert.equal((await payoutsOf(person)).length, 0);
    app.clock.advance(10 * 60);
    await twin.app.payouts.runDue();
    assert.equal((await payoutsOf(person)).length, 1);
    assert.equal(await teller.balance(person.accountNumber), 0n);
  });

  it('too little is skipped and said; a schedule whose account is deleted is paused', async () => {
    const person = await teller.payer(50_000);
    const { payoutAccountId } = await plan(person, { minimumAmount: 100_000 });
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    const back = { ...person, token: expectOk(await app.signIn(person.email, person.password)).data.accessToken };
    const schedule = expectOk(await app.call('GET', SCHEDULE, back)).data;
    assert.equal(schedule.lastResult, 'skipped');
    assert.notEqual(schedule.lastRunAt, null);
    expectOk(await app.call('DELETE', `${PATH}/${payoutAccountId}`, back));
    assert.equal(expectOk(await app.call('GET', SCHEDULE, back)).data.isPaused, true);
    expectOk(await app.call('DELETE', SCHEDULE, back));
    assert.equal((await app.call('GET', SCHEDULE, back)).body.code, 'payout.schedule_not_found');
  });

  it('gives everybody who sends the whole balance at once under one reference the same transfer', async () => {
    const person = await teller.payer(1_000_000);
    const path = `${PATH}/${await add(person)}/send`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const answer = teller.post(person, path, { retrievalReference: 'all' });
        await fundAccount(app, person.businessId, undefined, 1000);
        return answer;
      }),
    );
    const [first, ...others] = answers.map((answer) => expectOk(answer).data);
    for (const { reference, totalAmount } of others)
      assert.deepEqual([reference, totalAmount], [first.reference, first.totalAmount]);
    const again = await teller.post(person, path, { retrievalReference: 'all' });
    assert.equal(expectOk(again).data.totalAmount, first.totalAmount);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal((await payoutsOf(person)).length, 1);
  });

  it('keeps what two people change at the same moment in one payout account', async () => {
    const person = await teller.payer();
    const id = await add(person);
    const changes = [{ accountName: 'Ada Okoro' }, { bankName: 'Access Bank' }, { accountNumber: '0000000033' }];
    const answers = changes.map((body) => app.call('PUT', `${PATH}/${id}`, { ...person, body }));
    for (const answer of await Promise.all(answers)) expectOk(answer);
    const [account] = expectOk(await app.call('GET', PATH, person)).data;
    assert.deepEqual(
      [account.accountName, account.bankName, account.accountNumber, account.bankCode],
      ['Ada Okoro', 'Access Bank', '0000000033', '044'],
    );
  });

  it('pays nothing by schedule for a business that is suspended or not approved, and says so', async () => {
    const [suspended, unapproved] = [await teller.payer(), await teller.payer()];
    for (const person of [suspended, unapproved]) await plan(person);
    const { businesses, database } = app.app;
    const id = suspended.businessId as BusinessId;
    await database.transaction(async (transaction) => assert.ok(await businesses.suspend(transaction, id)));
    await app.sql`update business set approved_at = null where id = ${unapproved.businessId}`;
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    for (const person of [suspended, unapproved]) assert.equal((await payoutsOf(person)).length, 0);
    await database.transaction(async (transaction) => assert.ok(await businesses.unsuspend(transaction, id)));
    const back = {
      ...suspended,
      token: expectOk(await app.signIn(suspended.email, suspended.password)).data.accessToken,
    };
    assert.equal(expectOk(await app.call('GET', SCHEDULE, back)).data.lastResult, 'business.suspended');
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    assert.equal((await payoutsOf(suspended)).length, 1);
  });

  it('takes no reference from a client that one of ours could meet', async () => {
    const person = await teller.payer();
    const path = `${PATH}/${await add(person)}/send`;
    for (const retrievalReference of ['payout:x', 'refund:x']) {
      for (const answer of [
        await teller.post(person, path, { retrievalReference }),
        await teller.post(person, FUNDS_PATH, teller.order({ retrievalReference })),
      ])
        assert.deepEqual([answer.status, answer.body.errors[0]?.field], [422, 'retrievalReference']);
    }
    expectOk(await teller.post(person, path, { amount: 100, retrievalReference: 'payout-x' }));
    await plan(person, { payoutAccountId: expectOk(await app.call('GET', PATH, person)).data[0].id });
    app.clock.advance(24 * 60 * 60);
    await app.app.payouts.runDue();
    const [run] = await app.sql`
    select reference from transfer where business_id = ${person.businessId} and reference <> 'payout-x'`;
    assert.match(run?.['reference'], /^payout:/);
  });
});
