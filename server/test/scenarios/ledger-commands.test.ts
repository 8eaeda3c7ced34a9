/** What the operator is told about the books: that they are right, or where they are not, and what lies in suspense. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BusinessId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { createOperator, type Operator } from '../harness/commands.ts';
import { fundAccount } from '../harness/money.ts';

describe('the commands of the ledger', () => {
  let app: TestApp;
  let operator: Operator;
  let businessId: BusinessId;
  before(async () => {
    app = await startTestApp();
    operator = createOperator(app);
    businessId = (await app.newPerson()).businessId as BusinessId;
  });
  after(async () => {
    await operator.stop();
    await app.stop();
  });

  it('ledger suspense lists the accounts with money in them, and whose it is', async () => {
    assert.match((await operator.callWell('ledger', 'suspense')).message, /Nothing lies in suspense/);
    const { database, ids, ledger } = app.app;
    const account = await fundAccount(app, businessId, undefined, 5000n);
    const suspense = await ledger.suspenseAccount(database.sql, businessId);
    const transactionId = ids.next('transaction');
    await ledger.post(database.sql, {
      businessId,
      reference: 'into suspense',
      transactionId,
      entries: [
        { account, amountKobo: -1200n },
        { account: suspense, amountKobo: 1200n },
      ],
    });
    const { message, data } = await operator.callWell('ledger', 'suspense');
    assert.equal(message, `1200 kobo ${businessId}`);
    assert.deepEqual(data, { accounts: [{ ...suspense, balanceKobo: '1200' }] });
  });

  it('ledger verify says that the books are right, and fails with the place when a kobo is off', async () => {
    const right = await operator.callWell('ledger', 'verify');
    assert.match(right.message, /suspense: 1200 kobo in 1 accounts\n(?:.*\n)*The ledger is right\.$/);
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
