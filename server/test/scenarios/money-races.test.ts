/** Everything at once on the same few accounts: nobody waits for another in a circle, and no kobo is made or lost. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import type { Answer } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { createPayments, type Payments } from './inbound-payments.fixture.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

const EACH = 8;

describe('movements at the same moment', () => {
  let app: TestApp;
  let teller: Teller;
  let payments: Payments;
  let own: string;
  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    payments = createPayments(app);
    own = app.app.banks.own.code;
  });
  after(() => app.stop());

  const pay = (from: Awaited<ReturnType<Teller['payer']>>, receiverAccountNumber: string, amount: number) =>
    teller.send(from, { receiverAccountNumber, receiverBankCode: own, amount });
  const refused = (answers: readonly Answer[]) =>
    answers.filter(({ status }) => status >= 300).map(({ status, body }) => `${status} ${body.code}`);

  it('between two businesses in both directions, to other banks and from them, all succeed', async () => {
    const [one, other] = await Promise.all([teller.payer(), teller.payer()]);
    const virtual = (await payments.open(other)).accountNumber as string;
    const works = Array.from({ length: EACH }, () => [
      pay(one, other.accountNumber, 1000),
      pay(other, one.accountNumber, 1000),
      pay(one, virtual, 1000),
      teller.send(one, { amount: 1000 }),
    ]).flat();
    const received = Array.from({ length: EACH }, () =>
      app.app.inboundPayments.received(payments.payment(virtual, 500)),
    );
    const [answers] = await Promise.all([Promise.all(works), Promise.all(received)]);
    assert.deepEqual(refused(answers), []);
    assert.equal(await payments.balance(virtual), EACH * 1500);
    assert.equal(await payments.total(), 0);
  });

  it('an order that is not posted yet holds no lock on its account, for which others would wait in a circle', async () => {
    const payer = await teller.payer();
    let sending: Promise<Answer> | undefined;
    await app.sql.begin(async (sql) => {
      await sql`select from audit_chain where client_id = ${payer.clientId} for update`;
      sending = teller.send(payer, { amount: 1000 });
      await until('the order is in the history, and waits to be recorded', async () => {
        const waiting = await app.sql`
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%audit_chain%'`;
        return waiting.length > 0;
      });
      const free = await sql`
        select from ledger_account where account_number = ${payer.accountNumber} for update skip locked`;
      assert.equal(free.length, 1);
    });
    assert.equal((await sending)?.status, 200);
  });

  it('a single-use account takes in one of many payments, from within and from outside', async () => {
    const [payer, owner] = await Promise.all([teller.payer(), app.newPerson()]);
    const { accountNumber } = await payments.openSingleUse(owner, { amount: 1000 });
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: EACH }, () => pay(payer, accountNumber, 1000))),
      Promise.all(
        Array.from({ length: EACH }, () => app.app.inboundPayments.received(payments.payment(accountNumber, 1000))),
      ),
    ]);
    const paidWithin = answers.length - refused(answers).length;
    assert.equal(await payments.balance(accountNumber), 1000);
    const credited = (await payments.find(owner, 'status=credited')).length;
    assert.equal(paidWithin + credited, 1);
    assert.equal(await payments.suspense(owner), (EACH - credited) * 1000);
    assert.equal(await payments.total(), 0);
  });
});
