/** docs/money.md tells the truth: its tables of entries are what the flows write into the books, its charges are charged. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { createDesk, type Desk } from '../simulation/desk.ts';
import { type MoneyPage, type Posting, readMoneyPage } from './money-page.fixture.ts';

interface World {
  readonly app: TestApp;
  readonly person: Person;
  readonly desk: Desk;
  readonly business: string;
  readonly virtual: string;
}

/** What each flow does, until it has come to its end. */
const FLOWS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'a payment into a virtual account': async ({ desk, virtual }) => paid(desk, virtual, 500_000n),
  'a payment of another amount than a single-use account waits for': async ({ desk }) =>
    paid(desk, await desk.openSingleUse('inv-1', 350_000, 600), 300_000n),
  'a refund': async ({ app, desk }) => {
    const [found] = (await desk.received()).filter(({ status }) => status === 'suspended');
    expectOk(await desk.refund(found?.transactionId ?? assert.fail('nothing is in suspense')));
    await ended(app, 'successful');
  },
  'a release': async ({ desk }) => {
    await paid(desk, await desk.openSingleUse('inv-2', 350_000, 600), 300_000n);
    const [found] = (await desk.received()).filter(({ status }) => status === 'suspended');
    expectOk(await desk.release(found?.transactionId ?? assert.fail('nothing is in suspense')));
  },
  'a transfer to another account of the business': async ({ app, business, desk, virtual }) => {
    expectOk(await desk.send({ payer: virtual, to: business, amountKobo: 500_000n, reference: 'own' }, true));
    await ended(app, 'successful');
  },
  'a transfer to another bank': (world) => sent(world, 1, 'successful'),
  'a transfer that another bank refuses': (world) => sent(world, 6, 'failed'),
  'a transfer that is returned after it had arrived': (world) => sent(world, 4, 'reversed'),
  'a payout': async ({ app, person }) => {
    const body = { accountName: 'Ngozi Bello', accountNumber: '0221100456', bankName: 'GTB', bankCode: '058' };
    const path = 'clients/business/payouts';
    expectOk(await app.call('POST', path, { ...person, body }));
    const [{ id }] = expectOk(await app.call('GET', path, person)).data;
    const order = { amount: 1_000_000, retrievalReference: 'payout-1', narration: 'Earnings of July' };
    expectOk(await app.call('POST', `${path}/${id}/send`, { ...person, body: order }));
    await ended(app, 'successful');
  },
};

let payments = 0;

async function paid(desk: Desk, accountNumber: string, amountKobo: bigint): Promise<void> {
  payments += 1;
  const sessionId = `000013261101120000${String(payments).padStart(12, '0')}`;
  expectOk(await desk.pay({ accountNumber, amountKobo, sessionId, copies: 1 }));
}

async function sent({ app, business, desk }: World, to: number, status: string): Promise<void> {
  const reference = `to-${to}`;
  expectOk(await desk.send({ payer: business, to, amountKobo: 1_000_000n, reference }, false));
  await ended(app, status);
}

/** The latest transfer is so, once what waits for its time has had it. */
async function ended(app: TestApp, status: string): Promise<void> {
  await until(`the transfer is ${status}`, async () => {
    app.clock.advance(4);
    await app.hurryJobs();
    const [latest] = await app.sql<{ status: string }[]>`select status from transfer order by id desc limit 1`;
    return latest?.status === status;
  });
}

describe('the page about money', () => {
  let world: World;
  let page: MoneyPage;
  before(async () => {
    const app = await startTestApp();
    page = await readMoneyPage();
    const person = await app.newPerson();
    const desk = createDesk(app, person);
    const { accountNumber: business } = await desk.accountDetails();
    const virtual = await desk.openVirtualAccount('shop-1');
    for (const account of [business, virtual]) await paid(desk, account, 20_000_000n);
    world = { app, person, desk, business, virtual };
  });
  after(() => world.app.stop());

  it('has a table of every flow', () => {
    assert.deepEqual([...page.entries.keys()].toSorted(), Object.keys(FLOWS).toSorted());
  });

  for (const [flow, run] of Object.entries(FLOWS)) {
    it(`shows the entries of ${flow} as they are written`, async () => {
      const { sql } = world.app;
      const [{ last }] = await sql<[{ last: string }]>`select coalesce(max(id), '') as last from ledger_posting`;
      await run(world);
      const written = await sql<Posting[]>`
        select p.kind, jsonb_agg(a.kind || ' ' || e.amount_kobo) as entries
        from ledger_posting p join ledger_entry e on e.posting_id = p.id
          join ledger_account a on a.business_id = e.business_id and a.id = e.account_id
        where p.id > ${last} group by p.business_id, p.id, p.kind order by p.id`;
      const postings = written.map(({ entries, kind }) => ({ kind, entries: entries.toSorted() }));
      assert.deepEqual(postings, page.entries.get(flow));
    });
  }

  it('shows the charges as they are charged', async () => {
    assert.ok(page.charges.length > 0);
    for (const [amount, fee, vat, stampDuty, transactionCharge, totalAmount] of page.charges) {
      const body = { amount };
      const answer = await world.app.call('POST', 'clients/business/transfers/charges', { ...world.person, body });
      assert.deepEqual(expectOk(answer).data, { amount, fee, vat, stampDuty, transactionCharge, totalAmount });
    }
  });
});
