/** The main job, end to end: sign up, sign in, get the key, call a business endpoint with three credentials. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';

describe('the first calls of a new integrator', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  it('lead from sign-up to the balance of an approved business with a valid NUBAN', async () => {
    const person = await app.newPerson();
    const { data, message } = expectOk(await app.call('GET', 'clients/business/account-details', person));
    assert.equal(message, 'Account details retrieved successfully');
    assert.match(data.accountNumber, /^9\d{9}$/);
    assert.equal(data.accountType, 'current');
    assert.match(data.customerId, /^cust_/);
    assert.equal(data.businessId, person.businessId);
    assert.equal(data.accountBalance, '0');
  });

  it('answer the same below /v1, the other spelling of the documentation', async () => {
    const person = await app.newPerson();
    const [one, other] = await Promise.all([
      app.call('GET', '/api/v1/clients/business/details', person),
      app.call('GET', '/v1/clients/business/details', person),
    ]);
    assert.deepEqual(expectOk(one), expectOk(other));
  });
});
