/** The client speaks the whole API: a method for every operation, named as it, with its path, its input, its credentials. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Interstellas, UsageError } from '../src/index.ts';
import { ok, type Stub, startStub } from './stub.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Described {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

interface Operation extends Described {
  readonly method: string;
  readonly path: string;
}

async function readOperations(): Promise<Operation[]> {
  const { paths } = JSON.parse(await readFile(join(ROOT, 'api/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );
}

const camel = (words: string): string => words.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** The method that has the operation's id as its name. */
function methodOf(client: Interstellas, id: string): Method {
  let found: unknown = client;
  for (const word of id.split('.')) found = (found as Record<string, unknown>)[camel(word)];
  assert.equal(typeof found, 'function', `client.${id.split('.').map(camel).join('.')} is a method`);
  return found as Method;
}

describe('the methods of the client', async () => {
  const operations = await readOperations();
  const credentials = { accessToken: 'the-token', secretKey: 'the-key', businessId: 'biz_1' };
  let stub: Stub;
  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());

  for (const operation of operations) {
    it(`have ${operation.operationId}`, async () => {
      const { method, path, parameters = [], requestBody, security } = operation;
      const pathParameters = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      const hasQuery = parameters.some((parameter) => parameter.in === 'query');
      const input = requestBody === undefined && !hasQuery ? [] : [{ note: 'Ọjọ́' }];
      const pagination = { nextCursor: null };
      stub.answers(ok([], { pagination }));
      const call = methodOf(new Interstellas({ baseUrl: stub.url, ...credentials }), operation.operationId);
      await call(...pathParameters.map((name) => `a ${name}/`), ...input, { headers: { 'X-Trace': 'abc' } });

      const [asked = assert.fail('nothing was sent')] = stub.asked;
      const wanted = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(`a ${name}/`));
      assert.equal(asked.method, method);
      assert.equal(asked.path, hasQuery ? `${wanted}?note=%E1%BB%8Cj%E1%BB%8D%CC%81` : wanted);
      assert.equal(asked.headers['x-trace'], 'abc');
      const creates = parameters.some(({ name }) => name === 'Idempotency-Key');
      assert.equal(asked.headers['idempotency-key'] !== undefined, creates);
      if (requestBody === undefined) assert.equal(asked.body, '');
      else if ('multipart/form-data' in requestBody.content) assert.match(asked.body, /name="note"\r\n\r\nỌjọ́/);
      else assert.equal(asked.body, '{"note":"Ọjọ́"}');

      // The most that the operation can be called with, and not one credential more.
      const [most = {}] = security;
      assert.equal(asked.headers.authorization, 'accessToken' in most ? 'Bearer the-token' : undefined);
      assert.equal(asked.headers['secret-key'], 'secretKey' in most ? 'the-key' : undefined);
      assert.equal(asked.headers['secret_key'], undefined);
      if ('businessId' in most) assert.equal(asked.headers['businessid'], 'biz_1');
      else if (!('secretKey' in most)) assert.equal(asked.headers['businessid'], undefined);
    });
  }

  it('are all there is: no file is left of a noun that the API has no more', async () => {
    const nouns = new Set(operations.map(({ operationId }) => operationId.split('.')[0]));
    const files = await readdir(join(ROOT, 'sdk/src/resources'));
    assert.deepEqual(files.sort(), [...nouns, 'index'].map((noun) => `${noun}.gen.ts`).sort());
  });

  it('never send an id that would make another path of it', async () => {
    const client = new Interstellas({ baseUrl: stub.url, ...credentials });
    stub.answers(ok());
    for (const id of ['', '.', '..', '%2e%2e', '%2E.', undefined as unknown as string]) {
      assert.throws(() => void client.keys.usage(id), UsageError);
    }
    assert.equal(stub.asked.length, 0);
    await client.keys.usage('../../auth/me?x#y');
    assert.equal(stub.asked[0]?.path, '/api/v1/clients/settings/keys/..%2F..%2Fauth%2Fme%3Fx%23y/usage');
  });

  it('take business and key of the call before those of the client, and clients for others share the session', async () => {
    const client = new Interstellas({ baseUrl: stub.url, ...credentials });
    const sent = async (call: Promise<unknown>) => {
      await call;
      const { headers } = stub.asked.at(-1) ?? assert.fail();
      return [headers.authorization, headers['secret-key'], headers['businessid']];
    };
    stub.answers(ok());
    assert.deepEqual(await sent(client.businesses.details()), ['Bearer the-token', 'the-key', 'biz_1']);
    const perCall = client.businesses.details({ businessId: 'biz_2', secretKey: 'key-2' });
    assert.deepEqual(await sent(perCall), ['Bearer the-token', 'key-2', 'biz_2']);
    const other = client.forBusiness('biz_3').withSecretKey('key-3');
    assert.deepEqual(await sent(other.businesses.details()), ['Bearer the-token', 'key-3', 'biz_3']);
    assert.deepEqual(await sent(client.businesses.details()), ['Bearer the-token', 'the-key', 'biz_1']);
  });

  it('with the cookie of a browser say so and send no credential of their own', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const client = new Interstellas({
      baseUrl: stub.url,
      session: 'cookie',
      secretKey: 'the-key',
      businessId: 'biz_1',
      fetch: (input, init) => {
        seen.push(init);
        return fetch(input, init);
      },
    });
    stub.answers(ok());
    await client.businesses.details();
    await client.auth.signIn({ email: 'ada@example.com', password: 'plum tree' });
    for (const [index, { headers }] of stub.asked.entries()) {
      assert.equal(headers['interstellas-dashboard'], '1');
      assert.equal(headers.authorization, undefined);
      assert.equal(headers['secret-key'], undefined);
      assert.doesNotMatch(String(headers['user-agent']), /interstellas-sdk/, "the browser's own name stays");
      assert.equal(seen[index]?.credentials, 'same-origin');
    }
    assert.equal(stub.asked[0]?.headers['businessid'], 'biz_1');
  });

  it("of the call's own headers take none for a credential", async () => {
    const client = new Interstellas({ baseUrl: stub.url, ...credentials });
    const headers = { authorization: 'Bearer other', SECRET_KEY: 'other', 'secret-key': 'other', BusinessId: 'biz_9' };
    stub.answers(ok());
    await client.businesses.details({ headers });
    const sent = JSON.stringify(stub.asked[0]?.headers);
    assert.doesNotMatch(sent, /other|biz_9/);
  });
});

