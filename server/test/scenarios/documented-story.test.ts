/** The whole way of a client who has read nothing but the public documentation: from signing in to being paid, and paying out. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type AnswerBody, expectOk } from '../harness/client.ts';
import { jpeg, type Part } from '../harness/multipart.ts';
import { differences } from '../harness/shape.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';
import { createRegistrar } from './registration.fixture.ts';

const EMAIL = 'ngozi@example.com';
const PASSWORD = 'plum tree in the garden';
const BVN = '22212345678';

describe('a client who knows the public documentation alone', () => {
  let app: TestApp;
  let receiver: WebhookReceiver;
  before(async () => {
    receiver = await startWebhookReceiver();
    app = await startTestApp({ settings: { INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS: '127.0.0.1' } });
  });
  after(async () => {
    await app.stop();
    receiver.stop();
  });

  it('registers a business, is paid, is told of it, sends money on and has the rest paid out', async () => {
    await app.signUp({
      email: EMAIL,
      password: PASSWORD,
      firstName: 'Ngozi',
      lastName: 'Bello',
      phoneNo: '+2348030000001',
    });
    const token: string = expectOk(await app.signIn(EMAIL, PASSWORD)).data.accessToken;
    const key: string = expectOk(await app.call('GET', 'clients/settings/get-keys', { token })).data.secretKey;
    const businessId = await register({ token, key });
    const call = async (method: string, path: string, body?: object): Promise<AnswerBody> =>
      expectOk(await app.call(method, path, { token, key, businessId, ...(body === undefined ? {} : { body }) }));

    await call('PATCH', 'clients/settings/update-webhook-url', { webhookUrl: receiver.url });
    const holder = { firstName: 'Efe', lastName: 'West' };
    const account = await call('POST', 'clients/business/virtual-accounts', {
      ...holder,
      type: 'permanent',
      reference: 'cust-000187',
    });
    const { accountNumber } = account.data;
    expectOk(
      await app.call('POST', 'sandbox/inbound-payments', {
        ...{ token, key, businessId },
        body: { accountNumber, amount: 5_000_000 },
      }),
    );
    await expectNotified('cust-000187', 5_000_000);
    const [received] = (await call('GET', 'clients/business/virtual-account')).data;
    assert.deepEqual(
      [received.recipientAccountNumber, received.amount, received.refundStatus],
      [accountNumber, '5000000', 'none'],
    );

    const own = (await call('GET', 'clients/business/account-details')).data;
    const sent = await call('POST', 'clients/business/virtual-accounts/transfer', {
      amount: 4_000_000,
      payerAccountNumber: accountNumber,
      receiverAccountNumber: own.accountNumber,
      receiverBankCode: '51253',
      retrievalReference: 'sweep-1',
      narration: 'Sales of July',
    });
    assert.deepEqual([sent.message, sent.data.amount], ['Transfer successful', '4000000']);
    assert.equal((await call('GET', 'clients/business/account-details')).data.accountBalance, '4000000');

    const bank = { accountName: 'Ngozi Bello', accountNumber: '0221100456', bankName: 'GTB', bankCode: '058' };
    await call('POST', 'clients/business/payouts', bank);
    const [{ id }] = (await call('GET', 'clients/business/payouts')).data;
    const payout = await call('POST', `clients/business/payouts/${id}/send`, {
      amount: 3_000_000,
      retrievalReference: 'payout-1',
      narration: 'July',
    });
    await until('the payout is told of', () =>
      receiver.notifications.some(({ body }) => body.event === 'payout.successful'),
    );
    const left = String(4_000_000n - BigInt(payout.data.totalAmount));
    assert.equal((await call('GET', 'clients/business/account-details')).data.accountBalance, left);
  });

  /** Creates the business, validates the owner's BVN and completes the registration; its id. */
  async function register(credentials: { readonly token: string; readonly key: string }): Promise<string> {
    const body = { businessName: 'Bello Stores', countryId: 'NG', isNewBusiness: true };
    const { data } = expectOk(await app.call('POST', 'clients/business', { ...credentials, body }));
    const businessId: string = data.business.id;
    const owner = { ...credentials, businessId, email: EMAIL, password: PASSWORD, userId: '', clientId: '' };
    const registrar = createRegistrar(app);
    const texts = {
      businessId,
      bvn: BVN,
      residentialAddress: '12 Broad Street, Lagos Island',
      stateId: 'state_lagos',
      otp: await registrar.codeFor(owner, BVN),
      password: PASSWORD,
    };
    const parts: Part[] = Object.entries(texts).map(([name, value]) => ({ name, value }));
    expectOk(
      await registrar.complete(owner, [
        ...parts,
        { name: 'photoId', value: jpeg(), fileName: 'id.jpg', type: 'image/jpeg' },
      ]),
    );
    return businessId;
  }

  /** By the documented notification: its header, its flat fields and their types. */
  async function expectNotified(virtualAccountRef: string, amount: number): Promise<void> {
    await until('the notification arrives', () => receiver.notifications.length > 0);
    const [{ body, headers }] = receiver.notifications as [WebhookReceiver['notifications'][number]];
    const shape = {
      transactionReference: 'filled',
      virtualAccountRef: 'filled',
      transactionDate: 'timestamp',
      amount: 'integer',
      charge: 'integer',
      availableBalance: 'integer',
    } as const;
    assert.deepEqual(differences(body, shape, 'notification'), []);
    assert.deepEqual(
      [body.virtualAccountRef, body.amount, body.charge, body.availableBalance],
      [virtualAccountRef, amount, 0, amount],
    );
    assert.equal(typeof headers['auth-key'], 'string');
    assert.equal(headers['content-type'], 'application/json');
  }
});
