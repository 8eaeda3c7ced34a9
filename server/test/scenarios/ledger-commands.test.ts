/** What the operator is told about the books: that they are right, or where they are not, and what lies in suspense. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BusinessId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createOperator, type Operator } from '../harness/commands.ts';
import { fundAccount } from '../harness/money.ts';
import { createPayments, PAYER, type Payments } from './inbound-payments.fixture.ts';

describe('the commands of the ledger', () => {
  let app: TestApp;
  let operator: Operator;
  let payments: Payments;
  let person: Person;
  let businessId: BusinessId;
  before(async () => {
    app = await startTestApp();
    operator = createOperator(app);
    payments = createPayments(app);
    person = await app.newPerson();
    businessId = person.businessId as BusinessId;
  });
  after(async () => {
    await operator.stop();
    await app.stop();
  });

  it('ledger suspense lists the accounts with money in them, and whose it is', async () => {
    assert.match((await operator.callWell('ledger', 'suspense')).message, /Nothing lies in suspense/);
    const { database, ledger } = app.app;
    await fundAccount(app, businessId, undefined, 3800n);
    await payments.pay(person, (await payments.openSingleUse(person)).accountNumber, 1200);
    const suspense = await ledger.suspenseAccount(database.sql, businessId);
    const { message, data } = await operator.callWell('ledger', 'suspense');
    assert.equal(message, `1200 kobo ${businessId}`);
    assert.deepEqual(data, { accounts: [{ ...suspense, balanceKobo: '1200' }] });
  });

  it('ledger verify finds right what lies in suspense, on its way out of it and out of it, whosever it is', async () => {
    const owner = await app.newPerson();
    const suspend = async (payer: string) =>
      payments.pay(owner, (await payments.openSingleUse(owner)).accountNumber, 1000, payer);
    await suspend(PAYER.plain);
    const [onItsWay, failed, refunded, released] = [
      await suspend(PAYER.slow),
      await suspend(PAYER.dormant),
      await suspend(PAYER.plain),
      await suspend(PAYER.plain),
    ];
    for (const { id } of [failed, refunded]) expectOk(await payments.refund(owner, id));
    await payments.becomes(owner, failed.id, 'failed');
    await payments.becomes(owner, refunded.id, 'refunded');
    expectOk(await payments.release(owner, released.id));
    expectOk(await payments.refund(owner, onItsWay.id));
    await app.app.inboundPayments.received(payments.payment('9999999999', 5000));
    assert.equal(await payments.suspense(owner), 2000);
    assert.match((await operator.callWell('ledger', 'verify')).message, /The ledger is right\.$/);
  });

  it('ledger verify fails where suspense holds what no payment has in it, or not what one has, and names the account', async () => {
    const { database, ledger } = app.app;
    const wrong = async (business: BusinessId, expected: string, found: string): Promise<void> => {
      const { id } = await ledger.suspenseAccount(database.sql, business);
      const { ok, message } = await operator.call(['ledger', 'verify']);
      assert.equal(ok, false);
      const place = `businessId ${business}, accountId ${id}: expected ${expected}, found ${found}.`;
      assert.ok(message.includes('WRONG: a suspense account does not hold') && message.endsWith(place), message);
    };
    await app.sql`update inbound_payment set amount_kobo = amount_kobo + 1 where business_id = ${businessId}`;
    await wrong(businessId, 'the balance 1201 of 1 payments', 'the balance 1200');
    await app.sql`update inbound_payment set refund_status = 'refunded', refund_id = 'x' where business_id = ${businessId}`;
    await wrong(businessId, 'the balance 0 of 0 payments', 'the balance 1200');
    await app.sql`
      update inbound_payment set amount_kobo = amount_kobo - 1, refund_status = 'none', refund_id = null
      where business_id = ${businessId}`;
    const other = (await app.newPerson()).businessId as BusinessId;
    const account = await fundAccount(app, other, undefined, 500n);
    const suspense = await ledger.suspenseAccount(database.sql, other);
    const move = (reference: string, amountKobo: bigint) =>
      ledger.post(database.sql, {
        businessId: other,
        reference,
        transactionId: app.app.ids.next('transaction'),
        entries: [
          { account, amountKobo: -amountKobo },
          { account: suspense, amountKobo },
        ],
      });
    await move('nobody has paid this', 500n);
    await wrong(other, 'the balance 0 of 0 payments', 'the balance 500');
    await move('and back', -500n);
    assert.match((await operator.callWell('ledger', 'verify')).message, /The ledger is right\.$/);
  });

  it('ledger verify says that the books are right, and fails with the place when a kobo is off', async () => {
    const right = await operator.callWell('ledger', 'verify');
    assert.match(right.message, /suspense: 8200 kobo in 4 accounts\n(?:.*\n)*The ledger is right\.$/);
    const account = await app.app.ledger.findBusinessAccount(app.app.database.sql, businessId);
    await app.sql`update ledger_account set balance_kobo = balance_kobo + 1 where id = ${account?.id ?? ''}`;
    const wrong = await operator.call(['ledger', 'verify']);
    assert.equal(wrong.ok, false);
    assert.match(
      wrong.message,
      new RegExp(`WRONG: .*${account?.id}: expected the balance 3800 .*found the balance 3801`),
    );
  });
});
