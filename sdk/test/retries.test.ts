/** What is sent again and what is not: never a deed twice, never sooner than the server asks, never without end. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  ConflictError,
  ConnectionError,
  Interstellas,
  RateLimitError,
  ServerError,
  TimeoutError,
  type TokenOptions,
  UsageError,
} from '../src/index.ts';
import { type Answering, hangUp, keepWaiting, ok, refuse, type Stub, startStub } from './stub.ts';

const PASSING = [
  ['a connection that breaks', hangUp],
  ['429', refuse(429, 'rate.limited')],
  ['502', refuse(502, 'service.unavailable')],
  ['503', refuse(503, 'service.unavailable')],
  ['504', refuse(504, 'service.unavailable')],
] as const;

describe('retries', () => {
  let stub: Stub;
  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());

  const clientOf = (baseUrl: string, options: Partial<TokenOptions> = {}) =>
    new Interstellas({ baseUrl, accessToken: 'token', secretKey: 'key', businessId: 'biz', ...options });
  const client = (options: Partial<TokenOptions> = {}) => clientOf(stub.url, options);

  /** Each call against a server of its own, which fails once: how often it was asked. */
  const countAsked = async (failure: Answering, call: (client: Interstellas) => Promise<unknown>) => {
    const own = await startStub();
    own.answers(failure, ok({}));
    await call(clientOf(own.url)).catch(() => undefined);
    own.stop();
    return own.asked.length;
  };

  it('happen after what passes by itself, for what is harmless to repeat', async () => {
    const repeatable = [
      ['GET', (to: Interstellas) => to.auth.me()],
      ['DELETE', (to: Interstellas) => to.auth.sessions.end('ses_1')],
      ['PUT', (to: Interstellas) => to.payouts.update('payout_1', {})],
      ['POST with a key', (to: Interstellas) => to.webhooks.test()],
    ] as const;
    const counts = PASSING.flatMap(([failure, answer]) =>
      repeatable.map(async ([method, call]) => ({ method, failure, asked: await countAsked(answer, call) })),
    );
    for (const { method, failure, asked } of await Promise.all(counts)) assert.equal(asked, 2, `${method}: ${failure}`);
  });

  it('do not happen for a change that nothing names, whatever the failure', async () => {
    const unrepeatable = [
      ['PATCH', (to: Interstellas) => to.keys.update('key_1', { name: 'x' })],
      ['POST', (to: Interstellas) => to.keys.deactivate('key_1')],
      ['sign-in', (to: Interstellas) => to.auth.signIn({ email: 'a@example.com', password: 'x' })],
    ] as const;
    const counts = PASSING.flatMap(([failure, answer]) =>
      unrepeatable.map(async ([method, call]) => ({ method, failure, asked: await countAsked(answer, call) })),
    );
    for (const { method, failure, asked } of await Promise.all(counts)) assert.equal(asked, 1, `${method}: ${failure}`);
  });

  it('repeat a creation under one Idempotency-Key, and another creation has another', async () => {
    const create = () =>
      client().virtualAccounts.create({ firstName: 'A', lastName: 'B', type: 'permanent', reference: 'r' });
    stub.answers(hangUp, refuse(409, 'idempotency.in_progress'), ok({}));
    await create();
    const [first, second, third] = stub.asked.map(({ headers }) => headers['idempotency-key']);
    assert.match(String(first), /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.deepEqual([second, third], [first, first]);
    stub.answers(ok({}));
    await create();
    assert.notEqual(stub.asked[0]?.headers['idempotency-key'], first);
  });

  it("keep the caller's own Idempotency-Key", async () => {
    stub.answers(hangUp, ok({}));
    await client().webhooks.test({ idempotencyKey: 'order-1042' });
    assert.deepEqual(
      stub.asked.map(({ headers }) => headers['idempotency-key']),
      ['order-1042', 'order-1042'],
    );
  });

  it('do not happen after a refusal that would come again', async () => {
    for (const [status, code] of [
      [400, 'request.invalid'],
      [401, 'credentials.key_invalid'],
      [403, 'permission.denied'],
      [404, 'key.not_found'],
      [409, 'idempotency.conflict'],
      [422, 'request.unprocessable'],
      [500, 'internal.unexpected'],
    ] as const) {
      stub.answers(refuse(status, code), ok({}));
      await assert.rejects(client().auth.me(), { code, status });
      assert.equal(stub.asked.length, 1, code);
    }
  });

  it('end after as many as the client allows, with the last error', async () => {
    stub.answers(refuse(503, 'service.unavailable'));
    await assert.rejects(client({ maxRetries: 1 }).auth.me(), ServerError);
    assert.equal(stub.asked.length, 2);
    stub.answers(refuse(503, 'service.unavailable'));
    await assert.rejects(client({ maxRetries: 0 }).auth.me(), ServerError);
    assert.equal(stub.asked.length, 1);
  });

  it('wait as long as Retry-After asks, in seconds or as a date', async () => {
    // A date has whole seconds: one that is two seconds ahead is between one and two away.
    const headers = ['1', new Date(Date.now() + 2000).toUTCString()];
    const waited = headers.map(async (header) => {
      const own = await startStub();
      own.answers(refuse(429, 'rate.limited', { 'Retry-After': header }), ok({}));
      await clientOf(own.url).auth.me();
      own.stop();
      return (own.asked[1]?.atMs ?? 0) - (own.asked[0]?.atMs ?? 0);
    });
    for (const ms of await Promise.all(waited)) assert.ok(ms >= 990, `${ms} ms`);
  });

  it('do not happen when Retry-After asks for longer than an attempt may take: the caller is told', async () => {
    stub.answers(refuse(429, 'rate.limited', { 'Retry-After': '3600' }), ok({}));
    await assert.rejects(client().auth.me(), (error: unknown) => {
      assert.ok(error instanceof RateLimitError);
      assert.equal(error.retryAfterSeconds, 3600);
      assert.equal(error.requestId, 'req_1');
      return true;
    });
    assert.equal(stub.asked.length, 1);
  });

  it('follow an attempt that took too long, each with its own time', async () => {
    stub.answers(keepWaiting, ok({ id: 'usr_1' }));
    assert.deepEqual(await client({ timeoutMs: 50 }).auth.me(), { id: 'usr_1' });
    assert.equal(stub.asked.length, 2);
    stub.answers(keepWaiting);
    await assert.rejects(client({ maxRetries: 0 }).auth.me({ timeoutMs: 50 }), (error: unknown) => {
      assert.ok(error instanceof TimeoutError && error instanceof ConnectionError);
      assert.equal(error.code, 'client.timeout');
      return true;
    });
  });

  it('time the body too: an answer that stops half-way does not hang the caller', async () => {
    stub.answers((response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"data"'));
    await assert.rejects(client({ timeoutMs: 50, maxRetries: 0 }).auth.me(), TimeoutError);
  });

  it('take no timeout that would fire at once', async () => {
    stub.answers(ok({ id: 'usr_1' }));
    assert.deepEqual(await client({ timeoutMs: Number.POSITIVE_INFINITY }).auth.me(), { id: 'usr_1' });
    for (const timeoutMs of [0, -1, Number.NaN]) {
      assert.throws(() => client({ timeoutMs }), UsageError);
      await assert.rejects(client().auth.me({ timeoutMs }), UsageError);
    }
  });

  it('leave a file to be read at leisure, and until the caller aborts', async () => {
    const begin: Answering = (response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' });
      response.write('amount\n');
    };
    const query = { accountNumber: '9000000015', from: '2026-07-01', to: '2026-08-01' };
    stub.answers((response, asked) => {
      begin(response, asked);
      setTimeout(() => response.end('1\n'), 150);
    });
    const slow = await client({ timeoutMs: 100 }).transactions.statement(query);
    assert.equal(await slow.text(), 'amount\n1\n');

    stub.answers(begin);
    const controller = new AbortController();
    const endless = await client().transactions.statement(query, { signal: controller.signal });
    const reading = endless.text();
    controller.abort();
    await assert.rejects(reading, { name: 'AbortError' });
  });

  it('end at once when the caller aborts, with his own reason: before, during and between attempts', async () => {
    const reason = new Error('the user went away');
    stub.answers(ok({}));
    await assert.rejects(client().auth.me({ signal: AbortSignal.abort(reason) }), reason);
    assert.equal(stub.asked.length, 0);

    for (const answer of [keepWaiting, refuse(503, 'service.unavailable', { 'Retry-After': '20' })]) {
      const controller = new AbortController();
      stub.answers((response, asked) => {
        answer(response, asked);
        setTimeout(() => controller.abort(reason), 20);
      });
      const startedMs = performance.now();
      await assert.rejects(client().auth.me({ signal: controller.signal }), reason);
      assert.ok(performance.now() - startedMs < 5000);
      assert.equal(stub.asked.length, 1);
    }
  });

  it('tell a conflict of Idempotency-Keys apart from a request that is still running', async () => {
    stub.answers(refuse(409, 'idempotency.in_progress'));
    await assert.rejects(client({ maxRetries: 1 }).webhooks.test(), ConflictError);
    assert.equal(stub.asked.length, 2);
  });

  it('never follow a redirect: the credentials go nowhere else', async () => {
    for (const status of [301, 302, 307, 308]) {
      stub.answers((response) => void response.writeHead(status, { Location: `${stub.url}/elsewhere` }).end());
      await assert.rejects(client().auth.me(), { code: 'client.redirected' });
      assert.equal(stub.asked.length, 1);
    }
  });

  it('take a page of a proxy for what it is, and repeat nothing of it', async () => {
    const page = '<html>Bad gateway: token</html>';
    stub.answers((response) => void response.writeHead(502, { 'Content-Type': 'text/html' }).end(page));
    await assert.rejects(client({ maxRetries: 0 }).auth.me(), (error: unknown) => {
      assert.ok(error instanceof ServerError);
      assert.equal(error.code, 'client.answer_unreadable');
      assert.equal(error.status, 502);
      assert.doesNotMatch(error.message, /gateway/);
      return true;
    });
    stub.answers((response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in'));
    await assert.rejects(client().auth.me(), { code: 'client.answer_unreadable' });
  });
});
