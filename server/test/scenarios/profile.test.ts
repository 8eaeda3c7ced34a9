/** What people say of themselves, name and phone number, they may put right at any time; it is read the same everywhere at once. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UserId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { type Crew, createCrew, GENEROUS, MEMBERS } from './members.fixture.ts';

describe('name and phone number of a person', () => {
  let app: TestApp;
  /** A second process on the same database. */
  let other: TestApp;
  let crew: Crew;
  before(async () => {
    app = await startTestApp({ settings: GENEROUS });
    other = await startTestApp({ settings: GENEROUS, beside: app });
    crew = createCrew(app);
  });
  after(async () => {
    await other.stop();
    await app.stop();
  });

  const update = ({ token }: Pick<Person, 'token'>, body: object): Promise<Answer> =>
    app.call('PATCH', 'auth/me', { token, body });
  const me = async ({ token }: Person, server = app) => expectOk(await server.call('GET', 'auth/me', { token })).data;

  it('change by the fields that are given, the others stay, and every process says so on the next request', async () => {
    const person = await app.newPerson();
    const before = await me(person, other);
    const listed = async () => expectOk(await other.call('GET', MEMBERS, person)).data[0];
    assert.equal((await listed()).firstName, 'Ngozi');
    // Composed, as at the sign-up: letter and accent may arrive as two characters.
    const { message, data } = expectOk(await update(person, { firstName: 'Ade\u0301bayo' }));
    assert.equal(message, 'User updated successfully');
    assert.deepEqual(data, { ...before, firstName: 'Ad\u00e9bayo' });
    assert.deepEqual(await me(person, other), data);
    assert.equal((await listed()).firstName, 'Ad\u00e9bayo');
    const after = { ...data, lastName: 'Okafor', phoneNo: '08030000002' };
    expectOk(await update(person, { lastName: 'Okafor', phoneNo: '08030000002' }));
    assert.deepEqual(await me(person, other), after);
    const { lastName, phoneNo } = await listed();
    assert.deepEqual([lastName, phoneNo], ['Okafor', '08030000002']);
    const signedIn = expectOk(await other.signIn(person.email, person.password)).data;
    assert.deepEqual([signedIn.firstName, signedIn.lastName], ['Ad\u00e9bayo', 'Okafor']);
  });

  it('change without a recent sign-in, end no session, and take nothing else along', async () => {
    const person = await crew.means.newPerson();
    const before = await me(person);
    const stale = await crew.means.openSession(person, 16 * 60);
    const stranger = { id: 'usr_1', email: 'stolen@example.com', businesses: [], kind: 'service', firstName: 'Ada' };
    const { data } = expectOk(await update({ token: stale }, stranger));
    assert.deepEqual(data, { ...before, firstName: 'Ada' });
    assert.deepEqual(await me(person), data);
  });

  it('are held to the rules of the sign-up, in the same words at the same fields, and nothing changes then', async () => {
    const person = await app.newPerson();
    const before = await me(person);
    const bad = [
      { firstName: '' },
      { firstName: '   ' },
      { lastName: 'Bel\u0000lo' },
      { lastName: 'x'.repeat(101) },
      { firstName: 7 },
      { lastName: null },
      { phoneNo: '' },
      { phoneNo: '0803' },
      { phoneNo: '+234 803 000 0001' },
      { firstName: 'Ada', phoneNo: 'none', lastName: ' ' },
    ];
    const good = { email: 'rules@example.com', password: 'lemon grass evening 41', ...before };
    for (const body of bad) {
      const refused = await update(person, body);
      const asAtSignUp = await app.call('POST', 'auth/signup', { body: { ...good, ...body } });
      const told = ({ status, body: { code, errors } }: Answer) => ({ status, code, errors });
      assert.ok(refused.status === 400 || refused.status === 422, `${JSON.stringify(body)}: ${refused.text}`);
      assert.deepEqual(told(refused), told(asAtSignUp), JSON.stringify(body));
    }
    assert.deepEqual(await me(person), before);
    assert.equal((await crew.events(person, 'auth.me.update')).length, 0);
  });

  it('that are changed at once, each in a request of its own, are all changed', async () => {
    const person = await app.newPerson();
    const given = { firstName: 'Ada', lastName: 'Obi', phoneNo: '+2348030000009' };
    const requests = Object.entries(given).map(([field, value]) => update(person, { [field]: value }));
    for (const answer of await Promise.all(requests)) expectOk(answer);
    const { firstName, lastName, phoneNo } = await me(person);
    assert.deepEqual({ firstName, lastName, phoneNo }, given);
  });

  it('leave a record of which were changed, by whom, without the values; what changes nothing leaves none', async () => {
    const person = await crew.means.newPerson();
    expectOk(await update(person, { firstName: 'Chidinma', lastName: 'Bello', phoneNo: '+2348039998877' }));
    expectOk(await update(person, {}));
    expectOk(await update(person, { firstName: 'Chidinma' }));
    const [event, ...others] = await crew.events(person, 'auth.me.update');
    assert.deepEqual(others, []);
    assert.deepEqual([event?.userId, event?.objectId], [person.userId, person.userId]);
    const told = expectOk(await app.call('GET', 'clients/audit-events?action=auth.me.update', person)).data[0];
    assert.deepEqual(told.details, { fields: ['firstName', 'phoneNo'] });
    assert.deepEqual([told.before, told.after], [null, null]);
    assert.doesNotMatch(event?.text ?? '', /Chidinma|Ngozi|8039998877|8030000001/);
  });

  it('of somebody whom the operator has disabled meanwhile stay as they are', async () => {
    const person = await crew.means.newPerson();
    const userId = person.userId as UserId;
    const { database, users } = app.app;
    await database.transaction((transaction) => users.disable(transaction, userId));
    // Past the guard, as a request that was let in just before.
    const given = { firstName: 'Late', lastName: undefined, phoneNo: undefined };
    await assert.rejects(users.update(userId, given, { userId }), { code: 'credentials.session_ended' });
    assert.equal((await users.get(userId)).firstName, 'Ngozi');
  });
});
