/** The request log: what programs asked of the API with the keys of a client account, for those who look after them. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultCode } from '../../src/faults/index.ts';
import type { BusinessId, ClientId, RequestId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type CallOptions, type Credentials, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

const PATH = 'clients/settings/requests';
const DETAILS = 'clients/business/details';

interface Logged {
  readonly id: string;
  readonly occurredAt: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly code: string | null;
  readonly durationMs: number;
  readonly keyId: string | null;
  readonly businessId: string | null;
  readonly userId: string | null;
  readonly address: string;
  readonly userAgent: string;
}

describe('the request log', () => {
  let app: TestApp;
  let person: Person;
  before(async () => {
    app = await startTestApp();
    person = await app.newPerson();
  });
  after(() => app.stop());

  const list = async (query = '', by: Credentials = person): Promise<Logged[]> =>
    expectOk(await app.call('GET', `${PATH}?limit=100&${query}`, by)).data;

  /** What is logged of a request, once it is there; made to be there, unless it is to come by itself. */
  const loggedOf = async (requestId: string, by: Credentials = person, comesByItself = false): Promise<Logged> => {
    let found: Logged | undefined;
    await until(`request ${requestId} is in the log`, async () => {
      if (!comesByItself) await app.app.requestLog.flush();
      [found] = await list(`requestId=${requestId}`, by);
      return found !== undefined;
    });
    return found as Logged;
  };
  const ask = async (method: string, path: string, options: CallOptions): Promise<Logged> => {
    const answer = await app.call(method, path, options);
    return loggedOf(answer.headers.get('x-request-id') ?? '');
  };

  it('tells of a request who asked for what, with which key, and how it was answered, within seconds', async () => {
    const headers = { 'User-Agent': `acme/1.0 ${'x'.repeat(300)}` };
    const answer = await app.call('GET', `${DETAILS}?secret=hidden-in-the-query`, { ...person, headers });
    const logged = await loggedOf(answer.headers.get('x-request-id') ?? '', person, true);
    const [key] = expectOk(await app.call('GET', 'clients/settings/keys', person)).data;
    const { durationMs, occurredAt, userAgent, ...rest } = logged;
    assert.deepEqual(rest, {
      id: logged.id,
      method: 'GET',
      path: '/api/v1/clients/business/details',
      operation: 'businesses.details',
      status: 200,
      code: null,
      keyId: key.id,
      businessId: person.businessId,
      userId: person.userId,
      address: '127.0.0.1',
    });
    assert.ok(durationMs > 0 && durationMs < 20_000);
    assert.ok(Math.abs(Date.parse(occurredAt) - app.clock.now()) < 20_000);
    assert.equal(userAgent.length, 200);
  });

  it('tells of what was refused why, also before the business was known', async () => {
    const stranger = await app.newPerson();
    const cases: [CallOptions, number, string, string | null][] = [
      [{ ...person, businessId: stranger.businessId }, 403, 'business.forbidden', null],
      [{ token: person.token, key: person.key }, 401, 'credentials.business_missing', null],
      [{ ...person, body: { name: 7 } }, 400, 'request.invalid', null],
    ];
    for (const [options, status, code, businessId] of cases) {
      const [method, path] = options.body === undefined ? ['GET', DETAILS] : ['POST', 'clients/business'];
      const logged = await ask(method ?? '', path ?? '', options);
      assert.equal(logged.status, status, code);
      assert.equal(logged.code, code);
      assert.equal(logged.businessId, businessId, code);
    }
    assert.equal((await list('', stranger)).filter(({ userId }) => userId === person.userId).length, 0);
  });

  it('tells the owner of a key that somebody else tried it', async () => {
    const thief = await app.newPerson();
    const logged = await ask('GET', DETAILS, { ...thief, key: person.key });
    assert.equal(logged.code, 'credentials.key_invalid');
    assert.equal(logged.userId, thief.userId);
  });

  it('holds no secret, no body, no query and nothing that stood in a path', async () => {
    const reference = 'order-of-somebody';
    const logged = await ask('GET', `clients/business/transfers/${reference}`, person);
    assert.equal(logged.path, '/api/v1/clients/business/transfers/{retrievalReference}');
    assert.equal(logged.code, 'transfer.not_found');
    await ask('POST', 'clients/settings/keys', { ...person, body: { name: 'Known by its name' } });
    const rows = JSON.stringify(await app.sql`select * from request_log`);
    for (const secret of [reference, person.key, person.token, person.password, 'hidden-in-the-query', 'Known by its'])
      assert.ok(!rows.includes(secret), secret);
  });

  it('finds by key, operation, method, status, code and time, alone and together', async () => {
    const name = 'Second';
    const { id, secretKey } = expectOk(
      await app.call('POST', 'clients/settings/keys', { ...person, body: { name } }),
    ).data;
    const used = await ask('GET', DETAILS, { ...person, key: secretKey });
    assert.deepEqual(await list(`keyId=${id}`), [used]);
    assert.deepEqual(await list(`keyId=${id}&status=2xx&method=GET&operation=businesses.details`), [used]);
    assert.deepEqual(await list(`keyId=${id}&status=4xx`), []);
    const byStatus = async (query: string) => [...new Set((await list(query)).map(({ status }) => status))].sort();
    assert.deepEqual(await byStatus('status=403'), [403]);
    assert.deepEqual(await byStatus('status=4xx'), [400, 401, 403, 404]);
    assert.deepEqual(await byStatus('code=business.forbidden'), [403]);
    assert.deepEqual([...new Set((await list('method=POST')).map(({ method }) => method))], ['POST']);
    const [from, later] = [used.occurredAt, new Date(Date.parse(used.occurredAt) + 1).toISOString()];
    assert.deepEqual(await list(`keyId=${id}&from=${from}&to=${later}`), [used]);
    assert.deepEqual(await list(`keyId=${id}&from=${later}`), []);
    for (const query of ['status=9xx', 'status=44', 'from=2026-02-31T25:00', 'code=x', 'method=BREW', 'keyId=1'])
      assert.equal((await app.call('GET', `${PATH}?${query}`, person)).body.code, 'request.invalid', query);
  });

  it('lists every request once, newest first, page by page', async () => {
    const ids: string[] = [];
    let cursor: unknown;
    const to = new Date(app.clock.now() + 1).toISOString();
    await app.app.requestLog.flush();
    do {
      const after = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { data, pagination } = expectOk(await app.call('GET', `${PATH}?limit=3&to=${to}${after}`, person));
      ids.push(...data.map(({ id }: Logged) => id));
      cursor = pagination['nextCursor'];
    } while (cursor !== null);
    assert.ok(ids.length > 6);
    assert.deepEqual(ids, [...new Set(ids)].sort().reverse());
  });

  it('shows the requests for other businesses of the account to their members alone, and to a limited key its own', async () => {
    const body = { businessName: 'Another stall', countryId: 'NG', isNewBusiness: true };
    const { business } = expectOk(await app.call('POST', 'clients/business', { ...person, body })).data;
    const there = { ...person, businessId: business.id };
    const answer = await app.call('GET', DETAILS, there);
    const elsewhere = await loggedOf(answer.headers.get('x-request-id') ?? '', there);
    assert.equal(elsewhere.businessId, business.id);
    assert.deepEqual(await list(`requestId=${elsewhere.id}`), []);
    const limits = { name: 'Limited', businessIds: [business.id] };
    const { secretKey } = expectOk(await app.call('POST', 'clients/settings/keys', { ...person, body: limits })).data;
    const seen = await list('', { ...there, key: secretKey });
    assert.ok(seen.some(({ id }) => id === elsewhere.id));
    assert.deepEqual([...new Set(seen.map(({ businessId }) => businessId))], [business.id]);
    assert.ok((await list('', there)).some(({ businessId }) => businessId === null));
  });

  it('leaves out what the dashboard reads, and tells what it changes', async () => {
    const headers = { 'Interstellas-Dashboard': '1' };
    const { email, password, businessId } = person;
    const signedIn = await app.call('POST', 'auth/signin', { body: { email, password }, headers });
    const [cookie = ''] = (
      signedIn.headers.getSetCookie().find((one) => one.startsWith('interstellas-sandbox=')) ?? ''
    ).split(';');
    const asDashboard = { businessId, headers: { ...headers, cookie } };
    const read = expectOk(await app.call('GET', DETAILS, asDashboard));
    assert.ok(read.status);
    const receiver = { accountNumber: '0117170332', bankCode: '058' };
    expectOk(await app.call('POST', 'clients/business/customers/name-enquiry', { ...asDashboard, body: receiver }));
    const changed = await ask('POST', 'clients/settings/keys', { ...asDashboard, body: { name: 'Made by hand' } });
    assert.equal(changed.keyId, null);
    assert.equal(changed.operation, 'keys.create');
    const refused = await ask('GET', 'clients/business/transfers/none', asDashboard);
    assert.equal(refused.status, 404);
    for (const operation of ['businesses.details', 'banks.name-enquiry']) {
      const reads = (await list(`operation=${operation}`)).filter(({ keyId }) => keyId === null);
      assert.deepEqual(reads, [], operation);
    }
  });

  it('needs the permission to read keys', async () => {
    await app.sql`update member set role = 'viewer' where user_id = ${person.userId} and business_id = ${person.businessId}`;
    app.app.changes.apply([person.userId, person.businessId]);
    const refused = await app.call('GET', PATH, person);
    assert.equal(refused.body.code, 'permission.denied');
    await app.sql`update member set role = 'owner' where user_id = ${person.userId} and business_id = ${person.businessId}`;
    app.app.changes.apply([person.userId, person.businessId]);
  });

  it('takes so many of one account in a second that a flood does not crowd out the others, and says what it left out', async () => {
    const { requestLog, ids } = app.app;
    await requestLog.flush();
    const request = (clientId: string, status = 403, code: FaultCode = 'permission.denied') => ({
      id: ids.next('request') as RequestId,
      clientId: clientId as ClientId,
      businessId: person.businessId as BusinessId,
      keyId: undefined,
      userId: undefined,
      ...{ method: 'GET', operation: 'flood', status, code, durationMs: 1 },
      ...{ address: '203.0.113.7', userAgent: 'flood' },
    });
    const quiet = await app.newPerson();
    for (let count = 0; count < 2000; count += 1)
      requestLog.record(request(person.clientId, 429, 'rate.limited'), false);
    for (let count = 0; count < 2000; count += 1) requestLog.record(request(person.clientId), false);
    requestLog.record({ ...request(quiet.clientId), businessId: quiet.businessId as BusinessId }, false);
    await requestLog.flush();
    const [flood] = await app.sql`select count(*)::int as count from request_log where operation = 'flood'`;
    assert.ok(flood?.['count'] < 600 && flood?.['count'] > 400);
    assert.equal((await list('operation=flood', quiet)).length, 1);
    const limited = (await list('operation=flood&code=rate.limited')).length;
    assert.ok(limited > 0 && limited < 20, `${limited} of those that were told to wait, and the others beside them`);
    assert.ok(app.logLines.some((line) => /"count":3[45]\d\d.*request log/.test(line)));
  });

  it('forgets requests after the days of the setting, and no sooner', async () => {
    const kept = await ask('GET', DETAILS, person);
    app.clock.advance(6.9 * 24 * 3600);
    await app.app.sweeper.run();
    const there = () => app.sql`select from request_log where id = ${kept.id}`;
    assert.equal((await there()).length, 1);
    app.clock.advance(0.2 * 24 * 3600);
    await app.app.sweeper.run();
    assert.equal((await there()).length, 0);
  });
});

describe('a request log at its end', () => {
  it('writes down what it has noted when the server stops, and nothing at all where it is switched off', async () => {
    const app = await startTestApp();
    const silent = await startTestApp({ beside: app, settings: { INTERSTELLAS_REQUEST_LOG_DAYS: '0' } });
    const person = await app.newPerson();
    const ids: string[] = [];
    for (const server of [app, silent]) {
      const answer = await server.call('GET', DETAILS, person);
      ids.push(answer.headers.get('x-request-id') ?? '');
    }
    await silent.stop();
    await app.app.stop();
    const rows = await app.sql`select id from request_log where id in ${app.sql(ids)}`;
    assert.deepEqual(
      rows.map(({ id }) => id),
      [ids[0]],
    );
    await app.sql.end({ timeout: 1 });
    await app.database.drop();
  });
});