describe('the address of the server', () => {
  const urlsOf = async (baseUrl: string) => {
    const urls: string[] = [];
    const answer = '{"status":true,"message":"","data":{}}';
    const client = new Interstellas({
      baseUrl,
      accessToken: 'token',
      fetch: async (input) => {
        urls.push(String(input));
        return new Response(answer, { headers: { 'Content-Type': 'application/json' } });
      },
    });
    await client.auth.me();
    await client.health.live();
    return urls;
  };

  it('may end with /api/v1, /v1, slashes or nothing, and have a path of its own', async () => {
    for (const [given, api, root] of [
      ['https://bank.example.com', '/api/v1', ''],
      ['https://bank.example.com/', '/api/v1', ''],
      ['https://bank.example.com/api/v1', '/api/v1', ''],
      ['https://bank.example.com/api/v1//', '/api/v1', ''],
      ['https://bank.example.com/v1', '/v1', ''],
      ['https://bank.example.com/inside/', '/inside/api/v1', '/inside'],
    ] as const) {
      const origin = 'https://bank.example.com';
      assert.deepEqual(await urlsOf(given), [`${origin}${api}/auth/me`, `${origin}${root}/health/live`], given);
    }
  });

  it('is refused over http:// to another machine, unless that is allowed', async () => {
    for (const baseUrl of ['http://bank.example.com', 'http://10.0.0.1:4000', 'http://localhost.example.com']) {
      assert.throws(() => new Interstellas({ baseUrl, accessToken: 'token' }), UsageError, baseUrl);
      assert.ok(new Interstellas({ baseUrl, accessToken: 'token', allowInsecure: true }));
    }
    for (const baseUrl of ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000', 'http://a.localhost'])
      assert.ok(new Interstellas({ baseUrl }));
  });

  it('is refused when it is none, or holds more than an address', () => {
    for (const baseUrl of ['', 'bank.example.com', 'ftp://bank.example.com', 'https://me:secret@bank.example.com'])
      assert.throws(
        () => new Interstellas({ baseUrl }),
        (error: unknown) => error instanceof UsageError && !error.message.includes('secret'),
      );
    assert.throws(() => new Interstellas({ baseUrl: 'https://bank.example.com/?key=1' }), UsageError);
  });
});
