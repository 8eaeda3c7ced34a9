/** Virtual accounts: what is answered, which references are free, how long an account takes money in, and who sees it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nubanOf } from '../../src/ledger/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { ACCOUNTS, createPayments, type Payments } from './inbound-payments.fixture.ts';

const DAY_SECONDS = 24 * 60 * 60;

describe('virtual accounts', () => {
  let app: TestApp;
  let payments: Payments;
  let person: Person;
  before(async () => {
    app = await startTestApp();
    payments = createPayments(app);
    person = await app.newPerson();
  });
  after(() => app.stop());

  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    app.call('POST', path, { ...person, body, headers });
  const get = async (id: string) => expectOk(await app.call('GET', `${ACCOUNTS}/${id}`, person)).data;
  const list = async (query: string) => expectOk(await app.call('GET', `${ACCOUNTS}?${query}`, person)).data;
  const close = (id: string) => app.call('POST', `${ACCOUNTS}/${id}/close`, person);
  const multiUse = (reference: string) => ({ firstName: 'Ngozi', lastName: 'Bello', type: 'permanent', reference });
  const singleUse = { firstName: 'Ngozi', lastName: 'Bello', refCode: 'inv-20417', amount: 350_000, duration: 36_000 };

  it('are opened with the documented fields and message, under a valid NUBAN', async () => {
    const { status, body } = await post(ACCOUNTS, multiUse('cust-000187'));
    assert.deepEqual([status, body.message], [201, 'Account generated successfully']);
    const { accountNumber, accountName, clientRef, systemRef } = body.data;
    assert.deepEqual({ accountName, clientRef }, { accountName: 'Ngozi Bello', clientRef: 'cust-000187' });
    assert.match(systemRef, /^STL\|[0-9A-Za-z]{14}$/);
    assert.match(accountNumber, /^9\d{9}$/);
    assert.equal(nubanOf(app.config.institutionCode, accountNumber.slice(0, 9)), accountNumber);
    assert.equal(body.data.expiresAt, null);
    assert.ok(body.data.bankName && body.data.bankCode);
  });

  it('for one payment are opened with the documented fields and types, the amount also as a string', async () => {
    for (const [amount, refCode] of [
      [350_000, 'inv-20417'],
      ['350000', 'inv-20418'],
    ]) {
      const { status, body } = await post(`${ACCOUNTS}/single-use`, { ...singleUse, amount, refCode });
      assert.deepEqual([status, body.message], [201, 'Account generated successfully']);
      const { clientReference, systemReference, reservedAmount, expiresAt, amountControl } = body.data;
      assert.deepEqual(
        { clientReference, reservedAmount, amountControl },
        { clientReference: refCode, reservedAmount: 350_000, amountControl: 'exact' },
      );
      assert.match(systemReference, /^STL\|[0-9A-Za-z]{14}$/);
      const lifeSeconds = (Date.parse(expiresAt) - Date.parse(body.data.createdAt)) / 1000;
      assert.ok(Math.abs(lifeSeconds - 36_000) < 2, String(lifeSeconds));
    }
  });

  it('refuse amounts and durations out of bounds, each by its field', async () => {
    for (const [field, value] of [
      ['amount', 0],
      ['amount', -1],
      ['amount', '1.5'],
      ['amount', 9_007_199_254_740_992],
      ['duration', 59],
      ['duration', 31_536_001],
      ['amountControl', 'roughly'],
    ] as const) {
      const { status, body } = await post(`${ACCOUNTS}/single-use`, { ...singleUse, refCode: 'inv-0', [field]: value });
      assert.deepEqual([status, body.errors[0]?.field], [422, field], `${field} ${value}`);
    }
  });

  it('have a reference that is unique in the business whatever the type, and free in another business', async () => {
    const taken = await post(ACCOUNTS, multiUse('inv-20417'));
    assert.deepEqual([taken.status, taken.body.code], [409, 'virtual-account.reference_taken']);
    assert.equal(taken.body.errors[0]?.field, 'reference');
    const { reference: refCode, ...names } = multiUse('cust-000187');
    const other = await post(`${ACCOUNTS}/single-use`, { ...names, refCode, amount: 1, duration: 60 });
    assert.deepEqual([other.status, other.body.code], [409, 'virtual-account.reference_taken']);
    assert.equal(other.body.errors[0]?.field, 'refCode');
    await payments.open(await app.newPerson(), { reference: 'cust-000187' });
  });

  it('are found by whatever reference they have, which stands in no path', async () => {
    for (const reference of ['.', '..', 'a/../b?c']) {
      const { id } = await payments.open(person, { reference });
      const found = await list(`reference=${encodeURIComponent(reference)}`);
      assert.deepEqual(
        found.map((account: { id: string }) => account.id),
        [id],
      );
    }
  });

  it('of one reference are opened once by many requests at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(ACCOUNTS, multiUse('race'))));
    const statuses = answers.map(({ status }) => status).toSorted();
    assert.deepEqual(statuses, [201, ...new Array<number>(11).fill(409)]);
    assert.equal((await list('reference=race')).length, 1);
  });

  it('are given back to a request that is repeated under its Idempotency-Key, also at the same moment', async () => {
    const headers = { 'Idempotency-Key': 'open-once' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(ACCOUNTS, multiUse('repeated'), headers)));
    answers.push(await post(ACCOUNTS, multiUse('repeated'), headers));
    const numbers = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.data.accountNumber));
    assert.equal(numbers.size, 1);
    assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'idempotency.in_progress'));
  });

  it('expire by the clock, whatever sweeps, and say so in list and details', async () => {
    const temporal = await payments.open(person, { type: 'temporal' });
    const single = await payments.openSingleUse(person, { duration: 60 });
    assert.equal(temporal.status, 'active');
    app.clock.advance(60);
    assert.equal((await get(single.id)).status, 'expired');
    assert.equal((await get(temporal.id)).status, 'active');
    app.clock.advance(DAY_SECONDS - 60);
    const fresh = await reopened();
    assert.deepEqual(
      (await listBy(fresh, 'status=expired&limit=100'))
        .map(({ id }) => id)
        .filter((id) => [temporal.id, single.id].includes(id))
        .toSorted(),
      [temporal.id, single.id].toSorted(),
    );
    assert.ok((await listBy(fresh, 'status=active&limit=100')).every(({ type }) => type === 'permanent'));
    person = fresh;
  });

  /** The same person after his session has ended with the time. */
  async function reopened(): Promise<Person> {
    const { accessToken } = expectOk(await app.signIn(person.email, person.password)).data;
    return { ...person, token: accessToken };
  }
  async function listBy(who: Person, query: string): Promise<{ id: string; type: string }[]> {
    return expectOk(await app.call('GET', `${ACCOUNTS}?${query}`, who)).data;
  }

  it('that are closed take in nothing, stay closed, and keep their reference', async () => {
    const { id, accountNumber } = await payments.open(person, { reference: 'to-close' });
    await payments.pay(person, accountNumber, 200_000);
    const closed = expectOk(await close(id)).data;
    assert.equal(closed.status, 'closed');
    assert.deepEqual(expectOk(await close(id)).data, closed);
    const late = await payments.pay(person, accountNumber, 100_000);
    assert.deepEqual([late.status, late.suspenseReason], ['suspended', 'account-closed']);
    assert.equal((await get(id)).availableBalance, '200000');
    assert.equal((await post(ACCOUNTS, multiUse('to-close'))).status, 409);
    const audited =
      await app.sql`select from audit_event where action = 'virtual-accounts.close' and object_id = ${id}`;
    assert.equal(audited.length, 1);
  });

  it('that are closed can still pay out what is in them', async () => {
    const { id, accountNumber } = await payments.open(person);
    await payments.pay(person, accountNumber, 200_000);
    expectOk(await close(id));
    const order = { amount: 100_000, payerAccountNumber: accountNumber, receiverAccountNumber: '0000000001' };
    const more = { receiverBankCode: '044', retrievalReference: 'out-of-closed', narration: 'Rest' };
    expectOk(await post(`${ACCOUNTS}/transfer`, { ...order, ...more }));
    assert.ok((await payments.balance(accountNumber)) < 100_000);
  });

  it('are found by type, reference and number', async () => {
    const { id, accountNumber } = await payments.openSingleUse(person, { refCode: 'to-find' });
    for (const query of [
      'reference=to-find',
      `accountNumber=${accountNumber}`,
      `type=single-use&accountNumber=${accountNumber}`,
    ])
      assert.deepEqual(
        (await list(query)).map((account: { id: string }) => account.id),
        [id],
        query,
      );
    assert.deepEqual(await list(`type=permanent&accountNumber=${accountNumber}`), []);
  });

  it('of another business are neither shown nor closed', async () => {
    const stranger = await app.newPerson();
    const { id } = await payments.open(stranger, { reference: 'theirs' });
    assert.deepEqual(await list('reference=theirs'), []);
    for (const answer of [await app.call('GET', `${ACCOUNTS}/${id}`, person), await close(id)])
      assert.deepEqual([answer.status, answer.body.code], [404, 'virtual-account.not_found']);
  });

  it('take transfers of our own customers in by the same rules', async () => {
    const { accountNumber } = await payments.openSingleUse(person, { amount: 5000 });
    const payer = await payments.open(person);
    await payments.pay(person, payer.accountNumber, 1_000_000);
    const send = (amount: number, retrievalReference: string) =>
      post(`${ACCOUNTS}/transfer`, {
        amount,
        retrievalReference,
        payerAccountNumber: payer.accountNumber,
        receiverAccountNumber: accountNumber,
        receiverBankCode: app.config.institutionCode,
        narration: 'Invoice',
      });
    const short = await send(4999, 'book-1');
    assert.deepEqual([short.status, short.body.code], [422, 'receiver.amount_refused']);
    const both = await Promise.all([send(5000, 'book-2'), send(5000, 'book-3')]);
    const codes = both.map(({ body }) => body.code ?? 'sent').toSorted();
    assert.deepEqual(codes, ['receiver.closed', 'sent']);
    assert.equal(await payments.balance(accountNumber), 5000);
    assert.equal((await list(`accountNumber=${accountNumber}`))[0].status, 'paid');
  });
});
