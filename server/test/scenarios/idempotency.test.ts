/** A creating call with an Idempotency-Key does its work once, however often and from however many hands it is sent. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';

const DAY_SECONDS = 24 * 60 * 60;

describe('a request with an Idempotency-Key', () => {
  let app: TestApp;
  let twin: TestApp;
  let person: Person;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' } });
    twin = await startTestApp({ beside: app });
    person = await app.newPerson();
  });
  after(async () => {
    await twin.stop();
    await app.stop();
  });

  let keys = 0;
  const newKey = (): string => {
    keys += 1;
    return `order-${keys}`;
  };
  interface Variation {
    readonly who?: Person;
    readonly server?: TestApp;
    readonly more?: object;
  }
  const create = (key: string, name: string, { who = person, server = app, more = {} }: Variation = {}) =>
    server.call('POST', 'clients/business', {
      token: who.token,
      key: who.key,
      headers: { 'Idempotency-Key': key },
      body: { businessName: name, countryId: 'NG', isNewBusiness: true, ...more },
    });
  const countOf = async (name: string): Promise<number> =>
    (await app.sql`select 1 from business where business_name = ${name}`).length;

  it('is answered the same again, marked as a replay, and does nothing a second time', async () => {
    const key = newKey();
    const first = await create(key, 'Replayed');
    assert.equal(first.status, 201);
    assert.equal(first.headers.get('idempotency-replayed'), null);
    for (const server of [app, twin, app]) {
      const again = await create(key, 'Replayed', { server });
      assert.equal(again.status, 201);
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
    }
    assert.equal(await countOf('Replayed'), 1);
  });

  it('is a replay also when fields are added that are ignored, and a conflict when anything counts', async () => {
    const key = newKey();
    expectOk(await create(key, 'Conflicting'));
    const conflict = await create(key, 'Another name');
    assert.equal(conflict.status, 409);
    assert.equal(conflict.body.code, 'idempotency.conflict');
    assert.equal(conflict.body.errors[0]?.field, 'Idempotency-Key');
    assert.equal((await create(key, 'Conflicting', { more: { isNewBusiness: false } })).status, 409);
    assert.equal((await create(key, 'Conflicting', { more: { note: 'ignored' } })).status, 201);
    assert.equal(await countOf('Another name'), 0);
    assert.equal(await countOf('Conflicting'), 1);
  });

  it('sent ten times at once over two processes is done once: the twins wait for its answer or are told to', async () => {
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => create(key, 'Twins', { server: index % 2 === 0 ? app : twin })),
    );
    const done = answers.filter((answer) => answer.status === 201);
    const waiting = answers.filter((answer) => answer.status === 409);
    assert.equal(done.length + waiting.length, 10, answers.map((answer) => answer.text).join('\n'));
    assert.ok(done.length > 0);
    for (const answer of waiting) assert.equal(answer.body.code, 'idempotency.in_progress');
    assert.equal(new Set(done.map((answer) => answer.body.data.business.id)).size, 1);
    assert.equal(done.filter((answer) => answer.headers.get('idempotency-replayed') === null).length, 1);
    assert.equal(await countOf('Twins'), 1);
  });

  it('that fails leaves nothing behind, and may be sent again with the same key', async () => {
    const key = newKey();
    assert.equal((await create(key, '')).status, 422);
    assert.equal((await create(key, 'Mended')).status, 201, 'a refusal is not stored');
    const other = newKey();
    await app.sql`alter table audit_event add constraint full_disk check (action <> 'businesses.create') not valid`;
    const failed = await create(other, 'Half done');
    await app.sql`alter table audit_event drop constraint full_disk`;
    assert.equal(failed.status, 500);
    assert.equal(await countOf('Half done'), 0);
    const again = await create(other, 'Half done');
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotency-replayed'), null);
    assert.equal(await countOf('Half done'), 1);
  });

  it('is done anew after 24 hours, and not a moment before', async () => {
    const traveller = await app.newPerson();
    const key = newKey();
    const first = await create(key, 'Daily', { who: traveller });
    assert.equal(first.status, 201);
    app.clock.advance(DAY_SECONDS - 60);
    const { email, password } = traveller;
    const renew = async () => ({ ...traveller, token: expectOk(await app.signIn(email, password)).data.accessToken });
    const replayed = await create(key, 'Daily', { who: await renew() });
    assert.equal(replayed.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(replayed.body, first.body);
    app.clock.advance(120);
    const renewed = await create(key, 'Daily again', { who: await renew() });
    assert.equal(renewed.status, 201);
    assert.notEqual(renewed.body.data.business.id, first.body.data.business.id);
    person = await app.newPerson(); // the old session is over by now
  });

  it('belongs to its client account and its endpoint: another client may use the same key', async () => {
    const other = await app.newPerson();
    const key = newKey();
    const mine = expectOk(await create(key, 'Mine'));
    const theirs = await create(key, 'Theirs', { who: other });
    assert.equal(theirs.status, 201);
    assert.equal(theirs.headers.get('idempotency-replayed'), null);
    assert.notEqual(theirs.body.data.business.id, mine.data.business.id);
    const body = {
      email: 'elsewhere@example.com',
      password: 'a quiet harbour at dawn',
      firstName: 'A',
      lastName: 'B',
      phoneNo: '+2348030000001',
    };
    const signUp = await app.call('POST', 'auth/signup', { body, headers: { 'Idempotency-Key': key } });
    assert.equal(signUp.status, 201);
  });

  it('belongs to its business: the same request for another business of the account is another one', async () => {
    const other: string = expectOk(await create(newKey(), 'Another place')).data.business.id;
    const headers = { 'Idempotency-Key': newKey() };
    const body = { name: 'Clerk', memberRoleId: 'role_0000000000sz9cxxf8rpn6mze329kd' };
    const made: string[] = [];
    for (const businessId of [person.businessId, other, person.businessId]) {
      const answer = await app.call('POST', 'clients/members/service', { ...person, businessId, headers, body });
      made.push(expectOk(answer).data.id);
    }
    assert.notEqual(made[0], made[1]);
    assert.equal(made[0], made[2]);
    const listed = expectOk(await app.call('GET', 'clients/members', { ...person, businessId: other })).data;
    assert.ok(listed.some(({ id }: { id: string }) => id === made[1]));
  });

  it('is checked like any other: a replay needs the credentials that the first one needed', async () => {
    const key = newKey();
    const leaver = await app.newPerson();
    expectOk(await create(key, 'Left behind', { who: leaver }));
    expectOk(await app.call('POST', 'auth/signout', { token: leaver.token }));
    const refused = await create(key, 'Left behind', { who: leaver });
    assert.equal(refused.status, 401);
    assert.equal(refused.body.data, null);
  });

  it('has a key of 1 to 255 characters', async () => {
    for (const key of ['x', 'k'.repeat(255), 'with spaces and ünicode'.replace('ü', '%C3%BC')]) {
      assert.equal((await create(key, `Key of ${key.length}`)).status, 201);
    }
    for (const key of ['', 'k'.repeat(256)]) {
      const answer = await create(key, 'Never');
      assert.equal(answer.status, 400, `${key.length} characters`);
      assert.equal(answer.body.code, 'request.invalid');
    }
    assert.equal(await countOf('Never'), 0);
  });

  it('is kept without its body and its answer in clear: a sign-up holds a password', async () => {
    const key = newKey();
    const body = {
      email: 'kept@example.com',
      password: 'violet lamp over the stairs',
      firstName: 'A',
      lastName: 'B',
      phoneNo: '+2348030000001',
    };
    const send = () => app.call('POST', 'auth/signup', { body, headers: { 'Idempotency-Key': key } });
    const first = expectOk(await send());
    assert.deepEqual((await send()).body, first);
    const rows = await app.sql<{ text: string; raw: string }[]>`
      select i::text as text, encode(answer_sealed, 'escape') as raw from idempotency i where key = ${key}`;
    assert.equal(rows.length, 1);
    for (const secret of ['violet lamp', 'kept@example.com']) {
      assert.ok(!`${rows[0]?.text}${rows[0]?.raw}`.includes(secret), secret);
    }
  });
});
