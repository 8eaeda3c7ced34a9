/** How the tests of this folder make what they need without asking an endpoint: sessions, keys, people, members, businesses. */

import assert from 'node:assert/strict';
import { builtInRole, type Role } from '../../src/businesses/index.ts';
import { mintKey } from '../../src/keys/rules.ts';
import type { BusinessId, ClientId, SecretKeyId, UserId } from '../../src/platform/ids.ts';
import { systemRandom } from '../../src/platform/random.ts';
import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';

/** What a key may be limited by; absent: not at all. */
interface KeyLimits {
  readonly scopes?: readonly string[];
  readonly businessIds?: readonly string[];
  readonly addresses?: readonly string[];
  readonly expiresAt?: Date;
  readonly deactivatedAt?: Date;
}

export interface Means {
  /** Unique in the database. */
  fresh(): string;
  /** The passwords of everybody so far. */
  readonly passwords: readonly string[];
  /** A new session, without the work of a sign-in. `ageSeconds` is how long ago it was opened. */
  openSession(person: { readonly userId: string }, ageSeconds?: number, isDashboard?: boolean): Promise<string>;
  /** Another active key of a client account. */
  addKey(clientId: string, limits?: KeyLimits): Promise<{ readonly key: string; readonly keyId: SecretKeyId }>;
  /** Makes the person a member of a business that is not his; a second call changes the role. */
  addMember(person: Person, business: Person, role: Role, isActive?: boolean): Promise<void>;
  /** One more business of the client account that the person owns. */
  newBusiness(owner: Person, isApproved: boolean): Promise<string>;
  /** A new person with a client account, an approved business and a key. */
  newPerson(): Promise<Person>;
}

const ORIGIN = { address: '127.0.0.1', userAgent: 'test' };

export function createMeans(app: TestApp): Means {
  const passwords: string[] = [];
  let counter = 0;
  const fresh = (): string => {
    counter += 1;
    return `fresh-${counter}`;
  };
  const openSession = sessionOpener(app);
  return {
    fresh,
    passwords,
    openSession,
    addKey: keyAdder(app),
    addMember: memberAdder(app),
    newBusiness: businessAdder(app, fresh),
    async newPerson() {
      const password = `plum tree in the ${fresh()} garden`;
      passwords.push(password);
      return signUp(app, { email: `${fresh()}@example.com`, password, businessName: `Stall of ${fresh()}` });
    },
  };
}

async function signUp(
  app: TestApp,
  details: { readonly email: string; readonly password: string; readonly businessName: string },
): Promise<Person> {
  const { businesses, database, keys, onboarding } = app.app;
  const registration = { ...details, firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001' };
  const { user, clientId, business } = await onboarding.open(registration, ORIGIN, database.transaction);
  assert.ok(business, 'a business was named');
  if (!business.isApproved) await database.transaction((transaction) => businesses.approve(transaction, business.id));
  const { secretKey: key } = await keys.primaryPair(database.sql, clientId);
  const token = await sessionOpener(app)({ userId: user.id });
  const { email, password } = details;
  return { email, password, userId: user.id, clientId, token, key, businessId: business.id };
}

function sessionOpener(app: TestApp): Means['openSession'] {
  const { clock, ids, tokens } = app.app;
  return async ({ userId }, ageSeconds = 0, isDashboard = false) => {
    const sessionId = ids.next('session');
    const issuedAt = Math.floor(clock.now() / 1000) - ageSeconds;
    const expiresAt = issuedAt + app.config.sessionTtlSeconds;
    await app.sql`
      insert into session (user_id, id, created_at, authenticated_at, expires_at, address, user_agent)
      values (${userId}, ${sessionId}, ${new Date(issuedAt * 1000)}, ${new Date(issuedAt * 1000)}, ${new Date(expiresAt * 1000)}, '127.0.0.1', 'test')`;
    return tokens.issue({ userId: userId as UserId, sessionId, isDashboard, issuedAt, expiresAt });
  };
}

function keyAdder(app: TestApp): Means['addKey'] {
  const { clock, ids, pepper, seal } = app.app;
  return async (clientId, limits = {}) => {
    const keyId = ids.next('secretKey');
    const { environment } = app.config;
    const key = mintKey({ kind: 'secret', environment }, systemRandom);
    const publicKey = mintKey({ kind: 'public', environment }, systemRandom);
    const { scopes, businessIds, addresses, expiresAt = null, deactivatedAt = null } = limits;
    await app.sql`
      insert into secret_key (client_id, id, name, digest, sealed, public_key, is_primary, scopes, business_ids, addresses,
                              created_at, expires_at, deactivated_at)
      values (${clientId}, ${keyId}, ${keyId}, ${pepper.digest('secret-key', key)}, ${seal.seal(key, keyId)}, ${publicKey},
              false, ${listOf(scopes)}::text[], ${listOf(businessIds)}::text[], ${listOf(addresses)}::text[], ${new Date(clock.now())}, ${expiresAt}, ${deactivatedAt})`;
    return { key, keyId };
  };
}

/** An array as PostgreSQL writes it. */
function listOf(items: readonly string[] | undefined): string | null {
  return items === undefined ? null : `{${items.map((item) => JSON.stringify(item)).join()}}`;
}

function memberAdder(app: TestApp): Means['addMember'] {
  const { businesses, database, ids } = app.app;
  return async (person, business, role, isActive = true) => {
    const { userId } = person;
    await app.sql`
      insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
      values (${business.clientId}, ${business.businessId}, ${userId}, ${ids.next('member')}, 'viewer', true, now())
      on conflict (business_id, user_id) do nothing`;
    const member = { userId: userId as UserId, businessId: business.businessId as BusinessId };
    const done = await database.transaction((transaction) =>
      businesses.changeMember(transaction, member, { roleId: builtInRole(role).id, isActive }),
    );
    assert.ok(done, 'the member is there');
  };
}

function businessAdder(app: TestApp, fresh: () => string): Means['newBusiness'] {
  const { businesses, clock, database } = app.app;
  return async (owner, isApproved) => {
    const actor = { userId: owner.userId as UserId, ...ORIGIN };
    const details = { businessName: fresh(), countryId: 'NG', isNewBusiness: true };
    const { id } = await database.transaction((transaction) =>
      businesses.create(transaction, owner.clientId as ClientId, details, actor),
    );
    const approvedAt = isApproved ? new Date(clock.now()) : null;
    await app.sql`update business set approved_at = ${approvedAt} where id = ${id}`;
    return id;
  };
}
