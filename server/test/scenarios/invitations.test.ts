/** Invitations: a letter with a token that works once, tells nobody who has an account, and is worth what its sender may give. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import {
  ACCEPT,
  type Crew,
  createCrew,
  expectOneWinner,
  GENEROUS,
  INVITATIONS,
  MEMBERS,
  ROLES,
} from './members.fixture.ts';

const PASSWORD = 'harmattan dust over the lagoon';
const DETAILS = 'clients/business/details';
const DAY = 24 * 60 * 60;

describe('an invitation', () => {
  let app: TestApp;
  let crew: Crew;
  let counter = 0;
  before(async () => {
    app = await startTestApp({ settings: GENEROUS });
    crew = createCrew(app);
  });
  after(() => app.stop());

  const address = (): string => {
    counter += 1;
    return `invited-${counter}@example.com`;
  };
  const expectRefused = (answer: Answer, status: number, code: string) =>
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
  const invited = async (by: Person, email: string, roleId = crew.idOf('viewer')) => {
    const { id } = expectOk(await crew.invite(by, email, roleId)).data;
    return { id: id as string, token: await crew.tokenFor(email) };
  };
  const resend = (by: Person, id: string) => app.call('POST', `${INVITATIONS}/${id}/resend`, by);
  const cancel = (by: Person, id: string) => app.call('DELETE', `${INVITATIONS}/${id}`, by);

  it('is sent and accepted as documented, letter for letter, and opens what its role permits', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const sent = await crew.invite(owner, email, crew.idOf('viewer'));
    assert.deepEqual([sent.status, sent.body.status, sent.body.message], [201, true, 'Invitation sent successfully']);
    const authorizationToken = await crew.tokenFor(email);
    const body = { authorizationToken, firstName: 'Ada', lastName: 'Obi', phoneNo: '08030000009', password: PASSWORD };
    // The documentation's sample sends the key, which says nothing here: not even a wrong one is looked at.
    const accepted = await app.call('PATCH', ACCEPT, { key: 'sk_test_whatever', body });
    assert.deepEqual(
      [accepted.status, accepted.body.status, accepted.body.message, accepted.body.data],
      [200, true, 'Registration completed successfully', null],
    );
    const signedIn = expectOk(await app.signIn(email, PASSWORD)).data;
    assert.deepEqual(
      [signedIn.firstName, signedIn.lastName, signedIn.businesses.map(({ id }: { id: string }) => id)],
      ['Ada', 'Obi', [owner.businessId]],
    );
    const member = { ...owner, token: signedIn.accessToken };
    expectOk(await app.call('GET', DETAILS, member));
    expectRefused(await crew.invite(member, address(), crew.idOf('viewer')), 403, 'permission.denied');
  });

  it('works once: of two who accept it at once one becomes a member', async () => {
    const owner = await crew.means.newPerson();
    for (const hasAccount of [false, true]) {
      const invitee = hasAccount ? await crew.means.newPerson() : { email: address(), password: PASSWORD };
      const { token } = await invited(owner, invitee.email);
      const answers = await Promise.all([1, 2, 3].map(() => crew.accept(token, invitee.password)));
      expectOneWinner(answers, 'token.invalid');
      expectRefused(await crew.accept(token, invitee.password), 422, 'token.invalid');
    }
    assert.equal(expectOk(await app.call('GET', MEMBERS, owner)).pagination['totalCount'], 3);
  });

  it('that was used, cancelled, replaced, has expired or never was is refused with the same answer', async () => {
    const owner = await crew.means.newPerson();
    const [cancelled, replaced, expired] = [
      await invited(owner, address()),
      await invited(owner, address()),
      await invited(owner, address()),
    ];
    expectOk(await cancel(owner, cancelled.id));
    expectOk(await resend(owner, replaced.id));
    app.clock.advance(7 * DAY);
    const used = await (async () => {
      const token = expectOk(await app.signIn(owner.email, owner.password)).data.accessToken;
      const { token: fresh } = await invited({ ...owner, token }, address());
      expectOk(await crew.accept(fresh, PASSWORD));
      return fresh;
    })();
    const answers: Partial<Answer['body']>[] = [];
    for (const token of [cancelled.token, replaced.token, expired.token, used, 'invite_nobodysent', 'x']) {
      const { status, body } = await crew.accept(token, PASSWORD);
      assert.equal(status, 422);
      answers.push({ ...body, requestId: '' });
    }
    assert.equal(answers[0]?.code, 'token.invalid');
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
  });

  it('to an address with an account is accepted with its password alone, and changes nothing about the account', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.means.newPerson();
    const { token } = await invited(owner, colleague.email.toUpperCase());
    expectRefused(await crew.accept(token, PASSWORD), 401, 'credentials.invalid');
    expectOk(await crew.accept(token, colleague.password));
    const me = expectOk(await app.call('GET', 'auth/me', { token: colleague.token })).data;
    assert.deepEqual([me.firstName, me.lastName], ['Ngozi', 'Bello']);
    assert.deepEqual(
      me.businesses.map(({ id }: { id: string }) => id).toSorted(),
      [owner.businessId, colleague.businessId].toSorted(),
    );
    expectOk(await app.call('GET', DETAILS, { ...owner, token: colleague.token }));
    expectRefused(await app.signIn(colleague.email, PASSWORD), 401, 'credentials.invalid');
  });

  it('to an address with an account slows down who guesses its password', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.means.newPerson();
    const { token } = await invited(owner, colleague.email);
    const codes = new Set<string>();
    for (let guess = 0; guess < 12; guess += 1)
      codes.add((await crew.accept(token, `guess number ${guess}`)).body.code);
    assert.deepEqual([...codes], ['credentials.invalid', 'rate.limited']);
  });

  it('makes an account only with a password that the rules accept, and stays usable after one that they do not', async () => {
    const owner = await crew.means.newPerson();
    const { token } = await invited(owner, address());
    for (const password of ['short', 'password123']) {
      expectRefused(await crew.accept(token, password), 422, 'request.unprocessable');
    }
    expectOk(await crew.accept(token, PASSWORD));
  });

  it('gets the same answer whether the address has an account or not', async () => {
    const owner = await crew.means.newPerson();
    const [known, unknown] = [(await crew.means.newPerson()).email, address()];
    const [first, second] = [
      await crew.invite(owner, known, crew.idOf('viewer')),
      await crew.invite(owner, unknown, crew.idOf('viewer')),
    ];
    const shape = ({ status, body }: Answer, email: string) => ({
      status,
      text: JSON.stringify({
        ...body,
        data: { ...body.data, id: '', createdAt: '', sentAt: '', expiresAt: '' },
      }).replace(email, ''),
    });
    assert.deepEqual(shape(first, known), shape(second, unknown));
  });

  it('is not sent twice to one address, and not to a member', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const twins = await Promise.all([
      crew.invite(owner, email, crew.idOf('viewer')),
      crew.invite(owner, email.toUpperCase(), crew.idOf('viewer')),
    ]);
    expectOneWinner(twins, 'invitation.pending');
    const member = await crew.colleague(owner, crew.idOf('viewer'));
    expectRefused(await crew.invite(owner, member.email, crew.idOf('viewer')), 409, 'member.already_member');
  });

  it('gives way to another one when it has expired', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const { token } = await invited(owner, email);
    app.clock.advance(7 * DAY);
    const again = expectOk(await app.signIn(owner.email, owner.password)).data.accessToken;
    expectOk(await crew.invite({ ...owner, token: again }, email, crew.idOf('finance')));
    expectOk(await crew.accept(await crew.tokenFor(email, [token]), PASSWORD));
  });

  it('that is sent again has a new token and another seven days; the old token is void', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const { id, token } = await invited(owner, email);
    app.clock.advance(600);
    const resent = expectOk(await resend(owner, id)).data;
    assert.equal(Date.parse(resent.expiresAt) - Date.parse(resent.sentAt), 7 * DAY * 1000);
    assert.ok(Date.parse(resent.sentAt) > Date.parse(resent.createdAt));
    const fresh = await crew.tokenFor(email, [token]);
    expectRefused(await crew.accept(token, PASSWORD), 422, 'token.invalid');
    expectOk(await crew.accept(fresh, PASSWORD));
    expectRefused(await resend(owner, id), 404, 'invitation.not_found');
  });

  it('is listed until it is accepted, and never with its token', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const { id, token } = await invited(owner, email, crew.idOf('finance'));
    const listed = await app.call('GET', INVITATIONS, owner);
    const [item] = expectOk(listed).data;
    assert.deepEqual([item.id, item.email, item.clientMemberRole.name], [id, email, 'finance']);
    assert.ok(!listed.text.includes(token));
    expectOk(await crew.accept(token, PASSWORD));
    assert.deepEqual(expectOk(await app.call('GET', INVITATIONS, owner)).data, []);
  });

  it('of another business does not exist', async () => {
    const [owner, stranger] = [await crew.means.newPerson(), await crew.means.newPerson()];
    const { id, token } = await invited(stranger, address());
    expectRefused(await resend(owner, id), 404, 'invitation.not_found');
    expectRefused(await cancel(owner, id), 404, 'invitation.not_found');
    expectOk(await crew.accept(token, PASSWORD));
  });

  it('is worth nothing once its sender may no longer give the role', async () => {
    const owner = await crew.means.newPerson();
    const change = (id: string, body: object) => app.call('PATCH', `${MEMBERS}/${id}`, { ...owner, body });
    const ways: readonly ((memberId: string) => Promise<Answer>)[] = [
      (id) => change(id, { memberRoleId: crew.idOf('viewer') }),
      (id) => change(id, { isActive: false }),
      (id) => app.call('DELETE', `${MEMBERS}/${id}`, owner),
      async (id) => {
        await app.sql`update app_user set disabled_at = now() where id = (select user_id from member where id = ${id})`;
        return app.call('GET', DETAILS, owner);
      },
    ];
    for (const demote of ways) {
      const admin = await crew.colleague(owner, crew.idOf('admin'));
      const { token } = await invited(admin, address(), crew.idOf('admin'));
      expectOk(await demote(admin.memberId));
      expectRefused(await crew.accept(token, PASSWORD), 422, 'token.invalid');
    }
  });

  it('accepted while its sender is demoted is either accepted before, or refused', async () => {
    const owner = await crew.means.newPerson();
    for (let round = 0; round < 3; round += 1) {
      const admin = await crew.colleague(owner, crew.idOf('admin'));
      const { token } = await invited(admin, address(), crew.idOf('admin'));
      const body = { memberRoleId: crew.idOf('viewer') };
      const [accepted, demoted] = await Promise.all([
        crew.accept(token, PASSWORD),
        app.call('PATCH', `${MEMBERS}/${admin.memberId}`, { ...owner, body }),
      ]);
      expectOk(demoted);
      if (accepted.status !== 200) expectRefused(accepted, 422, 'token.invalid');
    }
  });

  it('to a role that grew beyond its sender is worth nothing', async () => {
    const owner = await crew.means.newPerson();
    const role = async (name: string, permissions: readonly string[]): Promise<string> =>
      expectOk(await app.call('POST', ROLES, { ...owner, body: { name, permissions } })).data.id;
    const small = await role('Small', ['businesses:read']);
    const lead = await crew.colleague(owner, await role('Lead', ['members:manage', 'businesses:read']));
    const { token } = await invited(lead, address(), small);
    expectOk(await app.call('PATCH', `${ROLES}/${small}`, { ...owner, body: { permissions: ['keys:manage'] } }));
    expectRefused(await crew.accept(token, PASSWORD), 422, 'token.invalid');
  });

  it('is sent again and cancelled by nobody who could not have sent it', async () => {
    const owner = await crew.means.newPerson();
    const admin = await crew.colleague(owner, crew.idOf('admin'));
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const { id } = await invited(owner, address(), crew.idOf('owner'));
    for (const person of [admin, viewer]) {
      expectRefused(await resend(person, id), 403, 'permission.denied');
      expectRefused(await cancel(person, id), 403, 'permission.denied');
    }
    expectOk(await cancel(owner, id));
  });

  it('comes with a welcome to the new member and a letter to the owners, and is in the audit', async () => {
    const owner = await crew.means.newPerson();
    const email = address();
    const { id, token } = await invited(owner, email);
    expectOk(await crew.accept(token, PASSWORD));
    await app.mailTo(email, /You are a member of/);
    await app.mailTo(owner.email, /New member of/);
    const [sent] = await crew.events(owner, 'members.invite');
    const [accepted] = await crew.events(owner, 'members.complete-registration');
    assert.equal(sent?.objectId, id);
    for (const event of [sent, accepted]) {
      assert.ok(event?.text.includes(email));
      assert.ok(!event?.text.includes(token));
    }
  });

  it('leaves its token nowhere but in the letter', async () => {
    const owner = await crew.means.newPerson();
    const { id, token } = await invited(owner, address());
    const [row] = await app.sql<{ text: string }[]>`select invitation::text as text from invitation where id = ${id}`;
    assert.ok(row !== undefined && !row.text.includes(token) && !row.text.includes(Buffer.from(token).toString('hex')));
    expectOk(await crew.accept(token, PASSWORD));
    assert.ok(!app.logLines.some((line) => line.includes(token)));
  });

  it('is not a way to flood a mailbox: one address gets a few letters, from whomever', async () => {
    const email = address();
    const codes: string[] = [];
    for (let round = 0; round < 7; round += 1) {
      const owner = await crew.means.newPerson();
      const answer = await crew.invite(owner, email, crew.idOf('viewer'));
      codes.push(answer.status === 201 ? 'sent' : answer.body.code);
    }
    assert.deepEqual(
      codes.slice(0, 5),
      Array.from({ length: 5 }, () => 'sent'),
    );
    assert.ok(codes.includes('rate.limited'));
  });

  it('is one of so many a day from one business', async () => {
    const settings = { ...GENEROUS, INTERSTELLAS_INVITATIONS_PER_DAY: '2' };
    const strict = await startTestApp({ settings, beside: app });
    const owner = await crew.means.newPerson();
    const send = () =>
      strict.call('POST', MEMBERS, { ...owner, body: { email: address(), memberRoleId: crew.idOf('viewer') } });
    for (let round = 0; round < 2; round += 1) expectOk(await send());
    expectRefused(await send(), 429, 'rate.limited');
    await strict.stop();
  });
});
