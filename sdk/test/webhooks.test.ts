/** What verifyWebhook lets through: what Interstellas sent, unaltered, now, signed with a secret that is known. Nothing else. */

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../../server/test/harness/app.ts';
import { expectOk } from '../../server/test/harness/client.ts';
import { fundAccount } from '../../server/test/harness/money.ts';
import { until } from '../../server/test/harness/until.ts';
import { openShop, type Shop, WEBHOOK } from '../../server/test/scenarios/webhooks.fixture.ts';
import {
  type PaymentReceivedEvent,
  type PaymentSuspendedEvent,
  type TestEvent,
  type TransferEvent,
  UsageError,
  verifyWebhook,
  type WebhookEvent,
  type WebhookProblem,
  WebhookVerificationError,
} from '../src/index.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER_SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
const PAYLOAD = '{"event":"webhook.test","eventId":"wh_1","message":"Ọjọ́"}';

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function signed(payload: string, secret: string, { id = 'wh_1', at = nowSeconds() } = {}) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${payload}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` };
}

async function assertRefused(request: Parameters<typeof verifyWebhook>[0], problem: WebhookProblem): Promise<void> {
  await assert.rejects(verifyWebhook(request), (error: unknown) => {
    assert.ok(error instanceof WebhookVerificationError, String(error));
    assert.equal(error.problem, problem);
    return true;
  });
}

describe('verifyWebhook', () => {
  it('agrees with the example of Standard Webhooks', async () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const request = { payload: '{"test": 2432232314}', headers, secret: SECRET, toleranceSeconds: 1e12 };
    // The signature is right, and what was signed is no event.
    await assertRefused(request, 'payload_unreadable');
    await assertRefused({ ...request, payload: '{"test": 2432232315}' }, 'signature_wrong');
  });

  it('takes the body as text or bytes, and headers in every form in which frameworks have them', async () => {
    const headers = signed(PAYLOAD, SECRET);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    const bytes = new TextEncoder().encode(PAYLOAD);
    for (const payload of [PAYLOAD, bytes, bytes.buffer, Buffer.from(PAYLOAD)])
      for (const form of [
        headers,
        upper,
        new Headers(headers),
        { ...headers, 'x-many': ['a', 'b'], nothing: undefined },
      ])
        assert.equal((await verifyWebhook({ payload, headers: form, secret: SECRET })).event, 'webhook.test');
  });

  it('refuses what was altered: body, id, time, signature', async () => {
    const headers = signed(PAYLOAD, SECRET);
    const refused = (changes: object, payload = PAYLOAD, problem: WebhookProblem = 'signature_wrong') =>
      assertRefused({ payload, headers: { ...headers, ...changes }, secret: SECRET }, problem);
    await refused({}, PAYLOAD.replace('wh_1', 'wh_2'));
    await refused({ 'webhook-id': 'wh_2' });
    await refused({ 'webhook-timestamp': String(nowSeconds() - 10) });
    await refused({ 'webhook-signature': signed(`${PAYLOAD} `, SECRET)['webhook-signature'] });
    await refused(
      { 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') },
      PAYLOAD,
      'signature_missing',
    );
    await refused({ 'webhook-signature': 'v1,' });
    await refused({ 'webhook-signature': 'v1,no-base64!' }, PAYLOAD, 'signature_missing');
    await refused({ 'webhook-signature': undefined }, PAYLOAD, 'signature_missing');
    await refused({ 'webhook-id': '' }, PAYLOAD, 'signature_missing');
    await refused({ 'webhook-signature': [headers['webhook-signature'], 'v1,AAAA'] }, PAYLOAD, 'signature_missing');
  });

  it('refuses what is older or newer than the tolerance, although it is signed', async () => {
    for (const seconds of [-301, 301, -86_400]) {
      const headers = signed(PAYLOAD, SECRET, { at: nowSeconds() + seconds });
      await assertRefused({ payload: PAYLOAD, headers, secret: SECRET }, 'too_old_or_new');
    }
    const old = { payload: PAYLOAD, headers: signed(PAYLOAD, SECRET, { at: nowSeconds() - 30 }), secret: SECRET };
    assert.ok(await verifyWebhook(old));
    await assertRefused({ ...old, toleranceSeconds: 10 }, 'too_old_or_new');
    for (const toleranceSeconds of [Number.NaN, -1])
      await assertRefused({ ...old, toleranceSeconds }, 'too_old_or_new');
    for (const at of ['', 'now', '1e9', '-5', ' ', '0x10'])
      await assert.rejects(verifyWebhook({ ...old, headers: { ...old.headers, 'webhook-timestamp': at } }));
  });

  it('takes one right signature among several, and one right secret among several', async () => {
    const headers = signed(PAYLOAD, SECRET);
    const both = `${signed(PAYLOAD, OTHER_SECRET)['webhook-signature']} v1a,xyz ${headers['webhook-signature']}`;
    const request = { payload: PAYLOAD, headers: { ...headers, 'webhook-signature': both } };
    assert.ok(await verifyWebhook({ ...request, secret: SECRET }));
    assert.ok(await verifyWebhook({ ...request, secret: OTHER_SECRET }));
    assert.ok(await verifyWebhook({ payload: PAYLOAD, headers, secrets: [OTHER_SECRET, SECRET] }));
    await assertRefused({ payload: PAYLOAD, headers, secrets: [OTHER_SECRET] }, 'signature_wrong');
  });

  it('compares AUTH-KEY, and demands the signature too where a secret is given', async () => {
    const headers = { ...signed(PAYLOAD, SECRET), 'AUTH-KEY': 'b7Qm' };
    assert.ok(await verifyWebhook({ payload: PAYLOAD, headers, authKey: 'b7Qm' }));
    assert.ok(await verifyWebhook({ payload: PAYLOAD, headers, authKey: 'b7Qm', secret: SECRET }));
    for (const authKey of ['b7Qn', 'b7Q', 'b7Qmm', ''])
      await assertRefused({ payload: PAYLOAD, headers, authKey }, 'auth_key_wrong');
    await assertRefused({ payload: PAYLOAD, headers: {}, authKey: '' }, 'auth_key_wrong');
    await assertRefused({ payload: PAYLOAD, headers, authKey: 'b7Qn', secret: SECRET }, 'auth_key_wrong');
    await assertRefused({ payload: PAYLOAD, headers, authKey: 'b7Qm', secret: OTHER_SECRET }, 'signature_wrong');
  });

  it('does not work without something to verify with, or with a body that was parsed', async () => {
    const headers = signed(PAYLOAD, SECRET);
    for (const given of [{}, { secrets: [] }, { secret: '' }, { secret: 'whsec_' }, { secret: 'MfKQ9r8GKYqrTwjU' }])
      await assert.rejects(verifyWebhook({ payload: PAYLOAD, headers, ...given }), UsageError);
    const parsed = JSON.parse(PAYLOAD) as string;
    await assert.rejects(verifyWebhook({ payload: parsed, headers, secret: SECRET }), UsageError);
  });
});

/** The fields of each event and what they hold; the compiler holds the names to the types of the SDK. */
type Shape<Event> = Readonly<Record<keyof Event, string>>;

const EVENT = { event: 'string', eventId: 'string', sequence: 'number', occurredAt: 'string' };
const PAYMENT = {
  ...EVENT,
  transactionReference: 'string',
  virtualAccountRef: 'string',
  transactionDate: 'string',
  amount: 'number',
  charge: 'number',
  netAmount: 'number',
  accountNumber: 'string',
  payerName: 'string',
  payerAccountNumber: 'string',
  payerBankCode: 'string',
  narration: 'string',
  sessionId: 'string',
};
const RECEIVED: Shape<PaymentReceivedEvent> = { ...PAYMENT, availableBalance: 'number' };
const SUSPENDED: Shape<PaymentSuspendedEvent> = { ...PAYMENT, reason: 'string' };
const TRANSFER: Shape<TransferEvent> = {
  ...EVENT,
  transactionReference: 'string',
  retrievalReference: 'string',
  transactionDate: 'string',
  amount: 'number',
  charge: 'number',
  status: 'string',
  sessionId: 'string',
  payerAccountNumber: 'string',
  receiverAccountNumber: 'string',
  receiverBankCode: 'string',
  receiverName: 'string',
  narration: 'string',
  responseCode: 'string',
  reason: 'null',
};
const TEST: Shape<TestEvent> = { ...EVENT, message: 'string' };

/** An account of the sandbox that takes every transfer at once. */
const AT_ONCE = '0000000001';

describe('the events of a real server', () => {
  let app: TestApp;
  let shop: Shop;
  before(async () => {
    app = await startTestApp();
    shop = await openShop(app, await app.newPerson());
  });
  after(async () => {
    shop.stop();
    await app.stop();
  });

  const received = async (event: WebhookEvent['event']) => {
    await until(`${event} arrives`, () => shop.notifications.some(({ body }) => body.event === event));
    const { headers, rawBody } = shop.notifications.find(({ body }) => body.event === event) ?? assert.fail();
    return { headers, payload: rawBody };
  };
  const shapeOf = (event: WebhookEvent) =>
    Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name, value === null ? 'null' : typeof value] as const),
    );

  it('are verified by signature and by AUTH-KEY, and have the fields of their types', async () => {
    const post = (path: string, body?: object) => shop.call('POST', path, body).then((answer) => expectOk(answer).data);
    const person = { firstName: 'Ada', lastName: 'Obi' };
    const account = await post('clients/business/virtual-accounts', { ...person, type: 'permanent', reference: 'r-1' });
    const exact = { ...person, refCode: 'r-2', amount: 5000, duration: 3600 };
    const single = await post('clients/business/virtual-accounts/single-use', exact);
    await post('sandbox/inbound-payments', { accountNumber: account.accountNumber, amount: 450_000, narration: 'x' });
    await post('sandbox/inbound-payments', { accountNumber: single.accountNumber, amount: 1, narration: 'x' });
    await fundAccount(app, shop.person.businessId, undefined, 10_000_000);
    await post('clients/business/customers/funds/transfer', {
      amount: 5000,
      receiverAccountNumber: AT_ONCE,
      receiverBankCode: '058',
      retrievalReference: 'order-1',
      narration: 'x',
    });
    await post(`${WEBHOOK}/test`);

    for (const [name, shape] of [
      ['payment.received', RECEIVED],
      ['payment.suspended', SUSPENDED],
      ['transfer.successful', TRANSFER],
      ['webhook.test', TEST],
    ] as const) {
      const request = await received(name);
      const event = await verifyWebhook({ ...request, secret: shop.signingSecret, authKey: shop.authKey });
      assert.equal(event.event, name);
      assert.deepEqual(shapeOf(event), shape, name);
      await assertRefused({ ...request, secret: OTHER_SECRET }, 'signature_wrong');
    }
  });

  it('are verified with the old secret as with the new one while the secret is rotated', async () => {
    const { data } = expectOk(await shop.call('POST', `${WEBHOOK}/rotate-secret`, {}));
    const before = shop.notifications.length;
    expectOk(await shop.call('POST', `${WEBHOOK}/test`));
    await until('it arrives', () => shop.notifications.length > before);
    const { headers, rawBody } = shop.notifications.at(-1) ?? assert.fail();
    for (const secret of [shop.signingSecret, data.signingSecret as string])
      assert.equal((await verifyWebhook({ payload: rawBody, headers, secret })).event, 'webhook.test');
  });
});
