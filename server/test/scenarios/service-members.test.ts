/** Service members: programs that sign in like people, with credentials of their own, and are nothing else like people. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UserId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { type Crew, createCrew, GENEROUS, MEMBERS } from './members.fixture.ts';

const DETAILS = 'clients/business/details';

describe('a service member', () => {
  let app: TestApp;
  let crew: Crew;
  before(async () => {
    app = await startTestApp({ settings: GENEROUS });
    crew = createCrew(app);
  });
  after(() => app.stop());

  interface Program extends Person {
    readonly memberId: string;
  }

  const create = (by: Person, memberRoleId: string, name = 'Payroll') =>
    app.call('POST', `${MEMBERS}/service`, { ...by, body: { name, memberRoleId } });
  const program = async (owner: Person, roleId: string): Promise<Program> => {
    const { id: memberId, email, password } = expectOk(await create(owner, roleId)).data;
    const { id: userId, accessToken: token } = expectOk(await app.signIn(email, password)).data;
    return { ...owner, memberId, email, password, userId, token };
  };
  const rotate = (by: Person, id: string) => app.call('POST', `${MEMBERS}/${id}/rotate-credentials`, by);
  const expectRefused = (answer: Answer, status: number, code: string) =>
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);

  it('signs in with what it was given and may do what its role permits', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    assert.match(payroll.email, /^service-[0-9a-z]{24}@service\.invalid$/);
    assert.match(payroll.password, /^[0-9A-Za-z]{32}$/);
    expectOk(await app.call('GET', DETAILS, payroll));
    expectRefused(await app.call('GET', 'clients/settings/get-keys', payroll), 403, 'permission.denied');
    const [listed] = expectOk(await app.call('GET', MEMBERS, owner)).data;
    assert.deepEqual([listed.id, listed.kind, listed.firstName], [payroll.memberId, 'service', 'Payroll']);
  });

  it('is not let into the dashboard, whose session would stand for the key and its limits', async () => {
    const owner = await crew.means.newPerson();
    const { email, password, userId } = await program(owner, crew.idOf('viewer'));
    const mark = { 'Interstellas-Dashboard': '1' };
    const refused = await app.signIn(email, password, mark);
    expectRefused(refused, 403, 'permission.denied');
    assert.equal(refused.headers.get('set-cookie'), null);
    const cookie = `interstellas-sandbox=${await crew.means.openSession({ userId }, 0, true)}`;
    const { businessId } = owner;
    const asked = await app.call('GET', DETAILS, { businessId, headers: { ...mark, cookie } });
    expectRefused(asked, 401, 'credentials.session_ended');
  });

  it('that the operator has disabled gets no new credentials', async () => {
    const owner = await crew.means.newPerson();
    const { memberId, userId } = await program(owner, crew.idOf('viewer'));
    const { database, users } = app.app;
    await database.transaction((transaction) => users.disable(transaction, userId as UserId));
    expectRefused(await rotate(owner, memberId), 403, 'permission.denied');
  });

  it('has its password shown once: no list, log or record holds it', async () => {
    const owner = await crew.means.newPerson();
    const { password } = await program(owner, crew.idOf('viewer'));
    assert.ok(!(await app.call('GET', MEMBERS, owner)).text.includes(password));
    assert.ok(!app.logLines.some((line) => line.includes(password)));
    const [event] = await crew.events(owner, 'members.service.create');
    assert.ok(event !== undefined && !event.text.includes(password));
    const [row] = await app.sql<{ hash: string }[]>`
      select password_hash as hash from app_user where kind = 'service' order by id desc limit 1`;
    // The same work as for a person: the time of a sign-in does not tell programs from people.
    assert.match(row?.hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('gets the same credentials again when the same request is repeated, and no second member', async () => {
    const owner = await crew.means.newPerson();
    const body = { name: 'Payroll', memberRoleId: crew.idOf('viewer') };
    const headers = { 'Idempotency-Key': 'payroll-1' };
    const send = () => app.call('POST', `${MEMBERS}/service`, { ...owner, body, headers });
    const [first, again] = [expectOk(await send()), expectOk(await send())];
    assert.deepEqual(first.data, again.data);
    assert.equal(expectOk(await app.call('GET', MEMBERS, owner)).pagination['totalCount'], 2);
  });

  it('is no owner, and nobody makes one mightier than himself', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    const toOwner = { memberRoleId: crew.idOf('owner') };
    expectRefused(await create(owner, crew.idOf('owner')), 422, 'request.unprocessable');
    const promoted = await app.call('PATCH', `${MEMBERS}/${payroll.memberId}`, { ...owner, body: toOwner });
    expectRefused(promoted, 422, 'request.unprocessable');
    const body = { name: 'Lead', permissions: ['members:manage', 'businesses:read'] };
    const lead = await crew.colleague(
      owner,
      expectOk(await app.call('POST', `${MEMBERS}/roles`, { ...owner, body })).data.id,
    );
    expectRefused(await create(lead, crew.idOf('viewer')), 403, 'permission.denied');
    // A password that one sets is a member that one can be.
    const strong = await program(owner, crew.idOf('admin'));
    expectRefused(await rotate(lead, strong.memberId), 403, 'permission.denied');
  });

  it('needs a recent sign-in of who makes it or replaces its password', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    const token = await crew.means.openSession(owner, 16 * 60);
    const late = { ...owner, token };
    expectRefused(await create(late, crew.idOf('viewer')), 403, 'session.reauthentication_required');
    expectRefused(await rotate(late, payroll.memberId), 403, 'session.reauthentication_required');
  });

  it('is told apart where only a person can act: name, password, address, second factor, leaving', async () => {
    const owner = await crew.means.newPerson();
    const { token, password, businessId } = await program(owner, crew.idOf('admin'));
    const calls: readonly [string, string, object][] = [
      ['PATCH', 'auth/me', { firstName: 'Owner' }],
      ['POST', 'auth/password/change', { password, newPassword: 'kola-nut morning train 27' }],
      ['POST', 'auth/email/change', { password, newEmail: 'program@example.com' }],
      ['POST', 'auth/reauthenticate', { password }],
      ['POST', 'clients/members/leave', { businessId }],
    ];
    for (const [method, path, body] of calls) {
      expectRefused(await app.call(method, path, { token, body }), 403, 'permission.denied');
    }
  });

  it('gets no mail, whatever happens', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    const body = { memberRoleId: crew.idOf('finance') };
    expectOk(await app.call('PATCH', `${MEMBERS}/${payroll.memberId}`, { ...owner, body }));
    await app.signIn(payroll.email, payroll.password, { 'User-Agent': 'another device' });
    await app.call('POST', 'auth/password/forgot', { body: { email: payroll.email } });
    await app.call('DELETE', `${MEMBERS}/${payroll.memberId}`, owner);
    // A letter to its owner, queued after all of these, shows that theirs would have arrived.
    expectOk(await crew.invite(owner, 'witness@example.com', crew.idOf('viewer')));
    await crew.tokenFor('witness@example.com');
    assert.deepEqual(await app.lettersTo(payroll.email), []);
  });

  it('with a new password is refused the old one, and its sessions are over at once', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    expectOk(await app.call('GET', DETAILS, payroll));
    const fresh = expectOk(await rotate(owner, payroll.memberId)).data;
    assert.equal(fresh.email, payroll.email);
    assert.notEqual(fresh.password, payroll.password);
    expectRefused(await app.call('GET', DETAILS, payroll), 401, 'credentials.session_ended');
    expectRefused(await app.signIn(payroll.email, payroll.password), 401, 'credentials.invalid');
    expectOk(await app.signIn(fresh.email, fresh.password));
    const id = await crew.memberIdOf(owner, owner.userId);
    expectRefused(await rotate(owner, id), 409, 'member.not_service');
  });

  it('that is deactivated loses its sessions, and one that is removed cannot sign in again', async () => {
    const owner = await crew.means.newPerson();
    const payroll = await program(owner, crew.idOf('viewer'));
    const body = { isActive: false };
    expectOk(await app.call('PATCH', `${MEMBERS}/${payroll.memberId}`, { ...owner, body }));
    expectRefused(await app.call('GET', DETAILS, payroll), 401, 'credentials.session_ended');
    const again = expectOk(await app.signIn(payroll.email, payroll.password)).data.accessToken;
    expectRefused(await app.call('GET', DETAILS, { ...payroll, token: again }), 401, 'credentials.key_invalid');
    expectOk(await app.call('DELETE', `${MEMBERS}/${payroll.memberId}`, owner));
    expectRefused(await app.call('GET', 'auth/me', { token: again }), 401, 'credentials.session_ended');
    expectRefused(await app.signIn(payroll.email, payroll.password), 401, 'credentials.invalid');
  });
});
