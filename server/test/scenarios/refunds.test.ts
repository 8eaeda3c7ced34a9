/** Money in suspense: sent back to whoever paid, or accepted; once, whatever happens at the same moment or on the way. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createOperator, type Operator } from '../harness/commands.ts';
import { ACCOUNTS, createPayments, PAYER, PAYMENTS, type Payments } from './inbound-payments.fixture.ts';

describe('refunds and releases', () => {
  let app: TestApp;
  let payments: Payments;
  let person: Person;
  let operator: Operator;
  before(async () => {
    app = await startTestApp();
    payments = createPayments(app);
    person = await app.newPerson();
    operator = createOperator(app);
  });
  after(async () => {
    await operator.stop();
    await app.stop();
  });

  /** Money in suspense: a payment of another amount than was asked for. */
  const suspended = async (amount = 1000, payer: string = PAYER.plain, owner = person) => {
    const { accountNumber } = await payments.openSingleUse(owner);
    return payments.pay(owner, accountNumber, amount, payer);
  };
  const refundsOf = async (id: string): Promise<number> => {
    const rows = await app.sql`select from transfer where kind = 'refund' and reference like ${`refund:${id}:%`}`;
    return rows.length;
  };

  it('sends the whole amount out of suspense to the payer, and suspense is empty again', async () => {
    const owner = await app.newPerson();
    const { id } = await suspended(1000, PAYER.plain, owner);
    const { status, body } = await payments.refund(owner, id, { body: { narration: 'Wrong amount' } });
    assert.deepEqual([status, body.message], [201, 'Refund initiated successfully']);
    assert.match(body.data.refundTransactionId, /^txn_/);
    await payments.becomes(owner, id, 'refunded');
    assert.equal(await payments.suspense(owner), 0);
    const [told] = await payments.told(owner, 'refund.successful');
    assert.deepEqual(
      [told?.['amount'], told?.['charge'], told?.['receiverAccountNumber'], told?.['narration']],
      [1000, 0, PAYER.plain, 'Wrong amount'],
    );
    assert.deepEqual(
      (await payments.find(owner, 'refundStatus=refunded')).map((one: { id: string }) => one.id),
      [id],
    );
    const audited =
      await app.sql`select from audit_event where action = 'inbound-payments.refund' and object_id = ${id}`;
    assert.equal(audited.length, 1);
  });

  it('asked for many times at once is sent once, and not once more when it is done', async () => {
    const { id } = await suspended();
    const answers = await Promise.all(Array.from({ length: 8 }, () => payments.refund(person, id)));
    const codes = answers.map(({ body }) => body.code ?? 'sent').toSorted();
    assert.deepEqual(codes, [...new Array<string>(7).fill('payment.refunded'), 'sent']);
    await payments.becomes(person, id, 'refunded');
    const again = await payments.refund(person, id);
    assert.deepEqual([again.status, again.body.code], [409, 'payment.refunded']);
    assert.equal(await refundsOf(id), 1);
  });

  it('asked for by several people at once, each in words of his own, is sent once; whom it was refused it is refused again', async () => {
    const { id } = await suspended();
    const ask = async (index: number): Promise<string> => {
      const options = { body: { narration: `Words ${index}` }, headers: { 'Idempotency-Key': `own-words-${index}` } };
      const { status, body } = await payments.refund(person, id, options);
      return status === 201 ? `sent ${body.data.refundTransactionId}` : body.code;
    };
    const askAll = () => Promise.all(Array.from({ length: 8 }, (_, index) => ask(index)));
    const first = await askAll();
    const refused = first.filter((answer) => !answer.startsWith('sent'));
    assert.deepEqual(refused, new Array<string>(7).fill('payment.refunded'));
    assert.deepEqual(await askAll(), first);
    assert.equal(await refundsOf(id), 1);
  });

  it('asked for once is answered alike, however many copies of the request come at once', async () => {
    const { id } = await suspended();
    const headers = { 'Idempotency-Key': 'copies-at-once' };
    const copies = await Promise.all(Array.from({ length: 8 }, () => payments.refund(person, id, { headers })));
    assert.deepEqual(new Set(copies.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(copies.map(({ text }) => text)).size, 1);
    assert.equal(await refundsOf(id), 1);
  });

  it('repeated under its Idempotency-Key is answered as the first time, letter for letter, however it has ended', async () => {
    for (const [payer, outcome] of [
      [PAYER.plain, 'refunded'],
      [PAYER.dormant, 'failed'],
    ] as const) {
      const { id } = await suspended(1000, payer);
      const headers = { 'Idempotency-Key': `refund-once-${outcome}` };
      const first = await payments.refund(person, id, { headers });
      assert.equal(expectOk(first).data.refundStatus, 'pending');
      await payments.becomes(person, id, outcome);
      const again = await payments.refund(person, id, { headers });
      assert.deepEqual([again.status, again.text], [first.status, first.text]);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal(await refundsOf(id), 1);
    }
  });

  it('a release repeated under its Idempotency-Key is answered as the first time, also when the money was sent back since', async () => {
    const { id } = await suspended();
    const headers = { 'Idempotency-Key': 'release-once' };
    const release = () => app.call('POST', `${PAYMENTS}/${id}/release`, { ...person, headers });
    const first = await release();
    expectOk(first);
    expectOk(await payments.refund(person, id));
    const again = await release();
    assert.deepEqual([again.status, again.text], [first.status, first.text]);
  });

  it('that fails leaves the money where it was and says why; it can be tried again, under another reference', async () => {
    const owner = await app.newPerson();
    const { id } = await suspended(1000, PAYER.dormant, owner);
    const first = expectOk(await payments.refund(owner, id)).data;
    const failed = await payments.becomes(owner, id, 'failed');
    assert.ok(failed.refundFailure);
    assert.equal(await payments.suspense(owner), 1000);
    const second = expectOk(await payments.refund(owner, id)).data;
    assert.notEqual(second.refundTransactionId, first.refundTransactionId);
    assert.equal(second.refundFailure, null);
    await payments.becomes(owner, id, 'failed');
    assert.equal(await refundsOf(id), 2);
    assert.equal(await payments.suspense(owner), 1000);
  });

  it('that is returned after it had arrived has failed, and the money is in suspense again', async () => {
    const owner = await app.newPerson();
    const { id } = await suspended(1000, PAYER.plain, owner);
    expectOk(await payments.refund(owner, id));
    await payments.becomes(owner, id, 'refunded');
    const reference = encodeURIComponent(`refund:${id}:1`);
    expectOk(await app.call('POST', `sandbox/transfers/${reference}/step`, { ...owner, body: { outcome: 'reverse' } }));
    assert.equal((await payments.one(owner, id)).refundStatus, 'failed');
    assert.equal(await payments.suspense(owner), 1000);
    expectOk(await payments.release(owner, id));
    assert.equal(await payments.ownBalance(owner), 1000);
    assert.equal(await payments.suspense(owner), 0);
  });

  it('of a credited payment comes from the account that was credited, as far as the money is there', async () => {
    const { id: accountId, accountNumber } = await payments.open(person);
    const { id } = await payments.pay(person, accountNumber, 300_000);
    const order = { amount: 200_000, payerAccountNumber: accountNumber, receiverAccountNumber: '0000000001' };
    const more = { receiverBankCode: '044', retrievalReference: 'spent', narration: 'Spent' };
    expectOk(await app.call('POST', `${ACCOUNTS}/transfer`, { ...person, body: { ...order, ...more } }));
    const refused = await payments.refund(person, id);
    assert.deepEqual([refused.status, refused.body.code], [422, 'account.insufficient_funds']);
    assert.equal((await payments.one(person, id)).refundStatus, 'none');
    await payments.pay(person, accountNumber, 250_000);
    expectOk(await app.call('POST', `${ACCOUNTS}/${accountId}/close`, person));
    const before = await payments.balance(accountNumber);
    expectOk(await payments.refund(person, id));
    assert.equal(await payments.balance(accountNumber), before - 300_000);
    await payments.becomes(person, id, 'refunded');
  });

  it('of a payer who banks with us is credited to his account at once', async () => {
    const payer = await payments.open(person);
    const { accountNumber } = await payments.openSingleUse(person);
    const { nipCode } = app.config;
    const said = payments.payment(accountNumber, 5, {
      payer: { bankCode: nipCode, accountNumber: payer.accountNumber, accountName: 'NGOZI BELLO' },
    });
    await app.app.inboundPayments.received(said);
    const [{ id }] = await payments.find(person, `sessionId=${said.sessionId}`);
    assert.equal(expectOk(await payments.refund(person, id)).data.refundStatus, 'refunded');
    assert.equal(await payments.balance(payer.accountNumber), 5);
  });

  it('a release moves the money to the account of the business, tells the webhook, and happens once', async () => {
    const owner = await app.newPerson();
    const { id, virtualAccountRef } = await suspended(2000, PAYER.plain, owner);
    const answers = await Promise.all(Array.from({ length: 6 }, () => payments.release(owner, id)));
    const codes = answers.map(({ body }) => body.code ?? 'released').toSorted();
    assert.deepEqual(codes, [...new Array<string>(5).fill('payment.not_suspended'), 'released']);
    assert.deepEqual([await payments.ownBalance(owner), await payments.suspense(owner)], [2000, 0]);
    const told = await payments.told(owner, 'payment.received');
    assert.deepEqual(
      told.map((body) => [body['transactionReference'], body['virtualAccountRef'], body['availableBalance']]),
      [[id, virtualAccountRef, 2000]],
    );
    assert.deepEqual(
      (await payments.find(owner, 'status=released')).map((one: { id: string }) => one.id),
      [id],
    );
    expectOk(await payments.refund(owner, id));
    assert.equal(await payments.ownBalance(owner), 0);
  });

  it('a refund and a release at the same moment exclude each other', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = person;
      const { id } = await suspended(1000, PAYER.slow, owner);
      const [refunded, released] = await Promise.all([payments.refund(owner, id), payments.release(owner, id)]);
      const won = [refunded, released].filter(({ status }) => status === 201);
      assert.equal(won.length, 1, `${refunded.body.code} and ${released.body.code}`);
      const { status, refundStatus } = await payments.one(owner, id);
      if (released.status === 201) assert.deepEqual([status, refundStatus], ['released', 'none']);
      else assert.equal(status, 'suspended');
    }
  });

  it('are refused to who may not refund, and for payments of another business', async () => {
    const { id } = await suspended();
    const stranger = await app.newPerson();
    for (const answer of [await payments.refund(stranger, id), await payments.release(stranger, id)])
      assert.deepEqual([answer.status, answer.body.code], [404, 'payment.not_found']);
    assert.equal((await payments.one(person, id)).refundStatus, 'none');
  });

  it('of what nobody’s account has the number of is the operator’s: assigned to an account, or sent back', async () => {
    const owner = await app.newPerson();
    const { accountNumber } = await payments.open(owner);
    const [lost, wrong] = [payments.payment('9999999999', 5000), payments.payment('9999999998', 6000)];
    await app.app.inboundPayments.received(lost);
    await app.app.inboundPayments.received(wrong);
    const { data } = await operator.callWell('suspense', 'list');
    const listed = data?.['payments'] as readonly { readonly id: string; readonly sessionId: string }[];
    const idOf = (sessionId: string): string => listed.find((one) => one.sessionId === sessionId)?.id ?? '';
    const assign = ['suspense', 'assign', idOf(lost.sessionId), '--account', accountNumber];
    await operator.callWell(...assign);
    assert.equal(await payments.balance(accountNumber), 5000);
    const [seen] = await payments.find(owner, `accountNumber=${accountNumber}`);
    assert.deepEqual([seen.status, seen.suspenseReason, seen.amount], ['released', 'account-unknown', '5000']);
    const { data: events } = expectOk(
      await app.call('GET', 'clients/audit-events?action=inbound-payments.assign', owner),
    );
    assert.deepEqual([events.length, events[0]?.objectId, events[0]?.details?.amount], [1, seen.id, '5000']);
    expectOk(await payments.refund(owner, seen.id));
    assert.equal(await payments.balance(accountNumber), 0);
    assert.equal((await operator.call(assign)).ok, false);
    await operator.callWell('suspense', 'refund', idOf(wrong.sessionId));
    assert.equal((await operator.call(['suspense', 'refund', idOf(wrong.sessionId)])).ok, false);
    assert.equal(await payments.unmatched(), 0);
    const written = await app.sql`
      select action, object_id as "objectId", user_id as "userId", details ->> 'amount' as amount
      from audit_event where client_id = 'institution'`;
    const action = 'inbound-payments.refund';
    assert.deepEqual([...written], [{ action, objectId: idOf(wrong.sessionId), userId: null, amount: '6000' }]);
    assert.match((await operator.callWell('audit', 'verify')).message, /^institution: 1 events/m);
  });

  it('leave the ledger with nothing in sum', async () => {
    assert.equal(await payments.total(), 0);
    assert.equal((await app.call('GET', `${PAYMENTS}?limit=1`, person)).status, 200);
  });
});
