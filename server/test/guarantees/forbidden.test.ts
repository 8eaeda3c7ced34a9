/** What valid credentials do not open, on every route that asks for it: other people's businesses, what a role or a key may not do. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Permission, ROLES, type Role, rolePermits } from '../../src/businesses/index.ts';
import type { Person } from '../harness/client.ts';
import type { WireAnswer } from '../harness/wire.ts';
import { type Draft, type Route, routesWhere } from './drafts.ts';
import { UNKNOWN_BUSINESS } from './flaws.ts';
import { createWorld, expectAdmitted, expectRefusal, expectSuccess, type World } from './world.ts';

const businessRoutes = routesWhere(({ access }) => access.kind === 'business' || access.kind === 'key-bootstrap');
const permittedRoutes = routesWhere(({ access }) => 'permission' in access);
const approvedRoutes = routesWhere(({ access }) => access.kind === 'business' && access.approved === true);
const bootstrapRoutes = routesWhere(({ access }) => access.kind === 'key-bootstrap');

/** Whether the body names the one business that the call acts on. */
function isForOneBusiness({ access }: Route): boolean {
  return access.kind === 'account' && access.businessIn === 'body';
}

function permissionOf({ access }: Route): Permission {
  if (!('permission' in access)) throw new Error('a route with a permission');
  return access.permission;
}

/** Status, headers and body, byte for byte, but for what names the one request and the one moment. */
function masked({ status, headers, text }: WireAnswer): unknown {
  const lines = headers.map(([name, value]) => [name, name === 'Date' ? '' : withoutId(value)]);
  return { status, lines, text: withoutId(text) };
}

function withoutId(text: string): string {
  return text.replaceAll(/req_[0-9a-hjkmnp-tv-z]{30}/g, 'req_');
}

