/** The documentation replays: every documented request, sent as its page shows it, gets the answer that its page shows. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ROUTES } from '../../src/http/routes.ts';
import { exampleId } from '../../src/platform/schema.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import { CONTENT_TYPE, encode } from '../harness/multipart.ts';
import { differences, type Shape } from '../harness/shape.ts';
import { type HeaderLine, send, type WireAnswer } from '../harness/wire.ts';
import { CASES, CLIENT_ENDPOINTS, DOCUMENTED_ENDPOINTS, type DocumentedCase } from './documented-requests.fixture.ts';
import { type DocumentedWorld, prepareDocumentedWorld } from './documented-world.fixture.ts';

const PAGINATION: Shape = {
  totalCount: 'integer',
  hasNextPage: 'boolean',
  hasPreviousPage: 'boolean',
  nextPage: 'integer',
  previousPage: 'integer',
  limit: 'integer',
  lastPage: 'integer',
};

/** The endpoint, with the name of the parameter in its path left out: the documentation has its own. */
const nameless = (endpoint: string): string => endpoint.replaceAll(/\{\w+\}/g, '{}');

describe('the table of documented requests', () => {
  it('has an example of every documented endpoint, and each is served', () => {
    const served = new Set(ROUTES.map(({ method, path }) => nameless(`${method} ${path}`)));
    const shown = new Set<string>(CASES.map(({ endpoint }) => endpoint));
    for (const endpoint of [...DOCUMENTED_ENDPOINTS, ...CLIENT_ENDPOINTS]) {
      assert.ok(shown.has(endpoint), `${endpoint} has no example`);
      assert.ok(served.has(nameless(endpoint)), `${endpoint} is not served`);
    }
  });
});

describe('a client written against the documentation', () => {
  let app: TestApp;
  let world: DocumentedWorld;
  before(async () => {
    app = await startTestApp();
    world = await prepareDocumentedWorld(app);
  });
  after(() => app.stop());

  for (const example of CASES) {
    it(`gets the documented answer to ${[example.endpoint, example.title].filter(Boolean).join(' ')}`, async () => {
      const answer = await replay(app.origin, world, example);
      assert.equal(answer.status, example.status, answer.text);
      const body = JSON.parse(answer.text);
      assert.deepEqual([body.status, body.message], [true, example.message]);
      assert.ok('data' in body, 'every answer has data');
      if (example.data !== undefined) assert.deepEqual(differences(body.data, example.data), []);
      if (example.isPaginated) assert.deepEqual(differences(body.pagination, PAGINATION, 'pagination'), []);
    });
  }

  it('is told a total of every transfer that is its amount and its charge', async () => {
    for (const example of CASES.filter(({ message }) => message === 'Transfer successful')) {
      const { data } = JSON.parse((await replay(app.origin, world, example)).text);
      assert.equal(data.amount, '450000', example.endpoint);
      assert.equal(BigInt(data.totalAmount), BigInt(data.amount) + BigInt(data.transactionCharge), example.endpoint);
    }
  });

  const details = { endpoint: 'GET /clients/business/details', status: 200, message: '' } as const;

  it('is refused for a wrong password in the documented words, and in the list that the real client reads', async () => {
    const json = () => ({ email: world.person.email, password: 'not this one' });
    const answer = await replay(app.origin, world, {
      ...details,
      endpoint: 'POST /auth/signin',
      headers: 'none',
      json,
    });
    const body = JSON.parse(answer.text);
    assert.deepEqual([answer.status, body.status, body.message, body.data], [401, false, 'Invalid credentials.', null]);
    assert.equal(body.errors[0].message, 'Invalid credentials.');
  });

  it('is refused after its session has ended in the words that the real client searches for', async () => {
    const other = await app.newPerson();
    await app.call('POST', 'auth/signout', other);
    const answer = await replay(app.origin, { ...world, person: other }, details);
    assert.equal(answer.status, 401);
    assert.match(answer.text, /Session Expired! Please login again/);
  });

  it('gets 401 for a missing credential, 403 for a foreign business, 404 for an unknown id', async () => {
    const stranger = await app.newPerson();
    const foreign = { ...world, person: { ...world.person, businessId: stranger.businessId } };
    const missing = { ...details, endpoint: 'PUT /clients/business/payouts/{payoutAccountId}' } as const;
    const unknown = {
      ...missing,
      parameter: () => exampleId('payoutAccount'),
      json: () => ({ bankName: 'GTB' }),
    };
    const answers = [
      await replay(app.origin, world, { ...details, headers: 'none' }),
      await replay(app.origin, world, { ...details, headers: 'key' }),
      await replay(app.origin, world, { ...details, headers: 'token and key' }),
      await replay(app.origin, foreign, details),
      await replay(app.origin, world, unknown),
    ];
    assert.deepEqual(
      answers.map(({ status, text }) => [status, JSON.parse(text).status, JSON.parse(text).data]),
      [401, 401, 401, 403, 404].map((status) => [status, false, null]),
    );
  });

  it('gets 400 for a missing field or a wrong type, 422 for a value against a rule', async () => {
    const order = {
      amount: 450_000,
      receiverAccountNumber: '0221100456',
      receiverBankCode: '058',
      retrievalReference: 'tr-1',
      narration: 'Goods of July',
    };
    const endpoint = 'POST /clients/business/customers/funds/transfer';
    const statusOf = async (changes: object): Promise<number> =>
      (await replay(app.origin, world, { ...details, endpoint, json: () => ({ ...order, ...changes }) })).status;
    assert.equal(await statusOf({ narration: undefined }), 400);
    assert.equal(await statusOf({ receiverBankCode: 58 }), 400);
    for (const amount of [0, -1, '-1', 1.5, '1.5', '1e3', ''])
      assert.equal(await statusOf({ amount }), 422, `${amount}`);
    assert.equal(await statusOf({ receiverBankCode: '999' }), 422);
  });
});

/** Sends the request letter for letter as a client written against the documentation does. */
async function replay(origin: string, world: DocumentedWorld, example: DocumentedCase): Promise<WireAnswer> {
  const [method = '', path = ''] = example.endpoint.split(' ');
  const parameter = await example.parameter?.(world);
  const target = path.replace(/\{\w+\}/, parameter ?? '') + (example.query === undefined ? '' : `?${example.query}`);
  const sender = example.isNewcomer ? await world.newcomer() : world.person;
  const { type, body } = await bodyOf(world, sender, example);
  const headers: HeaderLine[] = [...credentialsOf(sender, example), ['Accept', 'application/json']];
  if (type !== undefined) headers.push(['Content-Type', type]);
  return send(origin, { method, target: `/api/v1${target}`, headers, body });
}

function credentialsOf(person: Person, { headers }: DocumentedCase): HeaderLine[] {
  const token: HeaderLine = ['Authorization', `Bearer ${person.token}`];
  const key: HeaderLine = ['SECRET_KEY', person.key];
  if (headers === 'none') return [];
  if (headers === 'key') return [key];
  if (headers === 'token and key') return [token, key];
  return [token, key, ['businessId', person.businessId]];
}

async function bodyOf(
  world: DocumentedWorld,
  sender: Person,
  { form, json, parts }: DocumentedCase,
): Promise<{ readonly type?: string; readonly body?: string | Buffer }> {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(await json(world, sender)) };
  if (parts !== undefined) return { type: CONTENT_TYPE, body: encode(await parts(world, sender)) };
  if (form === undefined) return {};
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form(world)).toString() };
}
