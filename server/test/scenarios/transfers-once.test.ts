/** One reference, one transfer: repetitions, conflicts, races, limits that are not overrun, and many orders in one request. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk } from '../harness/client.ts';
import {
  ANONYMOUS_PATH,
  BULK_PATH,
  createTeller,
  type Fields,
  FUNDS_PATH,
  type Teller,
  VIRTUAL_PATH,
  WITHDRAWAL_PATH,
} from './transfers.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'interstellas-tariff-'));
const LIMITS = { perTransferKobo: 2_000_000, perDayKobo: 5_000_000, depositKobo: 3_000_000, balanceKobo: 4_000_000 };

let app: TestApp;
let teller: Teller;
let own: string;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const codeOf = ({ status, body }: Answer): string => (status === 200 ? 'ok' : body.code);

function counted(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[codeOf(answer)] = (counts[codeOf(answer)] ?? 0) + 1;
  return counts;
}

async function transfersOf(businessId: string): Promise<number> {
  const [row] = await app.sql<{ count: number }[]>`
    select count(*)::int as count from transfer where business_id = ${businessId}`;
  return row?.count ?? 0;
}

describe('one reference, one transfer', () => {
  before(async () => {
    const file = join(folder, 'tariff.json');
    writeFileSync(file, JSON.stringify({ limits: { 1: LIMITS, 2: LIMITS, 3: LIMITS } }));
    app = await startTestApp({ settings: { INTERSTELLAS_TARIFF_FILE: file } });
    teller = createTeller(app);
    own = app.config.institutionCode;
  });
  after(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  describe('the same order again', () => {
    it('gives what has become of the first, says so, and moves nothing', async () => {
      const payer = await teller.payer();
      const body = teller.order();
      const first = await teller.post(payer, FUNDS_PATH, body);
      assert.equal(first.headers.get('idempotency-replayed'), null);
      await teller.settled(payer, body['retrievalReference']);
      const again = await teller.post(payer, FUNDS_PATH, {
        ...body,
        amount: String(body['amount']),
        receiverBankCode: '000014',
      });
      assert.equal(again.status, 200, again.text);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal(again.body.message, 'Transfer successful');
      assert.deepEqual([again.body.data.reference, again.body.data.status], [first.body.data.reference, 'successful']);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 451_075n);
    });

    it('is found under its reference, however the letters of that are put together', async () => {
      const payer = await teller.payer();
      const [composed, decomposed] = ['café-1', 'cafe\u0301-1'];
      const { data } = expectOk(await teller.send(payer, { retrievalReference: decomposed }));
      for (const reference of [composed, decomposed]) {
        assert.equal((await teller.find(payer, reference)).reference, data.reference);
        const query = `retrievalReference=${encodeURIComponent(reference)}`;
        const listed = expectOk(await app.call('GET', `clients/business/transfers?${query}`, payer)).data;
        assert.equal(listed.length, 1);
      }
    });

    it('is found by path under every reference that is taken, whatever stands in it', async () => {
      const payer = await teller.payer();
      for (const reference of ['...', '.a', '/', '../keys', 'a/..', '%2e%2e', 'a?b#c', '\\', 'é'.repeat(100)]) {
        const { data } = expectOk(await teller.send(payer, { amount: 100, retrievalReference: reference }));
        assert.equal((await teller.find(payer, reference)).reference, data.reference, reference);
      }
    });

    it('is not taken at all under `.` or `..`, which clients leave out of a path: by no call, and with the field named', async () => {
      const payer = await teller.payer();
      const virtual = await teller.account(payer, 'virtual', 10_000_000);
      const customer = await teller.account(payer, 'customer', 10_000_000);
      const account = { accountName: 'Ngozi Bello', accountNumber: '0000000001', bankName: 'Access', bankCode: '044' };
      const payout = expectOk(await teller.post(payer, 'clients/business/payouts', account)).data.id;
      const paths: readonly (readonly [string, Fields])[] = [
        [FUNDS_PATH, {}],
        [ANONYMOUS_PATH, {}],
        [VIRTUAL_PATH, { payerAccountNumber: virtual }],
        [WITHDRAWAL_PATH, { payerAccountNumber: customer }],
        [`clients/business/payouts/${payout}/send`, {}],
      ];
      for (const retrievalReference of ['.', '..']) {
        for (const [path, fields] of paths) {
          const { status, body } = await teller.post(payer, path, teller.order({ ...fields, retrievalReference }));
          assert.deepEqual([status, body.errors.map(({ field }) => field)], [422, ['retrievalReference']], path);
          assert.match(body.errors[0]?.message ?? '', /^retrievalReference must not be `\.` or `\.\.`/);
        }
        const transfers = [teller.order(), teller.order({ retrievalReference })];
        const { status, body } = await teller.post(payer, BULK_PATH, { transfers });
        assert.deepEqual([status, body.errors[0]?.field], [422, 'transfers.1.retrievalReference']);
      }
      assert.equal(await transfersOf(payer.businessId), 0);
    });

    it('with anything different in it is a conflict, and moves nothing', async () => {
      const payer = await teller.payer();
      const virtual = await teller.account(payer, 'virtual', 10_000_000);
      const body = teller.order();
      expectOk(await teller.post(payer, FUNDS_PATH, body));
      const differences: readonly (readonly [string, Fields])[] = [
        [FUNDS_PATH, { amount: 450_001 }],
        [FUNDS_PATH, { receiverAccountNumber: '0000000002' }],
        [FUNDS_PATH, { receiverBankCode: '058' }],
        [FUNDS_PATH, { narration: 'Order 20418' }],
        [ANONYMOUS_PATH, {}],
        [VIRTUAL_PATH, { payerAccountNumber: virtual }],
      ];
      for (const [path, fields] of differences) {
        const answer = await teller.post(payer, path, { ...body, ...fields });
        assert.deepEqual(
          [answer.status, answer.body.code],
          [409, 'transfer.reference_conflict'],
          JSON.stringify(fields),
        );
      }
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 451_075n);
      assert.equal(await teller.balance(virtual), 10_000_000n);
    });

    it('of another business is an order of its own', async () => {
      const [one, other] = [await teller.payer(), await teller.payer()];
      const body = teller.order();
      const answers = [await teller.post(one, FUNDS_PATH, body), await teller.post(other, FUNDS_PATH, body)];
      assert.deepEqual(counted(answers), { ok: 2 });
      assert.notEqual(answers[0]?.body.data.reference, answers[1]?.body.data.reference);
    });

    it('after a refusal is free to succeed', async () => {
      const payer = await teller.payer(1);
      const body = teller.order();
      assert.equal(codeOf(await teller.post(payer, FUNDS_PATH, body)), 'account.insufficient_funds');
      const richer = await teller.payer();
      const gift = { receiverAccountNumber: payer.accountNumber, receiverBankCode: own, amount: 1_000_000 };
      expectOk(await teller.send(richer, gift));
      assert.equal(codeOf(await teller.post(payer, FUNDS_PATH, body)), 'ok');
    });

    it('by 50 requests at once makes one transfer, and all are told of it', async () => {
      const payer = await teller.payer();
      const body = teller.order();
      const answers = await Promise.all(times(50, () => teller.post(payer, FUNDS_PATH, body)));
      assert.deepEqual(counted(answers), { ok: 50 });
      assert.equal(new Set(answers.map((answer) => answer.body.data.reference)).size, 1);
      assert.equal(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null).length, 1);
      assert.equal(await transfersOf(payer.businessId), 1);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 451_075n);
    });

    it('under an Idempotency-Key is once too, and another order under that key is refused', async () => {
      const payer = await teller.payer();
      const headers = { 'Idempotency-Key': 'one' };
      const body = teller.order();
      const answers = await Promise.all(times(5, () => teller.post(payer, FUNDS_PATH, body, headers)));
      assert.deepEqual(counted(answers), { ok: 5 });
      assert.equal(codeOf(await teller.post(payer, FUNDS_PATH, teller.order(), headers)), 'idempotency.conflict');
      assert.equal(await transfersOf(payer.businessId), 1);
    });
  });

  describe('an account that can pay for 100 transfers', () => {
    it('pays for exactly 100 of 200 at once, charges included', async () => {
      const payer = await teller.payer(100 * 451_075);
      const orders = times(200, () => teller.insist(payer, FUNDS_PATH, teller.order()));
      assert.deepEqual(counted(await Promise.all(orders)), { ok: 100, 'account.insufficient_funds': 100 });
      assert.equal(await teller.balance(payer.accountNumber), 0n);
      assert.equal(await transfersOf(payer.businessId), 100);
    });
  });

  describe('the limits of a customer', () => {
    it('hold for one transfer, with the limit told', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer', 10_000_000);
      const answer = await teller.send(payer, { payerAccountNumber: customer, amount: 2_000_001 });
      assert.equal(codeOf(answer), 'limit.transfer_exceeded');
      assert.match(answer.body.message, /2000000 kobo/);
    });

    it('hold for a day, whatever comes at once, and begin anew at midnight in Lagos', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer', 100_000_000);
      const sendOne = () => teller.send(payer, { payerAccountNumber: customer, amount: 500_000 });
      const answers = await Promise.all(times(25, sendOne));
      assert.deepEqual(counted(answers), { ok: 10, 'limit.daily_exceeded': 15 });
      app.clock.advance(24 * 60 * 60);
      const signedIn = await app.signIn(payer.email, payer.password);
      const token = expectOk(signedIn).data.accessToken;
      const next = await teller.send({ ...payer, token }, { payerAccountNumber: customer, amount: 2_000_000 });
      assert.equal(codeOf(next), 'ok', next.text);
    });

    it('do not count what has failed', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer', 100_000_000);
      const fields = { payerAccountNumber: customer, amount: 2_000_000 };
      for (const reference of ['fails-1', 'fails-2', 'fails-3']) {
        const body = { ...fields, receiverAccountNumber: '0000000006', retrievalReference: reference };
        expectOk(await teller.send(payer, body));
        assert.equal((await teller.settled(payer, reference)).status, 'failed');
      }
      const answers = await Promise.all(times(3, () => teller.send(payer, fields)));
      assert.deepEqual(counted(answers), { ok: 2, 'limit.daily_exceeded': 1 });
    });

    it('hold for what he receives from another account of this bank, however much comes at once', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer');
      const give = (amount: number) =>
        teller.send(payer, { receiverAccountNumber: customer, receiverBankCode: own, amount });
      assert.equal(codeOf(await give(3_000_001)), 'receiver.limit_exceeded');
      const answers = await Promise.all(times(6, () => give(1_000_000)));
      assert.deepEqual(counted(answers), { ok: 4, 'receiver.limit_exceeded': 2 });
      assert.equal(await teller.balance(customer), 4_000_000n);
    });
  });

  describe('many transfers in one request', () => {
    it('each have their own result, and happen once when the request is repeated', async () => {
      const payer = await teller.payer();
      const transfers = [
        teller.order({ retrievalReference: 'bulk-1' }),
        teller.order({ retrievalReference: 'bulk-2', receiverAccountNumber: '0000000000' }),
        teller.order({ retrievalReference: 'bulk-3', amount: 9_000_000_000 }),
        teller.order({ retrievalReference: 'bulk-4' }),
      ];
      const { message, data } = expectOk(await teller.post(payer, BULK_PATH, { transfers }));
      assert.equal(message, 'Transfers processed successfully');
      const outline = (results: readonly Fields[]) =>
        results.map((result) => [result['retrievalReference'], result['code']]);
      const expected = [
        ['bulk-1', null],
        ['bulk-2', 'receiver.not_found'],
        ['bulk-3', 'account.insufficient_funds'],
        ['bulk-4', null],
      ];
      assert.deepEqual(outline(data.results), expected);
      assert.equal(data.results[0].transfer.totalAmount, '451075');
      const again = expectOk(await teller.post(payer, BULK_PATH, { transfers })).data;
      assert.deepEqual(outline(again.results), expected);
      assert.equal(again.results[3].transfer.reference, data.results[3].transfer.reference);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 2n * 451_075n);
    });

    it('are all refused when one is malformed or two have the same reference, and all problems are named', async () => {
      const payer = await teller.payer();
      const good = teller.order();
      const cases: readonly (readonly [readonly Fields[], readonly string[]])[] = [
        [
          [good, { ...teller.order(), amount: 0 }, { ...teller.order(), receiverAccountNumber: '1' }],
          ['transfers.1.amount', 'transfers.2.receiverAccountNumber'],
        ],
        [[good, teller.order(), good], ['transfers.2.retrievalReference']],
      ];
      for (const [transfers, fields] of cases) {
        const { status, body } = await teller.post(payer, BULK_PATH, { transfers });
        assert.deepEqual([status, body.errors.map(({ field }) => field)], [422, fields]);
      }
      for (const transfers of [[], times(1001, () => teller.order())])
        assert.equal((await teller.post(payer, BULK_PATH, { transfers })).status, 422);
      assert.equal(await transfersOf(payer.businessId), 0);
    });

    it('may be a thousand, each with its own result', async () => {
      const payer = await teller.payer();
      const transfers = times(1000, (index) => ({
        ...teller.order({ retrievalReference: `payroll-${index}` }),
        ...(index % 100 === 0 ? {} : { receiverBankCode: '999' }),
      }));
      const { data } = expectOk(await teller.post(payer, BULK_PATH, { transfers }));
      assert.equal(data.results.length, 1000);
      for (const [index, { retrievalReference, code }] of data.results.entries())
        assert.deepEqual([retrievalReference, code], [`payroll-${index}`, index % 100 === 0 ? null : 'bank.unknown']);
      assert.equal(await transfersOf(payer.businessId), 10);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 10n * 451_075n);
    });
  });
});
