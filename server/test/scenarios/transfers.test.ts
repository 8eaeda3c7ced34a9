/** Transfers over HTTP: what is answered, debited and written down, for receivers in this bank and in others. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk } from '../harness/client.ts';
import {
  ANONYMOUS_PATH,
  createTeller,
  FUNDS_PATH,
  type Teller,
  VIRTUAL_PATH,
  WITHDRAWAL_PATH,
} from './transfers.fixture.ts';

let app: TestApp;
let teller: Teller;
let own: string;

function refused(answer: Answer, status: number, code: string, field?: string): void {
  assert.deepEqual([answer.status, answer.body.code, answer.body.errors[0]?.field], [status, code, field], answer.text);
}

describe('transfers', () => {
  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    own = app.config.institutionCode;
  });
  after(() => app.stop());

  describe('a transfer to another bank', () => {
    it('answers the documented strings, has debited amount and charge, and is on its way', async () => {
      const payer = await teller.payer();
      const answer = await teller.send(payer, { amount: 1_000_000, retrievalReference: 'doc-1' });
      assert.equal(answer.status, 200);
      assert.equal(answer.body.message, 'Transfer successful');
      const { amount, transactionCharge, totalAmount, fee, vat, stampDuty, status, sessionId, reference } =
        answer.body.data;
      assert.deepEqual([amount, transactionCharge, totalAmount], ['1000000', '7688', '1007688']);
      assert.deepEqual([fee, vat, stampDuty], ['2500', '188', '5000']);
      assert.match(status, /^(?:pending|successful)$/);
      assert.match(sessionId, /^\d{30}$/);
      assert.match(reference, /^txn_/);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 1_007_688n);
    });

    it('leaves amount, fee, VAT and stamp duty each on its own account, and nothing in clearing', async () => {
      const payer = await teller.payer();
      const { data } = expectOk(await teller.send(payer, { amount: 1_000_000, retrievalReference: 'doc-2' }));
      const transfer = await teller.settled(payer, 'doc-2');
      assert.deepEqual([transfer.status, transfer.responseCode, transfer.reason], ['successful', '00', null]);
      assert.ok(transfer.completedAt);
      assert.deepEqual(await teller.entries(data.reference), {
        business: -1_007_688n,
        fees: 2500n,
        settlement: 1_000_000n,
        'stamp-duty': 5000n,
        vat: 188n,
      });
    });

    it('takes an amount as digits too, and the bank by its NIP code', async () => {
      const payer = await teller.payer();
      const { data } = expectOk(await teller.send(payer, { amount: '450000', receiverBankCode: '000014' }));
      assert.deepEqual([data.amount, data.receiverBankCode], ['450000', '044']);
    });

    /** Account number, then how it ends, with which code of NIP, in which events. */
    const MAGIC = [
      ['0000000001', 'successful', '00', ['transfer.successful']],
      ['0000000002', 'successful', '00', ['transfer.successful']],
      ['0000000003', 'failed', '91', ['transfer.failed']],
      ['0000000004', 'reversed', '00', ['transfer.successful', 'transfer.reversed']],
      ['0000000005', 'successful', '00', ['transfer.successful']],
      ['0000000006', 'failed', '06', ['transfer.failed']],
      ['0000000007', 'failed', '61', ['transfer.failed']],
      ['0000000008', 'failed', '08', ['transfer.failed']],
      ['0000000009', 'successful', '00', ['transfer.successful']],
    ] as const;

    it('ends as the receiver’s bank has it, tells it once, and gives back whatever did not arrive', async () => {
      const outcomes = MAGIC.map(async ([receiverAccountNumber, status, responseCode, events]) => {
        const payer = await teller.payer(10_000_000);
        const { data } = expectOk(await teller.send(payer, { receiverAccountNumber, retrievalReference: 'magic' }));
        return { payer, data, status, responseCode, events };
      });
      const sent = await Promise.all(outcomes);
      await app.hurryJobs();
      app.clock.advance(5);
      for (const { payer, data, status, responseCode, events } of sent) {
        const transfer = await teller.becomes(payer, 'magic', status);
        assert.equal(transfer.responseCode, responseCode, transfer.receiverAccountNumber);
        assert.equal(transfer.reason === null, status === 'successful');
        const kept = status === 'successful' ? 450_000n + 1075n : 0n;
        assert.equal(await teller.balance(payer.accountNumber), 10_000_000n - kept);
        if (kept === 0n) assert.deepEqual(await teller.entries(data.reference), {});
        const told = await teller.events(payer);
        assert.deepEqual(
          told.map(({ type }) => type),
          events,
        );
        assert.equal(told.at(-1)?.fields['status'], status);
      }
    });

    it('is refused for an account that no bank has, and the reference is still free', async () => {
      const payer = await teller.payer();
      const body = teller.order({ receiverAccountNumber: '0000000000' });
      refused(await teller.post(payer, FUNDS_PATH, body), 422, 'receiver.not_found', 'receiverAccountNumber');
      const again = await teller.post(payer, FUNDS_PATH, { ...body, receiverAccountNumber: '0000000001' });
      assert.equal(again.status, 200);
    });

    it('is not found by another business', async () => {
      const payer = await teller.payer();
      const other = await teller.payer();
      expectOk(await teller.send(payer, { retrievalReference: 'mine' }));
      const answer = await app.call('GET', 'clients/business/transfers/mine', other);
      refused(answer, 404, 'transfer.not_found');
    });
  });

  describe('a transfer to an account of this bank', () => {
    it('has arrived when it is answered: in both histories, with both told', async () => {
      const payer = await teller.payer();
      const receiver = await teller.payer(1);
      const fields = { receiverAccountNumber: receiver.accountNumber, receiverBankCode: own, amount: 1_000_000 };
      const { data } = expectOk(await teller.send(payer, fields));
      assert.deepEqual([data.status, data.sessionId, data.transactionCharge], ['successful', null, '7688']);
      assert.equal(await teller.balance(receiver.accountNumber), 1_000_001n);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - 1_007_688n);
      const [debit] = await teller.history(payer.accountNumber);
      assert.deepEqual(
        [debit?.['kind'], debit?.['status'], debit?.['amountKobo']],
        ['transfer', 'successful', 1_000_000n],
      );
      const [credit] = await teller.history(receiver.accountNumber);
      assert.deepEqual(
        [credit?.['kind'], credit?.['direction'], credit?.['counterpartyAccountNumber'], credit?.['reference']],
        ['book-credit', 'credit', payer.accountNumber, null],
      );
      assert.deepEqual(
        (await teller.events(payer)).map(({ type }) => type),
        ['transfer.successful'],
      );
      const [event] = await teller.events(receiver);
      assert.equal(event?.type, 'payment.received');
      const { amount, charge, availableBalance, payerAccountNumber } = event?.fields ?? {};
      assert.deepEqual(
        [amount, charge, availableBalance, payerAccountNumber],
        [1_000_000, 0, 1_000_001, payer.accountNumber],
      );
    });

    it('owes no stamp duty when both accounts are the business’s own', async () => {
      const payer = await teller.payer();
      const virtual = await teller.account(payer, 'virtual');
      const fields = { receiverAccountNumber: virtual, receiverBankCode: own, amount: 1_000_000 };
      const { data } = expectOk(await teller.send(payer, fields));
      assert.deepEqual([data.stampDuty, data.transactionCharge], ['0', '2688']);
    });

    it('is refused when payer and receiver are one account', async () => {
      const payer = await teller.payer();
      const answer = await teller.send(payer, { receiverAccountNumber: payer.accountNumber, receiverBankCode: own });
      refused(answer, 422, 'receiver.same_as_payer', 'receiverAccountNumber');
    });

    it('is refused when the receiving account is closed', async () => {
      const payer = await teller.payer();
      const virtual = await teller.account(payer, 'virtual');
      await app.sql`update ledger_account set closed_at = now() where account_number = ${virtual}`;
      const answer = await teller.send(payer, { receiverAccountNumber: virtual, receiverBankCode: own });
      assert.equal(answer.status, 422);
      assert.match(answer.body.code, /^receiver\.(?:closed|not_found)$/);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n);
    });
  });

  describe('an anonymous transfer', () => {
    it('shows the receiver neither name nor number nor reference of the sender', async () => {
      const payer = await teller.payer();
      const receiver = await teller.payer(1);
      const fields = { receiverAccountNumber: receiver.accountNumber, receiverBankCode: own, narration: 'a gift' };
      const sent = expectOk(await teller.post(payer, ANONYMOUS_PATH, teller.order(fields)));
      assert.equal(sent.data.status, 'successful');
      const [credit] = await teller.history(receiver.accountNumber);
      const [event] = await teller.events(receiver);
      const seen = JSON.stringify([credit, event], (_key, value) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      const person = await app.call('GET', 'clients/business/details', payer);
      const { accountName } = expectOk(await app.call('GET', 'clients/business/account-details', payer)).data;
      for (const secret of [
        payer.accountNumber,
        payer.businessId,
        sent.data.reference,
        sent.data.retrievalReference,
        accountName,
        person.body.data.businessName,
      ])
        assert.ok(!seen.includes(secret), `${secret} is shown: ${seen}`);
      assert.deepEqual([credit?.['counterpartyName'], credit?.['counterpartyBankCode']], [null, null]);
    });
  });

  describe('who pays', () => {
    it('is the virtual account that is named, and the charges are its own too', async () => {
      const payer = await teller.payer();
      const virtual = await teller.account(payer, 'virtual', 500_000);
      const body = teller.order({ payerAccountNumber: virtual, amount: 450_000 });
      expectOk(await teller.post(payer, VIRTUAL_PATH, body));
      assert.equal(await teller.balance(virtual), 500_000n - 451_075n);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n);
    });

    it('may be a customer, on the endpoint named after customers', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer', 500_000);
      expectOk(await teller.send(payer, { payerAccountNumber: customer }));
      assert.equal(await teller.balance(customer), 500_000n - 451_075n);
    });

    it('is never an account of another business, of another kind, or none: one answer for all', async () => {
      const payer = await teller.payer();
      const other = await teller.payer();
      const foreign = await teller.account(other, 'virtual', 10_000_000);
      const customer = await teller.account(payer, 'customer', 10_000_000);
      const numbers = [foreign, other.accountNumber, customer, payer.accountNumber, '9999999999'];
      const answers = await Promise.all(
        numbers.map((payerAccountNumber) => teller.post(payer, VIRTUAL_PATH, teller.order({ payerAccountNumber }))),
      );
      for (const answer of answers) refused(answer, 422, 'payer.not_found', 'payerAccountNumber');
      assert.equal(new Set(answers.map(({ body }) => body.message)).size, 1);
      const withdrawal = { amount: 1, payerAccountNumber: foreign, retrievalReference: teller.fresh(), narration: 'x' };
      refused(await teller.post(payer, WITHDRAWAL_PATH, withdrawal), 422, 'payer.not_found', 'payerAccountNumber');
      assert.equal(await teller.balance(foreign), 10_000_000n);
    });

    it('withdraws from a customer to the business at once, free of charge', async () => {
      const payer = await teller.payer();
      const customer = await teller.account(payer, 'customer', 500_000);
      const body = { amount: '500000', payerAccountNumber: customer, retrievalReference: 'wd-1', narration: 'Cash' };
      const { data, message } = expectOk(await teller.post(payer, WITHDRAWAL_PATH, body));
      assert.equal(message, 'Transfer successful');
      assert.deepEqual([data.amount, data.transactionCharge, data.totalAmount], ['500000', '0', '500000']);
      assert.equal(await teller.balance(customer), 0n);
      assert.equal(await teller.balance(payer.accountNumber), 100_500_000n);
      const again = await teller.post(payer, WITHDRAWAL_PATH, { ...body, retrievalReference: 'wd-2' });
      refused(again, 422, 'account.insufficient_funds');
    });
  });

  describe('an order that is not accepted', () => {
    const AMOUNTS: readonly (readonly [unknown, number])[] = [
      [0, 422],
      [-1, 422],
      [1.5, 422],
      [9_007_199_254_740_992, 422],
      ['0', 422],
      ['01', 422],
      ['+1', 422],
      ['1.0', 422],
      ['1e3', 422],
      [' 1', 422],
      ['', 422],
      ['9007199254740992', 422],
      ['99999999999999999999', 422],
      [true, 400],
      [null, 400],
      [[1], 400],
      [{}, 400],
    ];
    it('names an amount that is no whole number of kobo from 1 to 9,007,199,254,740,991', async () => {
      const payer = await teller.payer();
      for (const [amount, status] of AMOUNTS) {
        const code = status === 400 ? 'request.invalid' : 'request.unprocessable';
        refused(await teller.send(payer, { amount }), status, code, 'amount');
      }
      const largest = ['9007199254740991', 9_007_199_254_740_991];
      for (const amount of largest) refused(await teller.send(payer, { amount }), 422, 'account.insufficient_funds');
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n);
    });

    it('names every field at fault at once', async () => {
      const payer = await teller.payer();
      const fields = {
        receiverAccountNumber: '123',
        receiverBankCode: 'GTB',
        narration: 'x'.repeat(101),
        retrievalReference: '',
      };
      const { status, body } = await teller.send(payer, fields);
      assert.equal(status, 422);
      assert.deepEqual(new Set(body.errors.map(({ field }) => field)), new Set(Object.keys(fields)));
    });

    it('cannot leave the charge unpaid', async () => {
      const payer = await teller.payer(451_074);
      refused(await teller.send(payer), 422, 'account.insufficient_funds');
      assert.equal(await teller.balance(payer.accountNumber), 451_074n);
      const enough = await teller.payer(451_075);
      expectOk(await teller.send(enough));
      assert.equal(await teller.balance(enough.accountNumber), 0n);
    });
  });

  describe('a preview of the charges', () => {
    it('is what a transfer of the amount is charged', async () => {
      const payer = await teller.payer();
      const { data } = expectOk(await teller.post(payer, 'clients/business/transfers/charges', { amount: 5_000_001 }));
      const cost = {
        amount: '5000001',
        transactionCharge: '10375',
        totalAmount: '5010376',
        fee: '5000',
        vat: '375',
        stampDuty: '5000',
      };
      assert.deepEqual(data, cost);
      assert.equal(await teller.balance(payer.accountNumber), 100_000_000n);
    });

    it('of many transfers is what each of them is charged, together', async () => {
      const payer = await teller.payer();
      const body = { amounts: [1, '1000000', 5_000_001] };
      const { data } = expectOk(await teller.post(payer, 'clients/business/transfers/bulk/charges', body));
      const cost = {
        amount: '6000002',
        transactionCharge: '19138',
        totalAmount: '6019140',
        fee: '8500',
        vat: '638',
        stampDuty: '10000',
      };
      assert.deepEqual(data, cost);
    });
  });
});
