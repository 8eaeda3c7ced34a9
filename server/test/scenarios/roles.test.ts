/** Roles: the built-in ones, those of a client account, and that nobody makes himself or another mightier than he is. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PERMISSIONS } from '../../src/businesses/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { type Crew, createCrew, expectOneWinner, GENEROUS, MEMBERS, ROLES } from './members.fixture.ts';

const DETAILS = 'clients/business/details';

describe('roles', () => {
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

  const create = (by: Person, permissions: readonly string[], name = 'Accountant') =>
    app.call('POST', ROLES, { ...by, body: { name, permissions } });
  const made = async (by: Person, permissions: readonly string[], name = 'Accountant'): Promise<string> =>
    expectOk(await create(by, permissions, name)).data.id;
  const change = (by: Person, id: string, body: object) => app.call('PATCH', `${ROLES}/${id}`, { ...by, body });
  const drop = (by: Person, id: string) => app.call('DELETE', `${ROLES}/${id}`, by);
  const list = async (by: Person) => expectOk(await app.call('GET', ROLES, by)).data;
  const expectRefused = (answer: Answer, status: number, code: string) =>
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
  /** One more business of the account, in which the person is what he is told to be. */
  const place = async (owner: Person, person: Person, roleId: string): Promise<Person> => {
    const businessId = await crew.means.newBusiness(owner, true);
    const { businesses, database } = app.app;
    const member = { clientId: owner.clientId, businessId, userId: person.userId, roleId };
    await database.transaction((transaction) =>
      businesses.addMember(transaction, member as Parameters<typeof businesses.addMember>[1]),
    );
    return { ...person, businessId };
  };

  it('that are built in are the same for everybody, and neither changed nor deleted', async () => {
    const [owner, stranger] = [await crew.means.newPerson(), await crew.means.newPerson()];
    const listed = await list(owner);
    assert.deepEqual(listed, await list(stranger));
    assert.deepEqual(
      listed.map(({ id, name, isBuiltIn }: { id: string; name: string; isBuiltIn: boolean }) => [id, name, isBuiltIn]),
      (['owner', 'admin', 'developer', 'finance', 'viewer'] as const).map((name) => [crew.idOf(name), name, true]),
    );
    assert.deepEqual(listed[0].permissions.toSorted(), [...PERMISSIONS].toSorted());
    for (const { id } of listed) {
      assert.match(id, /^role_[0-9a-hjkmnp-tv-z]{30}$/);
      expectRefused(await change(owner, id, { permissions: [] }), 409, 'role.built_in');
      expectRefused(await drop(owner, id), 409, 'role.built_in');
    }
    for (const name of ['owner', 'ADMIN', ' Viewer ']) {
      expectRefused(await create(owner, [], name), 409, 'role.name_taken');
    }
  });

  it('of a client account open exactly what they name', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.colleague(owner, await made(owner, ['accounts:read', 'members:read']));
    expectOk(await app.call('GET', 'clients/business/account-details', colleague));
    expectRefused(await app.call('GET', DETAILS, colleague), 403, 'permission.denied');
    const [member] = expectOk(await app.call('GET', MEMBERS, colleague)).data;
    assert.deepEqual(member.clientMemberRole, { id: member.clientMemberRoleId, name: 'Accountant' });
  });

  it('count on the very next request when they change, on every process', async () => {
    const owner = await crew.means.newPerson();
    const id = await made(owner, ['businesses:read']);
    const colleague = await crew.colleague(owner, id);
    const everywhere = async (status: number) => {
      assert.equal((await app.call('GET', DETAILS, colleague)).status, status, 'the next request here');
      const elsewhere = () => other.call('GET', DETAILS, colleague);
      await untilChangeCounts(
        `${status} elsewhere`,
        performance.now(),
        elsewhere,
        (answer) => answer.status === status,
      );
    };
    await everywhere(200);
    expectOk(await change(owner, id, { permissions: ['accounts:read'] }));
    await everywhere(403);
    expectOk(await change(owner, id, { permissions: ['accounts:read', 'businesses:read'] }));
    await everywhere(200);
  });

  it('count on the next request for calls on the whole client account too', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.colleague(owner, crew.idOf('admin'));
    const id = await made(owner, ['businesses:read']);
    const body = {};
    const found = () => app.call('POST', 'clients/business', { token: colleague.token, key: owner.key, body });
    expectRefused(await found(), 400, 'request.invalid');
    expectOk(await app.call('PATCH', `${MEMBERS}/${colleague.memberId}`, { ...owner, body: { memberRoleId: id } }));
    expectRefused(await found(), 403, 'permission.denied');
  });

  it('never hold the permission to create businesses: it would make their holder an owner of keys and roles', async () => {
    const owner = await crew.means.newPerson();
    expectRefused(await create(owner, ['businesses:create']), 422, 'request.unprocessable');
    const id = await made(owner, ['businesses:read']);
    expectRefused(await change(owner, id, { permissions: ['businesses:create'] }), 422, 'request.unprocessable');
  });

  it('of which nobody knows the permission are refused', async () => {
    const owner = await crew.means.newPerson();
    const answer = await create(owner, ['accounts:write']);
    assert.ok([400, 422].includes(answer.status), answer.text);
  });

  describe('are made, given and changed', () => {
    const LIMITED = ['roles:manage', 'members:manage', 'members:read', 'businesses:read'];

    it('by nobody with more than he has himself', async () => {
      const owner = await crew.means.newPerson();
      const own = await made(owner, LIMITED, 'Lead');
      const lead = await crew.colleague(owner, own);
      const viewer = await crew.colleague(owner, await made(owner, ['businesses:read'], 'Guest'));
      const strong = await made(owner, ['keys:manage'], 'Keyholder');
      const granted = (memberRoleId: string) =>
        app.call('PATCH', `${MEMBERS}/${viewer.memberId}`, { ...lead, body: { memberRoleId } });
      for (const answer of [
        await create(lead, ['keys:manage'], 'Mine'),
        await change(lead, own, { permissions: [...LIMITED, 'keys:manage'] }),
        await change(lead, strong, { permissions: ['businesses:read'] }),
        await change(lead, strong, { name: 'Weak' }),
        await drop(lead, strong),
        await granted(strong),
        await granted(crew.idOf('admin')),
        await crew.invite(lead, 'strong@example.com', strong),
      ]) {
        expectRefused(answer, 403, 'permission.denied');
      }
      expectOk(await create(lead, ['businesses:read', 'members:read'], 'Reader'));
      expectOk(await granted(own));
    });

    it('within the scopes of the key, whatever the role', async () => {
      const owner = await crew.means.newPerson();
      const id = await made(owner, ['accounts:read']);
      const { key } = await crew.means.addKey(owner.clientId, { scopes: ['roles:manage', 'accounts:read'] });
      const narrow = { ...owner, key };
      expectRefused(await create(narrow, ['keys:read'], 'Reader'), 403, 'permission.denied');
      expectRefused(await change(narrow, id, { permissions: ['keys:read'] }), 403, 'permission.denied');
      expectOk(await change(narrow, id, { permissions: ['accounts:read', 'roles:manage'] }));
    });

    it('in every business in which somebody has them, or not at all', async () => {
      const owner = await crew.means.newPerson();
      const id = await made(owner, ['businesses:read'], 'Shared');
      const admin = await crew.colleague(owner, crew.idOf('admin'));
      // In the other business he has nothing but the role that he is about to blow up.
      const elsewhere = await place(owner, admin, id);
      expectRefused(await change(admin, id, { permissions: ['keys:manage'] }), 403, 'permission.denied');
      expectRefused(await app.call('GET', 'clients/settings/get-keys', elsewhere), 403, 'permission.denied');
      const { key } = await crew.means.addKey(owner.clientId, { businessIds: [owner.businessId] });
      expectRefused(await change({ ...owner, key }, id, { permissions: [] }), 403, 'permission.denied');
      expectOk(await change(owner, id, { permissions: ['accounts:read'] }));
    });
  });

  it('of another client account do not exist', async () => {
    const [owner, stranger] = [await crew.means.newPerson(), await crew.means.newPerson()];
    const theirs = await made(stranger, ['businesses:read']);
    expectRefused(await change(owner, theirs, { permissions: [] }), 404, 'role.not_found');
    expectRefused(await drop(owner, theirs), 404, 'role.not_found');
    assert.ok(!(await list(owner)).some((role: { id: string }) => role.id === theirs));
    // Not even a row written past the server can name it.
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const crossing = app.sql`update member set role = null, custom_role_id = ${theirs} where id = ${viewer.memberId}`;
    await assert.rejects(crossing, /member__custom_role/);
  });

  it('are not deleted while somebody has them or is invited to them', async () => {
    const owner = await crew.means.newPerson();
    const id = await made(owner, ['businesses:read']);
    const colleague = await crew.colleague(owner, id);
    expectRefused(await drop(owner, id), 409, 'role.in_use');
    expectOk(await app.call('DELETE', `${MEMBERS}/${colleague.memberId}`, owner));
    const invitation = expectOk(await crew.invite(owner, 'later@example.com', id)).data.id;
    expectRefused(await drop(owner, id), 409, 'role.in_use');
    expectOk(await app.call('DELETE', `${MEMBERS}/invitations/${invitation}`, owner));
    expectOk(await drop(owner, id));
    expectRefused(await drop(owner, id), 404, 'role.not_found');
  });

  it('have names of their own, capitals apart, also when two are made at once, and are at most 50', async () => {
    const owner = await crew.means.newPerson();
    const twins = await Promise.all([create(owner, [], 'Clerk'), create(owner, [], 'cLERK')]);
    expectOneWinner(twins, 'role.name_taken');
    const second = await made(owner, [], 'Porter');
    expectRefused(await change(owner, second, { name: 'CLERK' }), 409, 'role.name_taken');
    expectOk(await change(owner, second, { name: 'PORTER' }));
    await app.sql`
      insert into custom_role (client_id, id, name, name_key, permissions, created_at)
      select ${owner.clientId}, id || n, 'n' || n, 'n' || n, '[]', now()
      from custom_role, generate_series(1, 47) n where id = ${second}`;
    const last = await Promise.all([create(owner, [], 'One'), create(owner, [], 'Two')]);
    expectOneWinner(last, 'role.limit_reached');
  });

  it('that grow in one business while they are given in another do one or the other: nobody gets what his giver lacks', async () => {
    const owner = await crew.means.newPerson();
    const admin = await crew.colleague(owner, crew.idOf('admin'));
    const managing = await made(owner, ['members:manage', 'members:read', 'businesses:read'], 'Lead');
    const lead = await place(owner, await crew.colleague(owner, managing), managing);
    const elsewhere = { ...owner, businessId: lead.businessId };
    const nothing = await made(owner, [], 'Guest');
    for (let round = 0; round < 5; round += 1) {
      const growing = await made(owner, ['businesses:read'], `Growing ${round}`);
      const guest = await crew.colleague(elsewhere, nothing);
      const answers = await Promise.all([
        change(admin, growing, { permissions: ['businesses:read', 'keys:manage'] }),
        app.call('PATCH', `${MEMBERS}/${guest.memberId}`, { ...lead, body: { memberRoleId: growing } }),
      ]);
      expectOneWinner(answers, 'permission.denied');
    }
  });

  it('are in the audit with their permissions before and after', async () => {
    const owner = await crew.means.newPerson();
    const id = await made(owner, ['businesses:read']);
    expectOk(await change(owner, id, { permissions: ['accounts:read'] }));
    expectOk(await drop(owner, id));
    for (const action of ['create', 'update', 'delete']) {
      const [event] = await crew.events(owner, `members.roles.${action}`);
      assert.equal(event?.objectId, id, action);
    }
    const [updated] = await crew.events(owner, 'members.roles.update');
    for (const permission of ['businesses:read', 'accounts:read']) assert.ok(updated?.text.includes(permission));
  });
});
