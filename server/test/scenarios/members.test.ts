/** Members of a business: documented shapes, who may do what to whom, and that a change counts on the next request. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PERMISSIONS, rolePermits } from '../../src/businesses/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { type Crew, createCrew, expectOneWinner, GENEROUS, MEMBERS } from './members.fixture.ts';

const DETAILS = 'clients/business/details';

describe('members', () => {
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

  const change = (by: Person, memberId: string, body: object) =>
    app.call('PATCH', `${MEMBERS}/${memberId}`, { ...by, body });
  const remove = (by: Person, memberId: string) => app.call('DELETE', `${MEMBERS}/${memberId}`, by);
  const activeOwners = async (owner: Person) => {
    const rows = await app.sql<{ count: number }[]>`
      select count(*)::int as count from member
      where business_id = ${owner.businessId} and role = 'owner' and is_active`;
    return rows[0]?.count;
  };
  const ownMember = (owner: Person) => crew.memberIdOf(owner, owner.userId);
  const expectRefused = (answer: Answer, status: number, code: string) =>
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);

  it('are listed and changed as documented, field for field and letter for letter', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.colleague(owner, crew.idOf('developer'));
    const listed = expectOk(await app.call('GET', MEMBERS, owner));
    assert.equal(listed.message, 'Members retrieved successfully.');
    const [newest] = listed.data;
    assert.deepEqual(newest, {
      id: colleague.memberId,
      firstName: 'Ngozi',
      lastName: 'Bello',
      email: colleague.email,
      phoneNo: '+2348030000001',
      isActive: true,
      clientMemberRoleId: crew.idOf('developer'),
      clientMemberRole: { id: crew.idOf('developer'), name: 'developer' },
      kind: 'person',
      createdAt: newest.createdAt,
      userId: colleague.userId,
    });
    assert.equal(listed.pagination['totalCount'], 2);
    const sample = expectOk(await change(owner, colleague.memberId, {}));
    assert.deepEqual(
      { status: sample.status, message: sample.message, data: sample.data },
      {
        status: true,
        message: 'Member updated successfully',
        data: null,
      },
    );
  });

  it('who are demoted, deactivated or removed are refused on the very next request, on every process', async () => {
    const owner = await crew.means.newPerson();
    const ways: readonly { act(memberId: string): Promise<Answer>; code: string; path: string }[] = [
      {
        act: (id) => change(owner, id, { memberRoleId: crew.idOf('viewer') }),
        code: 'permission.denied',
        path: 'clients/settings/get-keys',
      },
      { act: (id) => change(owner, id, { isActive: false }), code: 'credentials.key_invalid', path: DETAILS },
      { act: (id) => remove(owner, id), code: 'credentials.key_invalid', path: DETAILS },
    ];
    for (const { act, code, path } of ways) {
      // Without any place left in the client account its key is to him one that does not exist.
      const status = code === 'permission.denied' ? 403 : 401;
      const colleague = await crew.colleague(owner, crew.idOf('developer'));
      for (const server of [app, other]) {
        expectOk(await server.call('GET', path, colleague));
        expectOk(await server.call('GET', path, colleague));
      }
      expectOk(await act(colleague.memberId));
      expectRefused(await app.call('GET', path, colleague), status, code);
      const elsewhere = () => other.call('GET', path, colleague);
      const isRefusal = (answer: Answer) => answer.status !== 200;
      expectRefused(await untilChangeCounts('out', performance.now(), elsewhere, isRefusal), status, code);
    }
  });

  it('get back in when they are activated again', async () => {
    const owner = await crew.means.newPerson();
    const colleague = await crew.colleague(owner, crew.idOf('viewer'));
    expectOk(await change(owner, colleague.memberId, { isActive: false }));
    expectRefused(await app.call('GET', DETAILS, colleague), 401, 'credentials.key_invalid');
    expectOk(await change(owner, colleague.memberId, { isActive: true }));
    expectOk(await app.call('GET', DETAILS, colleague));
  });

  it('without the permission to manage members change nobody', async () => {
    const owner = await crew.means.newPerson();
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const developer = await crew.colleague(owner, crew.idOf('developer'));
    for (const memberId of [viewer.memberId, developer.memberId, await ownMember(owner)]) {
      expectRefused(await change(developer, memberId, { memberRoleId: crew.idOf('viewer') }), 403, 'permission.denied');
      expectRefused(await remove(developer, memberId), 403, 'permission.denied');
    }
  });

  it('who are admins make, demote, deactivate and remove no owner', async () => {
    const owner = await crew.means.newPerson();
    const admin = await crew.colleague(owner, crew.idOf('admin'));
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const second = await crew.colleague(owner, crew.idOf('owner'));
    const toOwner = { memberRoleId: crew.idOf('owner') };
    for (const answer of [
      await change(admin, admin.memberId, toOwner),
      await change(admin, viewer.memberId, toOwner),
      await change(admin, second.memberId, { memberRoleId: crew.idOf('viewer') }),
      await change(admin, second.memberId, { isActive: false }),
      await remove(admin, second.memberId),
      await crew.invite(admin, 'crowned@example.com', crew.idOf('owner')),
    ]) {
      expectRefused(answer, 403, 'permission.denied');
    }
    expectOk(await change(admin, viewer.memberId, { memberRoleId: crew.idOf('developer') }));
    expectOk(await change(owner, viewer.memberId, toOwner));
  });

  it('give no more than the key of the request leaves them', async () => {
    const owner = await crew.means.newPerson();
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const rightsOfViewer = PERMISSIONS.filter((permission) => rolePermits('viewer', permission));
    const { key } = await crew.means.addKey(owner.clientId, {
      scopes: ['members:manage', 'roles:manage', ...rightsOfViewer],
    });
    const narrow = { ...owner, key };
    expectRefused(
      await change(narrow, viewer.memberId, { memberRoleId: crew.idOf('admin') }),
      403,
      'permission.denied',
    );
    expectRefused(await crew.invite(narrow, 'dev@example.com', crew.idOf('developer')), 403, 'permission.denied');
    const service = { name: 'Payroll', memberRoleId: crew.idOf('admin') };
    expectRefused(await app.call('POST', `${MEMBERS}/service`, { ...narrow, body: service }), 403, 'permission.denied');
    expectRefused(await remove(narrow, await ownMember(owner)), 403, 'permission.denied');
    expectOk(await crew.invite(narrow, 'viewer@example.com', crew.idOf('viewer')));
    expectOk(await change(narrow, viewer.memberId, { isActive: false }));
  });

  it('of another business, and ids of nobody, are told apart from nothing: 404', async () => {
    const [owner, stranger] = [await crew.means.newPerson(), await crew.means.newPerson()];
    const theirs = await ownMember(stranger);
    const nobody = app.app.ids.next('member');
    for (const id of [theirs, nobody]) {
      expectRefused(await change(owner, id, { isActive: false }), 404, 'member.not_found');
      expectRefused(await remove(owner, id), 404, 'member.not_found');
      expectRefused(await app.call('POST', `${MEMBERS}/${id}/rotate-credentials`, owner), 404, 'member.not_found');
    }
    assert.equal(await activeOwners(stranger), 1);
  });

  it('get no role that does not exist', async () => {
    const [owner, stranger] = [await crew.means.newPerson(), await crew.means.newPerson()];
    const body = { name: 'Theirs', permissions: ['accounts:read'] };
    const theirs = expectOk(await app.call('POST', `${MEMBERS}/roles`, { ...stranger, body })).data.id;
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    for (const memberRoleId of [theirs, app.app.ids.next('role')]) {
      const refused = await change(owner, viewer.memberId, { memberRoleId });
      expectRefused(refused, 422, 'request.unprocessable');
      assert.equal(refused.body.errors[0]?.field, 'memberRoleId');
    }
  });

  describe('who are owners', () => {
    it('stay: the last one is not demoted, deactivated or removed, and does not leave', async () => {
      const owner = await crew.means.newPerson();
      await crew.colleague(owner, crew.idOf('admin'));
      const id = await ownMember(owner);
      const { businessId, token } = owner;
      for (const answer of [
        await change(owner, id, { memberRoleId: crew.idOf('admin') }),
        await change(owner, id, { isActive: false }),
        await remove(owner, id),
        await app.call('POST', `${MEMBERS}/leave`, { token, body: { businessId } }),
      ]) {
        expectRefused(answer, 409, 'member.last_owner');
      }
      assert.equal(await activeOwners(owner), 1);
    });

    it('count only as long as they can sign in', async () => {
      const owner = await crew.means.newPerson();
      const second = await crew.colleague(owner, crew.idOf('owner'));
      const { database, users } = app.app;
      await database.transaction((transaction) =>
        users.disable(transaction, second.userId as Parameters<typeof users.disable>[1]),
      );
      expectRefused(await remove(owner, await ownMember(owner)), 409, 'member.last_owner');
    });

    it('are not lost to two requests at once, whatever each of them does', async () => {
      type Way = (by: Person, id: string) => Promise<Answer>;
      const demote: Way = (by, id) => change(by, id, { memberRoleId: crew.idOf('viewer') });
      const deactivate: Way = (by, id) => change(by, id, { isActive: false });
      const leave: Way = ({ token, businessId }) =>
        app.call('POST', `${MEMBERS}/leave`, { token, body: { businessId } });
      for (const [mine, hers] of [
        [demote, demote],
        [remove, remove],
        [deactivate, leave],
        [leave, leave],
      ] as const) {
        const owner = await crew.means.newPerson();
        const second = await crew.colleague(owner, crew.idOf('owner'));
        const id = await ownMember(owner);
        // Each ends his own: both would succeed if neither saw the other.
        const answers = await Promise.all([mine(owner, id), hers(second, second.memberId)]);
        expectOneWinner(answers, 'member.last_owner');
        assert.equal(await activeOwners(owner), 1);
      }
    });

    it('do not unmake each other: of two who demote each other at once, one remains', async () => {
      const owner = await crew.means.newPerson();
      const second = await crew.colleague(owner, crew.idOf('owner'));
      const viewer = { memberRoleId: crew.idOf('viewer') };
      await Promise.all([change(owner, second.memberId, viewer), change(second, await ownMember(owner), viewer)]);
      assert.equal(await activeOwners(owner), 1);
    });
  });

  it('who are being demoted do not act once more: either the act came first, or it is refused', async () => {
    const owner = await crew.means.newPerson();
    for (let round = 0; round < 4; round += 1) {
      const admin = await crew.colleague(owner, crew.idOf('admin'));
      const target = await crew.colleague(owner, crew.idOf('viewer'));
      const [demoted, acted] = await Promise.all([
        change(owner, admin.memberId, { memberRoleId: crew.idOf('viewer') }),
        change(admin, target.memberId, { memberRoleId: crew.idOf('admin') }),
      ]);
      expectOk(demoted);
      if (acted.status !== 200) expectRefused(acted, 403, 'permission.denied');
      const [last] = (await crew.events(owner, 'members.update')).slice(-1);
      const acting = acted.status === 200 ? owner.userId : undefined;
      // When both took effect, the demotion is the later of the two.
      if (acting !== undefined) assert.equal(last?.userId, acting);
    }
  });

  it('leave by themselves, without any permission, and lose everything at once', async () => {
    const owner = await crew.means.newPerson();
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    const { token, businessId } = viewer;
    const leave = () => app.call('POST', `${MEMBERS}/leave`, { token, body: { businessId } });
    expectOk(await app.call('GET', DETAILS, viewer));
    expectOk(await leave());
    expectRefused(await app.call('GET', DETAILS, viewer), 401, 'credentials.key_invalid');
    expectRefused(await leave(), 403, 'business.forbidden');
  });

  it('may be removed even when they own the client account, which stays theirs', async () => {
    const owner = await crew.means.newPerson();
    const second = await crew.colleague(owner, crew.idOf('owner'));
    expectOk(await remove(second, await ownMember(owner)));
    expectRefused(await app.call('GET', DETAILS, owner), 403, 'business.forbidden');
    expectOk(await app.call('GET', 'clients/settings/get-keys', { token: owner.token, key: owner.key }));
    const body = { businessName: 'Another stall', countryId: 'NG', isNewBusiness: true };
    expectOk(await app.call('POST', 'clients/business', { token: owner.token, key: owner.key, body }));
  });

  it('are in the audit with what they were before and after, and are told', async () => {
    const owner = await crew.means.newPerson();
    const viewer = await crew.colleague(owner, crew.idOf('viewer'));
    expectOk(await change(owner, viewer.memberId, { memberRoleId: crew.idOf('finance') }));
    expectOk(await remove(owner, viewer.memberId));
    const [changed] = await crew.events(owner, 'members.update');
    assert.equal(changed?.objectId, viewer.memberId);
    for (const role of ['viewer', 'finance'] as const) assert.ok(changed?.text.includes(crew.idOf(role)));
    const [removed] = await crew.events(owner, 'members.remove');
    assert.equal(removed?.objectId, viewer.memberId);
    assert.equal(removed?.userId, owner.userId);
  });
});
