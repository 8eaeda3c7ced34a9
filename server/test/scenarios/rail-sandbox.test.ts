/** What a developer can have other banks do in a sandbox: pay into an account, and decide how a transfer ends. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

type Payer = Person & { readonly accountNumber: string };

const SESSION = '000013260701091530000000000077';

let app: TestApp;
let teller: Teller;
let payer: Payer;
let stranger: Payer;

const pay = (person: Person, fields: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  app.call('POST', 'sandbox/inbound-payments', { ...person, headers, body: { amount: 450_000, ...fields } });
const step = (person: Person, reference: string, outcome: string): Promise<Answer> =>
  app.call('POST', `sandbox/transfers/${reference}/step`, { ...person, body: { outcome } });
const eventsOf = async ({ clientId }: Person, action: string) =>
  app.sql`select 1 from audit_event where client_id = ${clientId} and action = ${action}`;

function refused({ status, body, text }: Answer, wantedStatus: number, code: string): void {
  assert.deepEqual([status, body.code], [wantedStatus, code], text);
}

describe('a simulated payment', () => {
  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    payer = await teller.payer();
    stranger = await teller.payer();
  });
  after(() => app.stop());

  it('is on the account when it is answered, from whoever has the paying account', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const { data } = expectOk(await pay(payer, { accountNumber: payer.accountNumber, payerBankCode: '057' }));
    assert.match(data.sessionId, /^000015\d{24}$/);
    assert.deepEqual(data, {
      sessionId: data.sessionId,
      accountNumber: payer.accountNumber,
      amount: 450_000,
      outcome: 'credited',
    });
    assert.equal(await teller.balance(payer.accountNumber), earlier + 450_000n);
    const [row] = (await teller.history(payer.accountNumber)).slice(-1);
    const holder = await app.app.rail.nameEnquiry({ bankCode: '000015', accountNumber: '0117170332' });
    assert.equal(row?.['counterpartyName'], holder.isFound ? holder.accountName : '');
    assert.equal((await eventsOf(payer, 'sandbox.inbound-payments.create')).length, 1);
  });

  it('is of no more than ₦1 billion, so that no tenant can bring the accounts that all share to the end of their numbers', async () => {
    const { accountNumber } = payer;
    refused(await pay(payer, { accountNumber, amount: 100_000_000_001 }), 422, 'request.unprocessable');
    refused(
      await pay(payer, { accountNumber: '9999999999', amount: '9007199254740991' }),
      422,
      'request.unprocessable',
    );
    expectOk(await pay(payer, { accountNumber, amount: 100_000_000_000 }));
  });

  it('moves money once, however many copies arrive at once, and however often its session id is used', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const wish = { accountNumber: payer.accountNumber, copies: 5, sessionId: SESSION };
    for (const { status, text } of await Promise.all([pay(payer, wish), pay(payer, wish)]))
      assert.equal(status, 201, text);
    assert.equal(await teller.balance(payer.accountNumber), earlier + 450_000n);
  });

  it('is made once for an Idempotency-Key', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const wish = { accountNumber: payer.accountNumber };
    const one = expectOk(await pay(payer, wish, { 'Idempotency-Key': 'pay-1' }));
    const other = expectOk(await pay(payer, wish, { 'Idempotency-Key': 'pay-1' }));
    assert.deepEqual(one.data, other.data);
    assert.equal(await teller.balance(payer.accountNumber), earlier + 450_000n);
  });

  it('with a delay arrives then, and not before', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const wish = { accountNumber: payer.accountNumber, delaySeconds: 3600, copies: 2 };
    assert.equal(expectOk(await pay(payer, wish)).data.outcome, 'scheduled');
    assert.equal(await teller.balance(payer.accountNumber), earlier);
    await app.hurryJobs();
    await until('it has arrived', async () => (await teller.balance(payer.accountNumber)) > earlier);
    assert.equal(await teller.balance(payer.accountNumber), earlier + 450_000n);
  });

  it('never reaches another business, whose accounts do not exist for it', async () => {
    const earlier = await teller.balance(stranger.accountNumber);
    refused(await pay(payer, { accountNumber: stranger.accountNumber }), 404, 'account.not_found');
    // Nor does a session id tell what became of somebody else's payment.
    const wish = { accountNumber: payer.accountNumber, sessionId: '000013260701091530000000000099' };
    expectOk(await pay(payer, wish));
    const { data } = expectOk(await pay(stranger, { ...wish, accountNumber: stranger.accountNumber }));
    assert.equal(data.outcome, 'unmatched');
    assert.equal(await teller.balance(stranger.accountNumber), earlier);
  });

  it('to a number that is nobody’s is with the institution; from a bank that is none it is refused', async () => {
    assert.equal(expectOk(await pay(payer, { accountNumber: '0000000018' })).data.outcome, 'unmatched');
    const wish = { accountNumber: payer.accountNumber, payerBankCode: '424242' };
    refused(await pay(payer, wish), 422, 'bank.unknown');
  });
});

describe('a step of a transfer', () => {
  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    payer = await teller.payer();
    stranger = await teller.payer();
  });
  after(() => app.stop());

  const send = async (receiverAccountNumber: string, fields: object = {}): Promise<string> =>
    expectOk(await teller.send(payer, { receiverAccountNumber, ...fields })).data.retrievalReference;

  it('settles what is pending, at once after it was ordered too, and reverses what was settled', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const reference = await send('0000000005');
    const settled = expectOk(await step(payer, reference, 'settle')).data;
    assert.deepEqual(
      [settled.retrievalReference, settled.status, settled.responseCode],
      [reference, 'successful', '00'],
    );
    assert.equal(expectOk(await step(payer, reference, 'settle')).data.status, 'successful');
    refused(await step(payer, reference, 'fail'), 409, 'transfer.step_impossible');
    assert.ok((await teller.balance(payer.accountNumber)) < earlier);
    assert.equal(expectOk(await step(payer, reference, 'reverse')).data.status, 'reversed');
    assert.equal(await teller.balance(payer.accountNumber), earlier);
    refused(await step(payer, reference, 'settle'), 409, 'transfer.step_impossible');
    assert.equal((await eventsOf(payer, 'sandbox.transfers.step')).length, 2);
  });

  it('fails what is pending, and stays: what the number would have done later does not happen', async () => {
    const earlier = await teller.balance(payer.accountNumber);
    const reference = await send('0000000002');
    await until('it is sent', async () => (await app.sql`select from simulated_transfer`).length > 1);
    const failed = expectOk(await step(payer, reference, 'fail')).data;
    assert.deepEqual([failed.status, failed.responseCode, failed.reason], ['failed', '21', 'No action taken']);
    app.clock.advance(60);
    await app.hurryJobs();
    refused(await step(payer, reference, 'reverse'), 409, 'transfer.step_impossible');
    assert.equal((await teller.find(payer, reference)).status, 'failed');
    assert.equal(await teller.balance(payer.accountNumber), earlier);
  });

  it('is one when two are taken at the same moment', async () => {
    const reference = await send('0000000005');
    const answers = await Promise.all(['settle', 'fail', 'settle', 'fail'].map((one) => step(payer, reference, one)));
    const done = answers.filter(({ status }) => status === 200);
    assert.equal(done.length, 2);
    assert.equal(new Set(done.map(({ body }) => body.data.status)).size, 1);
  });

  it('is not to be had of a transfer within the bank, of one of another business, nor of none', async () => {
    const own = app.config.institutionCode;
    const reference = await send(stranger.accountNumber, { receiverBankCode: own });
    refused(await step(payer, reference, 'reverse'), 409, 'transfer.step_impossible');
    const pending = await send('0000000005');
    refused(await step(stranger, pending, 'settle'), 404, 'transfer.not_found');
    refused(await step(payer, 'never-ordered', 'settle'), 404, 'transfer.not_found');
    assert.equal((await teller.find(payer, pending)).status, 'pending');
  });
});
