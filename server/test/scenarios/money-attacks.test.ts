/** What somebody tries who means harm, or knows no better: odd filters, limits from several sides, and a look at the log. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { createPayments, type Payments } from './inbound-payments.fixture.ts';
import {
  ANONYMOUS_PATH,
  BULK_PATH,
  createTeller,
  FUNDS_PATH,
  type Teller,
  WITHDRAWAL_PATH,
} from './transfers.fixture.ts';

const LISTS = [
  'clients/business/transactions',
  'clients/business/virtual-account',
  'clients/business/virtual-accounts',
  'clients/business/customers',
  'clients/settings/webhook/events',
];
const MOMENTS = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', '+275760-09-13T00:00:00Z'];
const ODD = ['%00', '%ED%A0%80', "'%3B--", '9'.repeat(300)];
const QUERIES = [
  ...['from', 'to'].flatMap((name) => MOMENTS.map((value) => `${name}=${encodeURIComponent(value)}`)),
  ...['cursor', 'status', 'reference', 'accountNumber', 'name'].flatMap((name) =>
    ODD.map((value) => `${name}=${value}`),
  ),
  ...['page', 'limit'].flatMap((name) => ['1e3', '-1'].map((value) => `${name}=${value}`)),
];
const DAY_LIMIT = 3_000_000;

describe('the money rooms', () => {
  let app: TestApp;
  let teller: Teller;
  let payments: Payments;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_REQUESTS_PER_MINUTE: '100000' } });
    teller = createTeller(app);
    payments = createPayments(app);
  });
  after(() => app.stop());

  it('answer odd filters, cursors and paths with a refusal or a page, never with a fault of their own', async () => {
    const person = await teller.payer();
    const queries = LISTS.flatMap((list) => QUERIES.map((query) => `${list}?${query}`));
    const ids = LISTS.flatMap((list) => ODD.map((value) => `${list}/${value}`));
    const statements = MOMENTS.flatMap((from) =>
      MOMENTS.map((to) => {
        const query = new URLSearchParams({ accountNumber: person.accountNumber, from, to });
        return `clients/business/transactions/statement?${query}`;
      }),
    );
    const paths = [...queries, ...ids, ...statements];
    const faults: string[] = [];
    for (let at = 0; at < paths.length; at += 40) {
      const answers = await Promise.all(
        paths.slice(at, at + 40).map(async (path) => ({ path, status: (await app.call('GET', path, person)).status })),
      );
      faults.push(...answers.filter(({ status }) => status >= 500).map(({ path, status }) => `${status} ${path}`));
    }
    assert.deepEqual(faults, []);
  });

  it('let nobody send more than the limit of the day by trying every way at once', async () => {
    const person = await app.newPerson();
    const own = expectOk(await app.call('GET', 'clients/business/account-details', person)).data.accountNumber;
    const customer = await teller.account(person, 'customer', 100_000_000);
    const [tier] = await app.sql`update customer set tier = 1 where account_number = ${customer} returning tier`;
    assert.equal(tier?.['tier'], 1);
    const amount = 900_000;
    const order = (fields: object = {}) => teller.order({ amount, payerAccountNumber: customer, ...fields });
    const inside = { receiverAccountNumber: own, receiverBankCode: app.app.banks.own.code };
    const withdrawal = () => {
      const retrievalReference = teller.fresh();
      return { amount, payerAccountNumber: customer, retrievalReference, narration: 'out' };
    };
    await Promise.all([
      ...[1, 2, 3].map(() => teller.post(person, FUNDS_PATH, order())),
      ...[1, 2, 3].map(() => teller.post(person, FUNDS_PATH, order(inside))),
      ...[1, 2, 3].map((n) => teller.post(person, FUNDS_PATH, order(), { 'Idempotency-Key': `limit-${n}` })),
      ...[1, 2, 3].map(() => teller.post(person, WITHDRAWAL_PATH, withdrawal())),
      teller.post(person, BULK_PATH, {
        payerAccountNumber: customer,
        transfers: [1, 2, 3].map(() => teller.order({ amount })),
      }),
    ]);
    const [sent] = await app.sql<{ total: bigint; count: number }[]>`
      select sum(amount_kobo)::bigint as total, count(*)::int as count from transfer
      where payer_account_number = ${customer} and status <> 'failed'`;
    assert.ok(Number(sent?.total) <= DAY_LIMIT, `${sent?.total} kobo were sent`);
    assert.equal(sent?.count, 3);
  });

  it('write down in no log who pays whom, what for, and how much is there', async () => {
    const person = await teller.payer(77_777_777);
    const { accountNumber } = await payments.open(person);
    const [narration, payerName] = ['Divorce settlement of the year', 'QUINCY ZEBULON'];
    const payer = { bankCode: '000013', accountNumber: '0117170399', accountName: payerName };
    await app.app.inboundPayments.received({ ...payments.payment(accountNumber, 123_456), payer, narration });
    const order = { narration, receiverAccountNumber: '0117170388' };
    for (const path of [FUNDS_PATH, ANONYMOUS_PATH]) {
      const { data } = expectOk(await teller.post(person, path, teller.order(order)));
      await teller.settled(person, data.retrievalReference);
    }
    expectOk(await app.call('GET', `clients/business/transactions?accountNumber=${accountNumber}`, person));
    expectOk(await app.call('GET', `clients/business/virtual-account?accountNumber=${accountNumber}`, person));
    const secrets = [narration, payerName, '0117170399', '0117170388', accountNumber, person.accountNumber, '77777777'];
    const told = app.logLines.filter((line) => secrets.some((secret) => line.includes(secret)));
    assert.deepEqual(told.slice(0, 3), []);
  });
});
