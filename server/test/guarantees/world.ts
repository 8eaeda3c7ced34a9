/**
 * A server with people in it, and the one way in which the tests of this folder call it: each answer is held against
 * every promise, and kept, so that at the end nothing secret is found in it or in the log.
 */

import assert from 'node:assert/strict';
import { CATALOG, type FaultCode } from '../../src/faults/index.ts';
import { mintKey } from '../../src/keys/rules.ts';
import type { BusinessId, ClientId, SecretKeyId, SessionId, UserId } from '../../src/platform/ids.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import { type HeaderLine, send } from '../harness/wire.ts';
import { type Caller, type Draft, draftFor, PREFIXES, type Route, toWire } from './drafts.ts';
import { type Answer, judge } from './promises.ts';

/** What a key may be limited by; absent: not at all. */
export interface KeyLimits {
  readonly scopes?: readonly string[];
  readonly businessIds?: readonly string[];
  readonly addresses?: readonly string[];
  readonly expiresAt?: Date;
  readonly deactivatedAt?: Date;
}

export interface World {
  readonly app: TestApp;
  readonly owner: Person;
  /** With a client account, business and key of his own, and no place in the owner's. */
  readonly stranger: Person;
  /** A good request to the route, by the owner unless somebody else is named, in a session of its own. */
  draft(route: Route, by?: { readonly person?: Person; readonly prefix?: string }): Promise<Draft>;
  /** Sends a draft, judges the answer by every promise there is, and keeps it. */
  ask(draft: Draft, origin?: string): Promise<Answer>;
  /** A new session, without the work of a sign-in. `ageSeconds` is how long ago it was opened. */
  openSession(person: { readonly userId: string }, ageSeconds?: number): Promise<string>;
  /** Another active key of a client account. */
  addKey(clientId: string, limits?: KeyLimits): Promise<{ readonly key: string; readonly keyId: SecretKeyId }>;
  /** Makes the person a member of a business that is not his; a second call changes the role. */
  addMember(person: Person, business: Person, role: Role, isActive?: boolean): Promise<void>;
  /** One more business of the owner. */
  addBusiness(details: { readonly isApproved: boolean }): Promise<string>;
  /** Every refusal that was answered so far: its headers and its body. */
  readonly refusals: readonly string[];
  /** Stops the server; nothing secret may then be found in what it logged, refused or measured. */
  close(): Promise<void>;
  /** A new person with a client account, an approved business and a key. */
  newPerson(): Promise<Person>;
}

type Role = 'owner' | 'admin' | 'developer' | 'finance' | 'viewer';

/** Limits are not what most of these tests are about. */
export const UNLIMITED = {
  INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000000',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '1000000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000000',
};

/** Production behind a proxy on this machine that speaks TLS to the world. */
export const PRODUCTION = {
  ...UNLIMITED,
  INTERSTELLAS_ENVIRONMENT: 'production',
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
};
export const OVER_TLS: readonly HeaderLine[] = [['X-Forwarded-Proto', 'https']];