describe('valid credentials', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const newMember = async (role: Role): Promise<Person> => {
    const member = await world.newPerson();
    await world.addMember(member, world.owner, role);
    return member;
  };

  it("get the same answer, byte for byte, for somebody else's business as for one that does not exist", async () => {
    const left = await world.newPerson();
    await world.addMember(world.owner, left, 'admin', false);
    const outside = await world.addBusiness({ isApproved: true });
    const { key: narrow } = await world.addKey(world.owner.clientId, { businessIds: [world.owner.businessId] });
    for (const route of businessRoutes) {
      const draft = await world.draft(route);
      const absent = await expectRefusal(world, { ...draft, businessId: UNKNOWN_BUSINESS }, 'business.forbidden');
      const refused = {
        'of another client account': { businessId: world.stranger.businessId },
        'of which the user is no longer a member': { businessId: left.businessId },
        'that the key is kept away from': { businessId: outside, key: narrow },
      };
      for (const [name, change] of Object.entries(refused)) {
        for (const time of ['first', 'second']) {
          const answer = await expectRefusal(world, { ...draft, ...change }, 'business.forbidden');
          assert.deepEqual(masked(answer), masked(absent), `${route.id}: a business ${name}, the ${time} time`);
        }
      }
    }
  });

  it('of a key limited to some businesses open those, no other, and nothing that acts on the whole client account', async () => {
    const { clientId, businessId, key: unlimited } = world.owner;
    const other = await world.addBusiness({ isApproved: true });
    const { key } = await world.addKey(clientId, { businessIds: [businessId] });
    for (const route of permittedRoutes) {
      const draft = { ...(await world.draft(route)), key };
      const reaches = route.access.kind === 'business' || isForOneBusiness(route);
      if (reaches) await expectSuccess(world, draft);
      else await expectRefusal(world, draft, 'key.scope_insufficient');
      if (!businessRoutes.includes(route)) continue;
      await expectRefusal(world, { ...draft, businessId: other }, 'business.forbidden');
      // This business has no account yet: made by a test, not by the route that opens one.
      if (approvedRoutes.includes(route)) continue;
      const elsewhere = { ...(await world.draft(route)), key: unlimited, businessId: other };
      // What the path names may be of the one business, and then does not exist in the other.
      if (route.params === undefined) await expectSuccess(world, elsewhere);
      else await expectAdmitted(world, route, elsewhere);
    }
  });

  it('open to each role what the table of roles gives it, and nothing else', async () => {
    const members = new Map<Role, Person>();
    for (const role of ROLES) members.set(role, await newMember(role));
    for (const route of permittedRoutes) {
      let draft: Draft | undefined;
      for (const [role, member] of members) {
        draft ??= await world.draft(route);
        const sent = { ...draft, token: await world.openSession(member) };
        if (!rolePermits(role, permissionOf(route))) {
          await expectRefusal(world, sent, 'permission.denied');
          continue;
        }
        // Its form proves who filled it in: somebody else may send it, to no avail.
        if (route.files !== undefined) await expectAdmitted(world, route, sent);
        else await expectSuccess(world, sent);
        draft = undefined;
        // Somebody new after each change: who creates a business is its owner, and may do more from then on.
        if (route.method !== 'GET') members.set(role, await newMember(role));
      }
    }
  });

  it('open nothing that a changed role no longer permits, and nothing to a member who was removed, from that moment on', async () => {
    const home = { ...world.owner, businessId: await world.addBusiness({ isApproved: true }) };
    const member = await world.newPerson();
    await world.addMember(member, home, 'viewer');
    for (const route of permittedRoutes) {
      await world.addMember(member, world.owner, 'owner');
      const draft = { ...(await world.draft(route)), token: await world.openSession(member) };
      await expectAdmitted(world, route, draft);
      const weakest = ROLES.find((role) => !rolePermits(role, permissionOf(route)));
      if (weakest !== undefined) {
        await world.addMember(member, world.owner, weakest);
        await expectRefusal(world, draft, 'permission.denied');
        await world.addMember(member, world.owner, 'owner');
        await expectAdmitted(world, route, draft);
      }
      await world.addMember(member, world.owner, 'owner', false);
      const code = route.access.kind === 'account' ? 'permission.denied' : 'business.forbidden';
      await expectRefusal(world, draft, code);
      await world.addMember(member, home, 'viewer', false);
      await expectRefusal(world, draft, 'credentials.key_invalid');
      await world.addMember(member, home, 'viewer');
    }
  });

  /** By a limited key: it opens all but what would show it the key that is not limited. */
  const expectOpened = (draft: Draft): Promise<unknown> =>
    draft.path.endsWith('/get-keys')
      ? expectRefusal(world, draft, 'key.scope_insufficient')
      : expectSuccess(world, draft);

  it('of a key open what its scopes name, and nothing else', async () => {
    const { clientId } = world.owner;
    for (const route of permittedRoutes) {
      const permission = permissionOf(route);
      const others = permittedRoutes.map(permissionOf).filter((one) => one !== permission);
      const { key: right } = await world.addKey(clientId, { scopes: [permission] });
      const { key: wrong } = await world.addKey(clientId, { scopes: others });
      const { key: none } = await world.addKey(clientId, { scopes: [] });
      const draft = await world.draft(route);
      for (const key of [wrong, none]) await expectRefusal(world, { ...draft, key }, 'key.scope_insufficient');
      await expectOpened({ ...draft, key: right });
    }
  });

  it('of a key open nothing from an address that is not on its list, whatever a forwarding header of a stranger says', async () => {
    const { clientId } = world.owner;
    const { key: here } = await world.addKey(clientId, { addresses: ['192.0.2.0/24', '127.0.0.0/8'] });
    const { key: elsewhere } = await world.addKey(clientId, { addresses: ['192.0.2.0/24', '2001:db8::/32'] });
    const { key: nowhere } = await world.addKey(clientId, { addresses: [] });
    for (const route of permittedRoutes) {
      const draft = await world.draft(route);
      for (const key of [elsewhere, nowhere]) {
        await expectRefusal(world, { ...draft, key }, 'key.address_forbidden');
        const headers: Draft['headers'] = [['X-Forwarded-For', '192.0.2.7']];
        await expectRefusal(world, { ...draft, key, headers }, 'key.address_forbidden');
      }
      await expectOpened({ ...draft, key: here });
    }
  });

  it('open a route that needs an approved business for no other', async () => {
    const businessId = await world.addBusiness({ isApproved: false });
    for (const route of approvedRoutes) {
      await expectRefusal(world, { ...(await world.draft(route)), businessId }, 'business.not_approved');
    }
  });

  it('without a key show the first key within the window after the sign-in, and not after it', async () => {
    const window = world.app.config.keyBootstrapWindowSeconds;
    for (const route of bootstrapRoutes) {
      const token = await world.openSession(world.owner, window - 60);
      const draft = async () => ({ ...(await world.draft(route)), key: undefined, token });
      await expectSuccess(world, await draft());
      await expectSuccess(world, { ...(await draft()), businessId: undefined });
      world.app.clock.advance(61);
      for (const place of [{}, { businessId: undefined }]) {
        await expectRefusal(world, { ...(await draft()), ...place }, 'session.reauthentication_required');
        const withKey = { ...(await draft()), ...place, key: world.owner.key };
        if (route.access.kind !== 'public' && route.access.recent === true)
          await expectRefusal(world, withKey, 'session.reauthentication_required');
        else await expectSuccess(world, withKey);
      }
    }
  });

  it('without a key show it to no role that may not read keys, and without a business to nobody but the owner of the account', async () => {
    const member = await world.newPerson();
    for (const route of bootstrapRoutes) {
      const draft = async () => ({ ...(await world.draft(route)), key: undefined });
      for (const role of ROLES) {
        await world.addMember(member, world.owner, role);
        const sent = { ...(await draft()), token: await world.openSession(member) };
        if (rolePermits(role, permissionOf(route))) await expectSuccess(world, sent);
        else await expectRefusal(world, sent, 'permission.denied');
      }
      const token = await world.openSession(member);
      const sent = { ...(await draft()), token, key: world.owner.key, businessId: undefined };
      await expectRefusal(world, sent, 'credentials.business_missing');
    }
  });
});
