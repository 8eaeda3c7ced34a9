/** Money from other banks: into which account it goes, what goes into suspense, and that each payment is booked once. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { BusinessId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { ACCOUNTS, createPayments, PAYMENTS, type Payments } from './inbound-payments.fixture.ts';

describe('inbound payments', () => {
  let app: TestApp;
  let payments: Payments;
  let person: Person;
  before(async () => {
    app = await startTestApp();
    payments = createPayments(app);
    person = await app.newPerson();
  });
  after(() => app.stop());

  const receive = (...said: Parameters<Payments['payment']>) =>
    app.app.inboundPayments.received(payments.payment(...said));

  it('are listed with the documented fields and types, and what is more', async () => {
    const { accountNumber, clientRef } = await payments.open(person);
    const paid = await payments.pay(person, accountNumber, 450_000);
    const { id, date, sessionId, ...rest } = paid;
    assert.match(id, /^txn_/);
    assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(sessionId, /^\d{30}$/);
    assert.deepEqual(rest, {
      recipientAccountNumber: accountNumber,
      transactionId: id,
      amount: '450000',
      transactionCharge: '0',
      totalAmount: '450000',
      payerAccountNumber: '0000000001',
      reason: 'Invoice 20417',
      refundStatus: 'none',
      status: 'credited',
      suspenseReason: null,
      virtualAccountRef: clientRef,
      payerName: 'ADAEZE OKAFOR',
      payerBankCode: '058',
      refundTransactionId: null,
      refundFailure: null,
    });
    assert.deepEqual(await payments.one(person, id), paid);
    const { body } = await app.call('GET', PAYMENTS, person);
    assert.equal(body.message, 'Transactions retrieved successfully');
  });

  it('tell the webhook the documented fields, with the balance right after the credit', async () => {
    const owner = await app.newPerson();
    const { accountNumber, clientRef } = await payments.open(owner);
    const amounts = [100, 200, 400, 800, 1600, 3200];
    await Promise.all(amounts.map((amount) => receive(accountNumber, amount)));
    const told = await payments.told(owner, 'payment.received');
    let balance = 0;
    for (const body of told) {
      balance += Number(body['amount']);
      assert.equal(body['availableBalance'], balance, 'the balance with this credit and those before it');
    }
    assert.equal(balance, 6300);
    const [first] = await payments.find(owner, 'limit=100&page=1');
    const body = told.find(({ transactionReference }) => transactionReference === first.id);
    assert.ok(body);
    const { virtualAccountRef, transactionDate, amount, charge, payerName, netAmount } = body;
    assert.deepEqual(
      { virtualAccountRef, transactionDate, charge, payerName },
      { virtualAccountRef: clientRef, transactionDate: first.date, charge: 0, payerName: 'ADAEZE OKAFOR' },
    );
    assert.deepEqual([typeof amount, netAmount], ['number', amount]);
  });

  it('delivered twenty times at once, and again later, are booked once', async () => {
    const { accountNumber } = await payments.open(person);
    const said = payments.payment(accountNumber, 70_000);
    await Promise.all(Array.from({ length: 20 }, () => app.app.inboundPayments.received(said)));
    await app.app.inboundPayments.received({ ...said, amountKobo: 90_000n });
    assert.equal(await payments.balance(accountNumber), 70_000);
    assert.equal((await payments.find(person, `sessionId=${said.sessionId}`)).length, 1);
  });

  it('of one session id for two single-use accounts end one of them only', async () => {
    const [one, other] = await Promise.all([payments.openSingleUse(person), payments.openSingleUse(person)]);
    const said = payments.payment(one.accountNumber, 350_000);
    await Promise.all([
      app.app.inboundPayments.received(said),
      app.app.inboundPayments.received({ ...said, accountNumber: other.accountNumber }),
    ]);
    const statuses = await Promise.all(
      [one, other].map(async ({ id }) => expectOk(await app.call('GET', `${ACCOUNTS}/${id}`, person)).data.status),
    );
    assert.deepEqual(statuses.toSorted(), ['active', 'paid']);
  });

  it('end a single-use account: of two at the same moment one is credited and one suspended', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { accountNumber } = await payments.openSingleUse(person);
      await Promise.all([receive(accountNumber, 350_000), receive(accountNumber, 350_000)]);
      const found = await payments.find(person, `accountNumber=${accountNumber}`);
      const reasons = found.map(({ status, suspenseReason }: Record<string, string>) => suspenseReason ?? status);
      assert.deepEqual(reasons.toSorted(), ['already-paid', 'credited']);
      assert.equal(await payments.balance(accountNumber), 350_000);
    }
  });

  it('of another amount, or after the time, go into suspense whole, and the webhook says why', async () => {
    const owner = await app.newPerson();
    const cases = [
      { amount: 349_999, reason: 'underpaid', fields: {} },
      { amount: 350_001, reason: 'overpaid', fields: {} },
      { amount: 350_001, reason: 'overpaid', fields: { amountControl: 'under' } },
      { amount: 1, reason: 'underpaid', fields: { amountControl: 'over' } },
      { amount: 1, reason: null, fields: { amountControl: 'under' } },
      { amount: 350_001, reason: null, fields: { amountControl: 'over' } },
      { amount: 7, reason: null, fields: { amountControl: 'any' } },
    ];
    let suspended = 0;
    for (const { amount, reason, fields } of cases) {
      const { accountNumber } = await payments.openSingleUse(owner, fields);
      const paid = await payments.pay(owner, accountNumber, amount);
      assert.deepEqual([paid.suspenseReason, paid.amount, paid.transactionCharge], [reason, String(amount), '0']);
      assert.equal(await payments.balance(accountNumber), reason === null ? amount : 0);
      suspended += reason === null ? 0 : amount;
    }
    assert.equal(await payments.suspense(owner), suspended);
    const reasons = (await payments.told(owner, 'payment.suspended')).map(({ reason }) => reason);
    assert.deepEqual(reasons, ['underpaid', 'overpaid', 'overpaid', 'underpaid']);
  });

  it('that were paid in time are in time, however late the rail tells of them', async () => {
    const { accountNumber } = await payments.openSingleUse(person, { duration: 60 });
    const inTime = payments.payment(accountNumber, 350_000);
    const late = await payments.openSingleUse(person, { duration: 60 });
    app.clock.advance(61);
    await app.app.inboundPayments.received(inTime);
    assert.equal((await payments.find(person, `sessionId=${inTime.sessionId}`))[0].status, 'credited');
    assert.equal((await payments.pay(person, late.accountNumber, 350_000)).suspenseReason, 'account-expired');
  });

  it('and the closing of the account never lose a kobo, whichever is first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, accountNumber } = await payments.open(person);
      const [, closed] = await Promise.all([
        receive(accountNumber, 1000),
        app.call('POST', `${ACCOUNTS}/${id}/close`, person),
      ]);
      assert.equal(closed.status, 200);
      const [paid] = await payments.find(person, `accountNumber=${accountNumber}`);
      assert.equal(await payments.balance(accountNumber), paid.status === 'credited' ? 1000 : 0);
      assert.ok(paid.status === 'credited' || paid.suspenseReason === 'account-closed');
    }
  });

  it("into the business's own account are credited and in its history", async () => {
    const owner = await app.newPerson();
    const { accountNumber } = expectOk(await app.call('GET', 'clients/business/account-details', owner)).data;
    const paid = await payments.pay(owner, accountNumber, 12_345);
    assert.deepEqual([paid.status, paid.virtualAccountRef], ['credited', null]);
    assert.equal(await payments.ownBalance(owner), 12_345);
    const { transactions, database } = app.app;
    const row = await transactions.find(database.sql, owner.businessId as BusinessId, paid.id);
    assert.deepEqual(
      [row?.kind, row?.direction, row?.amountKobo, row?.sessionId],
      ['inbound-payment', 'credit', 12_345n, paid.sessionId],
    );
  });

  it('for a business that is suspended are booked all the same', async () => {
    const owner = await app.newPerson();
    const { accountNumber } = await payments.open(owner);
    await app.app.database.transaction((transaction) =>
      app.app.businesses.suspend(transaction, owner.businessId as BusinessId),
    );
    await receive(accountNumber, 5000);
    assert.equal(await payments.balance(accountNumber), 5000);
  });

  it('for a number that is nobody’s are kept by the institution, and shown to no business', async () => {
    const before = await payments.unmatched();
    const said = payments.payment('9999999999', 5000);
    await app.app.inboundPayments.received(said);
    assert.equal(await payments.unmatched(), before + 5000);
    assert.deepEqual(await payments.find(person, `sessionId=${said.sessionId}`), []);
  });

  it('are found by their state, account and time, and shown to their own business alone', async () => {
    const owner = await app.newPerson();
    const { accountNumber } = await payments.openSingleUse(owner);
    const wrong = await payments.pay(owner, accountNumber, 1);
    app.clock.advance(1);
    const right = await payments.pay(owner, accountNumber, 350_000);
    const idsOf = async (query: string) => (await payments.find(owner, query)).map(({ id }: { id: string }) => id);
    assert.deepEqual(await idsOf('status=suspended'), [wrong.id]);
    assert.deepEqual(await idsOf('status=credited'), [right.id]);
    assert.deepEqual(await idsOf(`accountNumber=${accountNumber}&refundStatus=none`), [right.id, wrong.id]);
    assert.deepEqual(await idsOf(`from=${right.date}`), [right.id]);
    assert.deepEqual(await idsOf(`to=${right.date}`), [wrong.id]);
    assert.deepEqual(await payments.find(person, `accountNumber=${accountNumber}`), []);
    const asked = await app.call('GET', `${PAYMENTS}/${wrong.id}`, person);
    assert.deepEqual([asked.status, asked.body.code], [404, 'payment.not_found']);
    assert.equal((await app.call('GET', `${PAYMENTS}?from=2026-02-31T99:00:00Z`, owner)).status, 400);
  });

  it('leave the ledger with nothing in sum', async () => {
    assert.equal(await payments.total(), 0);
  });
});

describe('what inbound payments cost, and how much may come in', () => {
  let app: TestApp;
  let payments: Payments;
  let person: Person;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-tariff-'));
    const file = join(folder, 'tariff.json');
    const business = { perTransferKobo: null, perDayKobo: null, depositKobo: 500_000, balanceKobo: 900_000 };
    await writeFile(file, JSON.stringify({ inbound: { flatKobo: 10_000 }, limits: { business } }));
    app = await startTestApp({ settings: { INTERSTELLAS_TARIFF_FILE: file } });
    payments = createPayments(app);
    person = await app.newPerson();
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  it('is taken out of the payment, with entries of its own, and told as documented', async () => {
    const { accountNumber } = await payments.open(person);
    const paid = await payments.pay(person, accountNumber, 450_000);
    assert.deepEqual([paid.amount, paid.transactionCharge, paid.totalAmount], ['439250', '10750', '450000']);
    assert.equal(await payments.balance(accountNumber), 439_250);
    const [told] = await payments.told(person, 'payment.received');
    assert.deepEqual([told?.['amount'], told?.['charge'], told?.['availableBalance']], [450_000, 10_750, 439_250]);
    const entries = await app.sql<{ kind: string; amount: string }[]>`
      select a.kind, e.amount_kobo as amount from ledger_entry e
      join ledger_account a on a.business_id = e.business_id and a.id = e.account_id
      join ledger_posting p on p.id = e.posting_id where p.transaction_id = ${paid.id} order by a.kind`;
    assert.deepEqual(
      entries.map(({ kind, amount }) => [kind, Number(amount)]),
      [
        ['fees', 10_000],
        ['settlement', -450_000],
        ['vat', 750],
        ['virtual', 439_250],
      ],
    );
  });

  it('is not taken of money in suspense, but when that is released', async () => {
    const { accountNumber } = await payments.openSingleUse(person);
    const { id, amount, transactionCharge } = await payments.pay(person, accountNumber, 100_000);
    assert.deepEqual([amount, transactionCharge], ['100000', '0']);
    const released = expectOk(await payments.release(person, id)).data;
    assert.deepEqual([released.amount, released.transactionCharge], ['89250', '10750']);
    assert.equal(await payments.ownBalance(person), 89_250);
  });

  it('above the limit leaves a single-use account waiting for a payment that it may take in', async () => {
    const { accountNumber } = await payments.openSingleUse(person, { amount: 600_000, amountControl: 'under' });
    assert.equal((await payments.pay(person, accountNumber, 600_000)).suspenseReason, 'deposit-limit');
    assert.equal((await payments.pay(person, accountNumber, 500_000)).status, 'credited');
    assert.equal((await payments.pay(person, accountNumber, 500_000)).suspenseReason, 'already-paid');
  });

  it('above the limit goes into suspense, also when many payments come at once', async () => {
    const { accountNumber } = await payments.open(person);
    assert.equal((await payments.pay(person, accountNumber, 500_001)).suspenseReason, 'deposit-limit');
    await Promise.all(
      Array.from({ length: 6 }, () => app.app.inboundPayments.received(payments.payment(accountNumber, 400_000))),
    );
    assert.equal(await payments.balance(accountNumber), 2 * 389_250);
    const full = await payments.find(person, `status=suspended&accountNumber=${accountNumber}&limit=100`);
    const reasons = full.map(({ suspenseReason }: { suspenseReason: string }) => suspenseReason);
    assert.deepEqual(reasons.toSorted(), [...new Array<string>(4).fill('balance-limit'), 'deposit-limit']);
    assert.equal(await payments.total(), 0);
  });
});