export async function createWorld(
  settings: Readonly<Record<string, string>> = UNLIMITED,
  always: readonly HeaderLine[] = [],
): Promise<World> {
  const app = await startTestApp({ settings });
  const { core, database } = { core: app.app, database: app.app.database };
  const refusals: string[] = [];
  const passwords: string[] = [];
  let counter = 0;
  const fresh = (): string => {
    counter += 1;
    return `fresh-${counter}`;
  };

  const ask: World['ask'] = async (draft, origin = app.origin) => {
    const wire = toWire({ ...draft, headers: [...draft.headers, ...always] });
    const answer = judge(wire, await send(origin, wire));
    if (answer.status >= 400) refusals.push(`${answer.headers.join('\n')}\n\n${answer.text}`);
    return answer;
  };

  const succeed: Caller['succeed'] = async (_route, draft) => {
    const answer = await ask(draft);
    assert.ok(answer.status < 300, answer.text);
    return answer.body;
  };

  const openSession: World['openSession'] = async ({ userId }, ageSeconds = 0) => {
    const sessionId = core.ids.next('session');
    const issuedAt = Math.floor(core.clock.now() / 1000) - ageSeconds;
    const expiresAt = issuedAt + app.config.sessionTtlSeconds;
    await app.sql`
      insert into session (user_id, id, created_at, expires_at, address, user_agent)
      values (${userId}, ${sessionId}, ${new Date(issuedAt * 1000)}, ${new Date(expiresAt * 1000)}, '127.0.0.1', 'test')`;
    return core.tokens.issue({ userId: userId as UserId, sessionId, issuedAt, expiresAt });
  };

  const addKey: World['addKey'] = async (clientId, limits = {}) => {
    const keyId = core.ids.next('secretKey');
    const { environment } = app.config;
    const key = mintKey({ kind: 'secret', environment }, systemRandom);
    const publicKey = mintKey({ kind: 'public', environment }, systemRandom);
    const { scopes = null, businessIds = null, addresses = null, expiresAt = null, deactivatedAt = null } = limits;
    await app.sql`
      insert into secret_key (client_id, id, digest, sealed, public_key, is_primary, scopes, business_ids, addresses,
                              created_at, expires_at, deactivated_at)
      values (${clientId}, ${keyId}, ${core.pepper.digest('secret-key', key)}, ${core.seal.seal(key, keyId)}, ${publicKey},
              false, ${scopes}, ${businessIds}, ${addresses}, ${new Date(core.clock.now())}, ${expiresAt}, ${deactivatedAt})`;
    return { key, keyId };
  };

  const addMember: World['addMember'] = async (person, business, role, isActive = true) => {
    const { userId } = person;
    await app.sql`
      insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
      values (${business.clientId}, ${business.businessId}, ${userId}, ${core.ids.next('member')}, 'viewer', true, now())
      on conflict (business_id, user_id) do nothing`;
    const member = { userId: userId as UserId, businessId: business.businessId as BusinessId };
    const done = await database.transaction((transaction) =>
      core.businesses.changeMember(transaction, member, { role, isActive }),
    );
    assert.ok(done, 'the member is there');
  };

  const newPerson = async (): Promise<Person> => {
    const email = `${fresh()}@example.com`;
    const password = `plum tree in the ${fresh()} garden`;
    passwords.push(password);
    const registration = { email, password, firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001' };
    const businessName = `Stall of ${fresh()}`;
    const { user, clientId, business } = await core.onboarding.signUp(
      { ...registration, businessName },
      { address: '127.0.0.1', userAgent: 'test' },
      database.transaction,
    );
    assert.ok(business, 'a business was named');
    if (!business.isApproved)
      await database.transaction((transaction) => core.businesses.approve(transaction, business.id));
    const { secretKey: key } = await core.keys.primaryPair(database.sql, clientId);
    const token = await openSession({ userId: user.id });
    return { email, password, userId: user.id, clientId, token, key, businessId: business.id };
  };

  const owner = await newPerson();
  const stranger = await newPerson();

  return {
    app,
    owner,
    stranger,
    ask,
    openSession,
    addKey,
    addMember,
    newPerson,
    refusals,
    async close() {
      const metrics = await send(app.origin, { method: 'GET', target: '/metrics', headers: always });
      await app.stop();
      const { keyEncryptionKey, pepper } = app.config.secrets ?? {};
      const serverSecrets = [keyEncryptionKey, pepper].flatMap((one) => [
        one?.toString('hex'),
        one?.toString('base64'),
      ]);
      const secrets = [...passwords, ...serverSecrets.filter((one) => one !== undefined)];
      assertSecretless([...app.logLines, ...refusals, metrics.text], secrets);
    },
    async draft(route, { person = owner, prefix = PREFIXES[0] } = {}) {
      await openSession(person);
      const signedIn = { ...person, token: await openSession(person) };
      return draftFor(route, { person: signedIn, succeed, fresh }, prefix);
    },
    async addBusiness({ isApproved }) {
      const actor = { userId: owner.userId as UserId, address: '127.0.0.1', userAgent: 'test' };
      const details = { businessName: fresh(), countryId: 'NG', isNewBusiness: true };
      const { id } = await database.transaction((transaction) =>
        core.businesses.create(transaction, owner.clientId as ClientId, details, actor),
      );
      const approvedAt = isApproved ? new Date(core.clock.now()) : null;
      await app.sql`update business set approved_at = ${approvedAt} where id = ${id}`;
      return id;
    },
  };
}

/** Calls the draft and demands this refusal. */
export async function expectRefusal(world: World, draft: Draft, code: FaultCode, origin?: string): Promise<Answer> {
  const answer = await world.ask(draft, origin);
  const what = `${draft.method} ${draft.path}`;
  assert.equal(answer.status, CATALOG[code].status, `${what}: expected ${code}, got ${answer.status} ${answer.text}`);
  if (draft.method !== 'HEAD') assert.equal(answer.body.code, code, `${what}: ${answer.text}`);
  return answer;
}

/** Calls the draft and demands success. */
export async function expectSuccess(world: World, draft: Draft, origin?: string): Promise<Answer> {
  const answer = await world.ask(draft, origin);
  assert.ok(answer.status < 300, `${draft.method} ${draft.path}: ${answer.status} ${answer.text}`);
  return answer;
}

/** Demands that the guard lets the draft in, and has it do nothing where it would change something. */
export async function expectAdmitted(world: World, route: Route, draft: Draft): Promise<void> {
  if (route.method === 'GET') await expectSuccess(world, draft);
  else if (route.body !== undefined) await expectRefusal(world, { ...draft, body: '{}' }, 'request.invalid');
  else {
    const me = { path: '/api/v1/auth/me', method: 'GET', body: undefined, contentType: undefined };
    await expectSuccess(world, { ...draft, ...me });
  }
}

/** A token, a secret key, a password's hash: what they look like wherever they come from. */
const SECRET_FORMS = [/eyJ[\w-]+\.eyJ[\w-]+/, /sk_(?:test|live)_\w{30}/, /\$argon2/, /BEGIN [A-Z ]*PRIVATE KEY/];

/** Demands that no text holds one of the secrets, nor anything that looks like one. */
export function assertSecretless(texts: readonly string[], secrets: readonly string[]): void {
  assert.ok(texts.length > 0 && secrets.length > 0, 'there is something to look for, and somewhere to look');
  for (const text of texts) {
    const found = secrets.filter((secret) => text.includes(secret));
    const looksSecret = SECRET_FORMS.filter((form) => form.test(text));
    assert.deepEqual([...found, ...looksSecret], [], `a secret in ${text.slice(0, 1000)}`);
  }
}

/** The id of the session that a token belongs to. */
export function sessionOf(token: string): SessionId {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(payload) as { sid: SessionId }).sid;
}

/** The fields named in `errors`, in their order. */
export function fieldsOf({ body }: Answer): (string | undefined)[] {
  return body.errors.map(({ field }) => field);
}
