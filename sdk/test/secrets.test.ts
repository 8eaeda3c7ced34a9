/** No credential shows: not in the client, not in an error, not in what an error was caused by, however they are printed. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { format, inspect } from 'node:util';
import { Interstellas, InterstellasError, SecondFactorRequiredError, verifyWebhook } from '../src/index.ts';
import { hangUp, keepWaiting, refuse, type Stub, startStub } from './stub.ts';

const PASSWORD = 'plum-tree-in-the-seventh-garden';
const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.the-access-token';
const KEY = 'sk_test_0123456789abcdefghijklmnopqrstuv';
const OTHER_KEY = 'sk_test_vutsrqponmlkjihgfedcba9876543210';
const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const AUTH_KEY = 'b7QmTheAuthKeyOfTheWebhook';
const CHALLENGE = 'mB2Kx0fVYcYw5s1vLQmR8hTzUeJd3nGaPqXoI7tWkZE';
const SECRETS = [PASSWORD, TOKEN, KEY, OTHER_KEY, WEBHOOK_SECRET, AUTH_KEY, CHALLENGE];

/** Everything that a log might make of it, down its causes. */
function printed(value: unknown): string {
  const own = value instanceof Error ? [value.stack, printed(value.cause ?? null)] : [];
  return [
    inspect(value, { depth: 10, showHidden: true, getters: true }),
    inspect(value),
    format('%o %O %s', value, value, value),
    JSON.stringify(value),
    String(value),
    ...own,
  ].join('\n');
}

function assertNoSecretIn(value: unknown): void {
  const text = printed(value);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `shows ${secret}:\n${text}`);
}

describe('no secret shows', () => {
  let stub: Stub;
  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());

  const credentials = [{ email: 'ada@example.com', password: PASSWORD }, { accessToken: TOKEN }];
  const clients = (more: object = {}) =>
    credentials.map(
      (given) => new Interstellas({ baseUrl: stub.url, secretKey: KEY, maxRetries: 0, ...given, ...more }),
    );

  const errorOf = async (call: Promise<unknown>): Promise<InterstellasError> => {
    const error = await call.then(
      () => assert.fail('the call fails'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof InterstellasError, String(error));
    return error;
  };

  it('in a client, whichever way it came by its credentials, or in its methods', () => {
    for (const client of clients()) {
      for (const one of [client, client.forBusiness('biz_1'), client.withSecretKey(OTHER_KEY)]) {
        assertNoSecretIn(one);
        assertNoSecretIn({ ...one });
        assertNoSecretIn(one.keys);
        assertNoSecretIn(Object.getOwnPropertyDescriptors(one));
      }
    }
  });

  it('in an error of any family, or in its causes', async () => {
    const failures = [
      refuse(401, 'credentials.key_invalid'),
      refuse(403, 'permission.denied'),
      refuse(429, 'rate.limited'),
      refuse(503, 'service.unavailable'),
      hangUp,
      keepWaiting,
    ];
    for (const failure of failures) {
      stub.answers(failure);
      for (const client of clients({ timeoutMs: 60 }))
        assertNoSecretIn(await errorOf(client.keys.create({ name: 'x' }, { secretKey: OTHER_KEY })));
      const signIn = { email: 'ada@example.com', password: PASSWORD };
      for (const client of clients({ timeoutMs: 60 })) assertNoSecretIn(await errorOf(client.auth.signIn(signIn)));
    }
  });

  it('in the error of a fetch of somebody else, which puts the whole request into its own', async () => {
    const leaking = (input: unknown, init: object | undefined): never => {
      throw Object.assign(new TypeError(`could not send ${inspect(init)}`), { input, init, cause: { request: init } });
    };
    for (const client of clients({ fetch: leaking })) assertNoSecretIn(await errorOf(client.auth.me()));
  });

  it('in the error about a credential that cannot be sent', async () => {
    for (const broken of [`${KEY}\n`, `${KEY}\r\nX-Other: 1`, `${KEY}\u0000`, `${KEY}ọ`]) {
      const make = () => new Interstellas({ baseUrl: stub.url, secretKey: broken });
      assert.throws(make, (error: unknown) => {
        assertNoSecretIn(error);
        return error instanceof InterstellasError;
      });
      const [client] = clients();
      assert.ok(client);
      assertNoSecretIn(await errorOf(client.keys.list({}, { secretKey: broken })));
      assertNoSecretIn(await errorOf(client.keys.list({}, { headers: { 'X-Key': broken } })));
    }
  });

  it('in the error about a missing second factor, although it hands out the challenge', async () => {
    const secondFactor = { challenge: CHALLENGE, expiresAt: '2026-07-01T08:20:30.000Z', methods: ['totp'] };
    const body = { status: false, message: 'second factor', data: null, code: 'credentials.second_factor_required' };
    stub.answers((response) => void response.writeHead(401).end(JSON.stringify({ ...body, errors: [], secondFactor })));
    const [client] = clients();
    assert.ok(client);
    for (const call of [client.auth.me(), client.auth.signIn({ email: 'ada@example.com', password: PASSWORD })]) {
      const error = await errorOf(call);
      assert.ok(error instanceof SecondFactorRequiredError);
      assert.equal(error.secondFactor.challenge, CHALLENGE);
      const text = [inspect(error), JSON.stringify(error), String(error), error.stack].join('\n');
      assert.ok(!text.includes(CHALLENGE), text);
    }
  });

  it('in the error about a webhook that is not verified', async () => {
    const request = { payload: '{"event":"webhook.test"}', headers: { 'auth-key': 'another' } };
    for (const given of [{ secret: WEBHOOK_SECRET }, { authKey: AUTH_KEY }, { secret: `${WEBHOOK_SECRET}!` }])
      assertNoSecretIn(await errorOf(verifyWebhook({ ...request, ...given })));
  });
});
