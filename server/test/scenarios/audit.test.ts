/** The record of a client account over HTTP: what is in it, who may read it, and that nobody can flood it or put secrets or forged lines into it. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { ChainReport } from '../../src/audit/index.ts';
import type { ClientId } from '../../src/platform/ids.ts';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

const PAGE = join(import.meta.dirname, '../../../docs/audit.md');
const GENEROUS = {
  INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '10000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '10000',
};

interface Event {
  readonly id: string;
  readonly sequence: number;
  readonly action: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly count: number;
  readonly userId: string | null;
  readonly objectId: string;
  readonly [field: string]: unknown;
}

describe('the record of a client account', () => {
  let app: TestApp;
  let means: Means;
  before(async () => {
    app = await startTestApp({ settings: GENEROUS });
    means = createMeans(app);
  });
  after(() => app.stop());

  async function eventsOf({ token, key }: Person, query = 'limit=100'): Promise<Event[]> {
    return expectOk(await app.call('GET', `clients/audit-events?${query}`, { token, key })).data;
  }

  async function refusalsOf(person: Person): Promise<Event[]> {
    await app.app.audit.settle();
    return (await eventsOf(person)).filter(({ outcome }) => outcome === 'refused');
  }

  /** Adds that many events without asking an endpoint. */
  async function addEvents(clientId: string, length: number): Promise<void> {
    const { audit, database } = app.app;
    await database.transaction(async ({ sql }) => {
      const record = (index: number) =>
        audit.record(sql, { action: 'test.change', clientId: clientId as ClientId, objectId: `object-${index % 3}` });
      await Promise.all(Array.from({ length }, (_, index) => record(index)));
    });
  }

  it('tells newest first who did what, over which request, with which program, and from where', async () => {
    const person = await app.newPerson();
    const { token, key } = person;
    const body = { businessName: 'Second stall', countryId: 'NG', isNewBusiness: true };
    const created = await app.call('POST', 'clients/business', {
      token,
      key,
      body,
      headers: { 'User-Agent': 'acme/2.1' },
    });
    const businessId: string = expectOk(created).data.business.id;
    const [event] = await eventsOf(person);
    assert.ok(event);
    const { address, action, keyId, objectId, outcome, requestId, sessionId, userAgent, userId } = event;
    assert.deepEqual(
      { address, action, objectId, outcome, requestId, userAgent, userId },
      {
        address: '127.0.0.1',
        action: 'businesses.create',
        objectId: businessId,
        outcome: 'done',
        requestId: created.headers.get('x-request-id'),
        userAgent: 'acme/2.1',
        userId: person.userId,
      },
    );
    assert.match(String(keyId), /^key_/);
    assert.match(String(sessionId), /^ses_/);
    const sequences = (await eventsOf(person)).map(({ sequence }) => sequence);
    assert.deepEqual(
      sequences,
      sequences.toSorted((one, other) => other - one),
    );
    assert.equal(sequences.at(-1), 1);
  });

  it('tells of sign-ins, of wrong passwords and of the ends of sessions, and of no address that has no account', async () => {
    const person = await means.newPerson();
    const agent = { 'User-Agent': 'acme-sign-in' };
    const signIn = (password: string, email = person.email) => app.signIn(email, password, agent);
    const token: string = expectOk(await signIn(person.password)).data.accessToken;
    const last: string = expectOk(await signIn(person.password)).data.accessToken;
    for (let time = 1; time <= 3; time += 1) assert.equal((await signIn('not this one')).status, 401);
    assert.equal((await signIn('not this one', 'nobody@example.com')).status, 401);
    const prove = { password: 'not this one either' };
    assert.equal((await app.call('POST', 'auth/reauthenticate', { token, body: prove })).status, 401);
    expectOk(await app.call('POST', 'auth/signout', { token }));
    expectOk(await app.call('DELETE', 'auth/sessions', { token: last }));
    const { key, userId } = person;
    await app.app.audit.settle();
    const events = await eventsOf({ ...person, token: last, key });
    const ofAction = (action: string, outcome: string) =>
      events.filter((event) => event.action === action && event.outcome === outcome);
    const done = ofAction('auth.sign-in', 'done');
    assert.equal(done.length, 2);
    for (const event of done) assert.deepEqual([event.userId, event.objectId], [userId, event['sessionId']]);
    const wrong = ofAction('auth.sign-in', 'refused');
    assert.equal(
      wrong.reduce((sum, { count }) => sum + count, 0),
      3,
    );
    for (const { userId: who, objectId, code, userAgent } of wrong)
      assert.deepEqual([who, objectId, code, userAgent], [null, userId, 'credentials.invalid', 'acme-sign-in']);
    assert.equal(ofAction('auth.reauthenticate', 'refused')[0]?.userId, userId);
    assert.equal(ofAction('auth.sign-out', 'done')[0]?.objectId, done[1]?.objectId);
    assert.equal(ofAction('auth.sessions.end-others', 'done').length, 1);
  });

  it('is filtered by operation, user, key, object and time, each with the others', async () => {
    const person = await means.newPerson();
    await addEvents(person.clientId, 9);
    app.clock.advance(60);
    const middle = new Date(app.clock.now()).toISOString();
    app.clock.advance(60);
    const fresh = { ...person, token: await means.openSession(person) };
    await app.call('POST', 'clients/business', {
      ...fresh,
      body: { businessName: 'Late', countryId: 'NG', isNewBusiness: true },
    });
    const [late] = await eventsOf(fresh);
    assert.ok(late);
    const counts: Record<string, number> = {
      'action=test.change': 9,
      'objectId=object-1': 3,
      'objectId=object-1&action=test.change': 3,
      'objectId=object-1&action=businesses.create': 0,
      [`userId=${person.userId}&action=test.change`]: 0,
      [`userId=${person.userId}&from=${middle}`]: 1,
      [`keyId=${String(late['keyId'])}`]: 1,
      [`from=${middle}`]: 1,
      [`from=${middle}&action=test.change`]: 0,
      [`to=${middle}&action=test.change`]: 9,
      [`from=${String(late['occurredAt'])}&objectId=${late.objectId}`]: 1,
      [`to=${String(late['occurredAt'])}&objectId=${late.objectId}`]: 0,
    };
    for (const [query, count] of Object.entries(counts)) {
      const answer = expectOk(await app.call('GET', `clients/audit-events?limit=100&${query}`, fresh));
      assert.equal(answer.data.length, count, query);
      assert.equal(answer.pagination['totalCount'], count, query);
    }
    for (const query of ['from=yesterday', 'to=2026-13-01', 'from=2026-02-30T99:00:00Z', 'userId=1', 'action=A%20b']) {
      const answer = await app.call('GET', `clients/audit-events?${query}`, fresh);
      assert.equal(answer.body.code, 'request.invalid', query);
    }
  });

  it('is read by cursor without loss or repetition while events are added', async () => {
    const person = await means.newPerson();
    await addEvents(person.clientId, 25);
    const seen: number[] = [];
    let cursor: unknown = '';
    while (cursor !== null) {
      const query = cursor === '' ? 'limit=10' : `limit=10&cursor=${String(cursor)}`;
      const { data, pagination } = expectOk(await app.call('GET', `clients/audit-events?${query}`, person));
      seen.push(...(data as Event[]).map(({ sequence }) => sequence));
      cursor = pagination['nextCursor'];
      await addEvents(person.clientId, 1);
    }
    const first = Math.max(...seen);
    assert.deepEqual(
      seen.toSorted((one, other) => one - other),
      Array.from({ length: first }, (_, index) => index + 1),
    );
  });

  it('is nobody else’s: no filter, cursor or export of another account reaches its events', async () => {
    const [owner, stranger] = [await means.newPerson(), await means.newPerson()];
    await addEvents(owner.clientId, 30);
    const mine = await eventsOf(owner);
    const { pagination } = expectOk(await app.call('GET', 'clients/audit-events?limit=5', owner));
    const [sample] = mine;
    const queries = [
      `userId=${owner.userId}`,
      `objectId=${sample?.objectId}`,
      `action=${sample?.action}`,
      `cursor=${String(pagination['nextCursor'])}`,
      'from=2020-01-01&limit=100',
    ];
    const known = new Set(mine.map(({ id }) => id));
    for (const query of queries) {
      for (const path of ['clients/audit-events', 'clients/audit-events/export']) {
        const { status, text } = await app.call('GET', `${path}?${query}`, stranger);
        assert.ok(status === 200 || (path.endsWith('export') && status < 500), text);
        assert.ok(![...known].some((id) => text.includes(id)), `${path}?${query}`);
      }
    }
  });

  it('is exported whole, equal to the list, and proved by the script of the documentation', async () => {
    const person = await means.newPerson();
    await addEvents(person.clientId, 700);
    app.app.audit.refused({
      action: 'test.ünïcode "quoted"',
      code: 'permission.denied',
      clientId: person.clientId as ClientId,
      actor: { userAgent: 'Ọjà/1.0 \\ "x" 🏦' },
      details: { b: 1, a: ['ż', null, 0.1] },
    });
    await app.app.audit.settle();
    const answer = await app.call('GET', 'clients/audit-events/export', person);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/x-ndjson');
    const name = new RegExp(`^attachment; filename="audit-${person.clientId}-\\d{4}-\\d\\d-\\d\\d\\.ndjson"$`);
    assert.match(answer.headers.get('content-disposition') ?? '', name);
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    const listed: Event[] = [];
    for (let page = 1; listed.length < lines.length; page += 1) {
      listed.push(...(await eventsOf(person, `limit=100&page=${page}`)));
    }
    const bySequence = listed.toSorted((one, other) => one.sequence - other.sequence);
    const comparable = lines.map(({ clientId, previousHash, ...rest }) => rest);
    assert.deepEqual(comparable, bySequence);
    assert.equal(lines.at(-1)?.action, 'audit-events.export');

    assert.match(await checkOffline(answer.text), new RegExp(`^whole: ${lines.length} events`));
    assert.match(await checkOffline(answer.text.replace('object-2', 'object-1')), /^broken at \d+ \(evt_/);
    const short = answer.text.split('\n').toSpliced(600, 1).join('\n');
    assert.match(await checkOffline(short), /^broken at 602 /);
  });

  /** What the script on the page says of an export. */
  async function checkOffline(text: string): Promise<string> {
    const script = /```js\n([\s\S]*?)```/.exec(await readFile(PAGE, 'utf8'))?.[1] ?? '';
    const folder = await mkdtemp(join(tmpdir(), 'interstellas-audit-'));
    try {
      await writeFile(join(folder, 'check-audit.mjs'), script);
      await writeFile(join(folder, 'audit.ndjson'), text);
      const run = promisify(execFile)(process.execPath, ['check-audit.mjs', 'audit.ndjson'], { cwd: folder });
      return await run.then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('has an event for every kind of forbidden act, in the account that it was tried on, and says who tried', async () => {
    const owner = await means.newPerson();
    const { clientId, businessId } = owner;
    const [viewer, stranger] = [await means.newPerson(), await means.newPerson()];
    await means.addMember(viewer, owner, 'viewer');
    const waiting = await means.newBusiness(owner, false);
    const aged = await means.openSession(owner, 16 * 60);
    const past = new Date(app.clock.now() - 1000);
    const keys = {
      scoped: await means.addKey(clientId, { scopes: ['accounts:read'] }),
      elsewhere: await means.addKey(clientId, { addresses: ['10.0.0.0/8'] }),
      expired: await means.addKey(clientId, { expiresAt: past }),
      off: await means.addKey(clientId, { deactivatedAt: past }),
    };
    const details = (credentials: object) => app.call('GET', 'clients/business/details', { ...owner, ...credentials });
    const tries: readonly (readonly [string, string, Promise<Answer>])[] = [
      ['permission.denied', viewer.userId, app.call('GET', 'clients/audit-events', { ...owner, token: viewer.token })],
      ['business.forbidden', owner.userId, details({ businessId: stranger.businessId })],
      ['key.scope_insufficient', owner.userId, details({ key: keys.scoped.key })],
      ['key.address_forbidden', owner.userId, details({ key: keys.elsewhere.key })],
      ['credentials.key_expired', owner.userId, details({ key: keys.expired.key })],
      ['credentials.key_deactivated', owner.userId, details({ key: keys.off.key })],
      ['credentials.key_invalid', stranger.userId, details({ token: stranger.token })],
      [
        'business.not_approved',
        owner.userId,
        app.call('GET', 'clients/business/account-details', { ...owner, businessId: waiting }),
      ],
      [
        'session.reauthentication_required',
        owner.userId,
        app.call('GET', 'clients/settings/get-keys', { token: aged, businessId }),
      ],
    ];
    for (const [code, , answer] of tries) assert.equal((await answer).body.code, code);
    const recorded = await refusalsOf(owner);
    for (const [code, userId] of tries) {
      const found = recorded.filter((event) => event.code === code);
      assert.deepEqual(
        found.map((event) => [event.userId, event.count]),
        [[userId, 1]],
        code,
      );
    }
    assert.equal(recorded.length, tries.length);
    assert.deepEqual(await refusalsOf(stranger), [], 'whose business was asked for learns nothing');
    const [{ broken } = {}] = await chainOf(clientId);
    assert.equal(broken, undefined);
  });

  async function chainOf(clientId: string): Promise<ChainReport[]> {
    const reports: ChainReport[] = [];
    for await (const report of app.app.audit.verify({ clientId: clientId as ClientId })) reports.push(report);
    return reports;
  }

  it('counts the same refusals at the second time too, when the guard knows the credentials already', async () => {
    const owner = await means.newPerson();
    const viewer = await means.newPerson();
    await means.addMember(viewer, owner, 'viewer');
    for (let time = 1; time <= 3; time += 1) {
      const answer = await app.call('GET', 'clients/audit-events', { ...owner, token: viewer.token });
      assert.equal(answer.status, 403);
    }
    const sum = (await refusalsOf(owner)).reduce((total, { count }) => total + count, 0);
    assert.equal(sum, 3);
  });

  it('has an event where the guard let somebody in and the operation forbids what he wants', async () => {
    const owner = await means.newPerson();
    const { key } = await means.addKey(owner.clientId, { scopes: ['roles:manage'] });
    const body = { name: 'More than the key has', permissions: ['keys:manage'] };
    const answer = await app.call('POST', 'clients/members/roles', { ...owner, key, body });
    assert.equal(answer.body.code, 'permission.denied', answer.text);
    const [event] = await refusalsOf(owner);
    assert.deepEqual([event?.action, event?.userId], ['members.roles.create', owner.userId]);
    assert.equal(event?.['requestId'], answer.body.requestId);
  });

  it('cannot be flooded: 500 forbidden requests are a few events, whose counts add up to 500', async () => {
    const owner = await means.newPerson();
    const viewer = await means.newPerson();
    await means.addMember(viewer, owner, 'viewer');
    const credentials = { ...owner, token: viewer.token };
    for (let batch = 0; batch < 10; batch += 1) {
      const calls = Array.from({ length: 50 }, () => app.call('GET', 'clients/audit-events', credentials));
      for (const { status } of await Promise.all(calls)) assert.equal(status, 403);
    }
    const refusals = await refusalsOf(owner);
    const sum = refusals.reduce((total, { count }) => total + count, 0);
    assert.equal(sum, 500);
    assert.ok(refusals.length <= 3, `${refusals.length} events`);
  });

  it('cannot be flooded by many kinds of refusals either: those beyond the first are counted together', async () => {
    const owner = await means.newPerson();
    for (let index = 0; index < 300; index += 1) {
      app.app.audit.refused({
        action: `test.${index % 100}`,
        code: 'permission.denied',
        clientId: owner.clientId as ClientId,
        actor: { address: `198.51.100.${index % 100}` },
      });
    }
    const refusals = await refusalsOf(owner);
    assert.ok(refusals.length <= 21, `${refusals.length} events`);
    assert.equal(
      refusals.reduce((total, { count }) => total + count, 0),
      300,
    );
    assert.equal(refusals.filter(({ action }) => action === 'audit.further-refusals').length, 1);
  });

  it('has a refusal within a second or two, without being asked', async () => {
    const owner = await means.newPerson();
    const viewer = await means.newPerson();
    await means.addMember(viewer, owner, 'viewer');
    await app.call('GET', 'clients/audit-events', { ...owner, token: viewer.token });
    await until('the refusal is recorded', async () => {
      const events = await eventsOf(owner);
      return events.some(({ code }) => code === 'permission.denied');
    });
  });

  it('holds no secret, whatever is put into an event, and no control characters', async () => {
    const owner = await means.newPerson();
    const { audit, database } = app.app;
    const clientId = owner.clientId as ClientId;
    const canary = 'canary-7f3a';
    const facts = {
      password: canary,
      newPassword: canary,
      clientSecret: canary,
      accessToken: canary,
      otp: canary,
      note: `my key is ${owner.key}, my token ${owner.token}`,
      list: [owner.key, 'line one\nline two\r\n\u001b[31mred\u202e'],
      hash: '$argon2id$v=19$m=19456,t=2,p=1$abc$def',
      long: 'x'.repeat(5000),
    };
    await database.transaction(({ sql }) =>
      audit.record(sql, {
        action: 'test.change',
        clientId,
        objectId: 'o\u0000b\nj',
        actor: { userId: owner.userId as never, userAgent: `evil\u0085\u2028agent${'y'.repeat(500)}` },
        before: facts,
        after: facts,
        details: facts,
      }),
    );
    const { text } = await app.call('GET', 'clients/audit-events', owner);
    const exported = await app.call('GET', 'clients/audit-events/export', owner);
    for (const shown of [text, exported.text]) {
      for (const secret of [canary, owner.key, owner.token, owner.password, '$argon2']) {
        assert.ok(!shown.includes(secret), secret);
      }
      assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|\\u00[01]|\\[nr]/u);
    }
    assert.ok(text.includes('[secret]'));
    const [event] = await eventsOf(owner, 'action=test.change');
    assert.equal(String(event?.['userAgent']).length, 256);
    assert.equal((await chainOf(clientId))[0]?.broken, undefined);
  });

  it('is there for HEAD without being read for it, and says so itself', async () => {
    const owner = await means.newPerson();
    await addEvents(owner.clientId, 600);
    const answer = await app.call('HEAD', 'clients/audit-events/export', owner);
    assert.deepEqual([answer.status, answer.text], [200, '']);
    assert.equal((await eventsOf(owner))[0]?.action, 'audit-events.export');
  });
});
