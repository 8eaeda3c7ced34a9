/** What the tests of revocation share: every way to revoke, how it shows, and two servers on one database. */

import assert from 'node:assert/strict';
import { builtInRole } from '../../src/businesses/index.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person, type TestClient } from '../harness/client.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { type ServerProcess, startServerProcess } from '../harness/process.ts';
import { until } from '../harness/until.ts';

/** A revocation counts on every other process within this time. */

export interface TwoServers {
  /** In this process; here it is revoked. */
  readonly here: TestApp;
  /** A process of its own on the same database, reached through the proxy. */
  readonly there: ServerProcess;
  readonly proxy: PostgresProxy;
  stop(): Promise<void>;
}

const GENEROUS = { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '10000', INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '10000' };

export async function startTwoServers(): Promise<TwoServers> {
  const here = await startTestApp({ settings: GENEROUS });
  const proxy = await startPostgresProxy(here.database.url);
  const there = await startServerProcess({ ...TEST_SECRETS, ...GENEROUS, DATABASE_URL: proxy.url });
  return {
    here,
    there,
    proxy,
    async stop() {
      await there.stop();
      await proxy.stop();
      await here.stop();
    },
  };
}

/** A request that the revocation must turn from an admitted into a refused one. */
interface Probe {
  send(server: TestClient, person: Person): Promise<Answer>;
  /** The answer's status while the caller is let in. */
  readonly admitted: number;
  /** Statements of the operation itself: when no more than these are sent, the guard asked nobody. */
  readonly ownStatements: number;
}

const details: Probe = {
  send: (server, person) => server.call('GET', 'clients/business/details', person),
  admitted: 200,
  ownStatements: 1,
};
/** BEGIN, the lock on the account, its keys, the primary one, the audit event, COMMIT. */
const keys: Probe = {
  send: (server, person) => server.call('GET', 'clients/settings/get-keys', person),
  admitted: 200,
  ownStatements: 6,
};
/** Let in by the guard, refused by validation: creating a business would make the caller an owner. */
const create: Probe = {
  send: (server, { token, key }) => server.call('POST', 'clients/business', { token, key, body: {} }),
  admitted: 400,
  ownStatements: 0,
};

export interface Revocation {
  readonly what: string;
  readonly probe: Probe;
  readonly code: string;
  /** A caller who is let in. */
  caller(app: TestApp): Promise<Person>;
  revoke(app: TestApp, person: Person): Promise<unknown>;
}

const owner = (app: TestApp): Promise<Person> => app.newPerson();

/** An admin of somebody else's business, with that client account's key. */
async function guest(app: TestApp): Promise<Person> {
  const [host, visitor] = [await app.newPerson(), await app.newPerson()];
  await app.sql`
    insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
    values (${host.clientId}, ${host.businessId}, ${visitor.userId}, ${app.app.ids.next('member')}, 'admin', true, now())`;
  return { ...host, userId: visitor.userId, token: visitor.token, email: visitor.email, password: visitor.password };
}

/** Somebody whose role is one of the client account's own. */
async function roleHolder(app: TestApp): Promise<Person> {
  const person = await guest(app);
  await app.sql`
    with made as (
      insert into custom_role (client_id, id, name, name_key, permissions, created_at)
      values (${person.clientId}, ${app.app.ids.next('role')}, 'Reader', 'reader', '["businesses:read"]', now())
      returning id
    )
    update member set role = null, custom_role_id = (select id from made)
    where business_id = ${person.businessId} and user_id = ${person.userId}`;
  return person;
}

/** Takes every permission out of the role of this name. */
async function emptyRole(app: TestApp, { clientId, businessId }: Person): Promise<void> {
  const { memberRoles } = app.app;
  type Update = Parameters<typeof memberRoles.update>;
  const [row] = await app.sql<{ roleId: string; userId: string }[]>`
    select r.id as "roleId", c.owner_user_id as "userId"
    from custom_role r join client_account c on c.id = r.client_id where r.client_id = ${clientId}`;
  const actor = { userId: row?.userId };
  const acting = { ...actor, clientId, businessId, scopes: null, reach: null } as Update[0];
  await memberRoles.update(acting, row?.roleId as Update[1], { permissions: [] }, actor as Update[3]);
}

type Change = Parameters<TestApp['app']['businesses']['changeMember']>[2];

function changeMember(app: TestApp, person: Person, change: Change): Promise<boolean> {
  const { businesses, database } = app.app;
  const member = { userId: person.userId, businessId: person.businessId } as Parameters<
    typeof businesses.changeMember
  >[1];
  return database.transaction((transaction) => businesses.changeMember(transaction, member, change));
}

export const REVOCATIONS: readonly Revocation[] = [
  {
    what: 'signing out',
    probe: details,
    code: 'credentials.session_ended',
    caller: owner,
    revoke: async (app, { token }) => expectOk(await app.call('POST', 'auth/signout', { token })),
  },
  {
    what: 'signing out everywhere else',
    probe: details,
    code: 'credentials.session_ended',
    caller: owner,
    async revoke(app, { email, password }) {
      const other = expectOk(await app.signIn(email, password));
      expectOk(await app.call('DELETE', 'auth/sessions', { token: other.data.accessToken }));
    },
  },
  {
    what: 'disabling the user',
    probe: details,
    code: 'credentials.session_ended',
    caller: owner,
    revoke: (app, { userId }) =>
      app.app.database.transaction((transaction) =>
        app.app.users.disable(transaction, userId as Parameters<typeof app.app.users.disable>[1]),
      ),
  },
  {
    what: 'giving the member a lesser role',
    probe: keys,
    code: 'permission.denied',
    caller: guest,
    revoke: (app, person) => changeMember(app, person, { roleId: builtInRole('viewer').id, isActive: true }),
  },
  {
    what: 'giving the member a lesser role, for calls on the client account,',
    probe: create,
    code: 'permission.denied',
    caller: guest,
    revoke: (app, person) => changeMember(app, person, { roleId: builtInRole('finance').id, isActive: true }),
  },
  {
    what: 'taking a permission out of the role',
    probe: details,
    code: 'permission.denied',
    caller: roleHolder,
    revoke: emptyRole,
  },
  {
    what: 'deactivating the membership',
    probe: details,
    code: 'business.forbidden',
    caller: owner,
    revoke: (app, person) => changeMember(app, person, { roleId: builtInRole('owner').id, isActive: false }),
  },
  {
    what: 'deactivating the key',
    probe: details,
    code: 'credentials.key_deactivated',
    caller: owner,
    async revoke(app, { clientId }) {
      const { keys: room, database } = app.app;
      const rows = await app.sql<{ id: string }[]>`select id from secret_key where client_id = ${clientId}`;
      type Deactivate = Parameters<typeof room.deactivate>;
      await database.transaction((transaction) =>
        room.deactivate(transaction, clientId as Deactivate[1], rows[0]?.id as Deactivate[2]),
      );
    },
  },
];

/** Sends the request until the other process's guard answers it from memory, which the statements on the wire prove. */
export async function warm({ there, proxy }: TwoServers, { probe, what }: Revocation, person: Person): Promise<void> {
  await until(`the other process answers from memory, before ${what}`, async () => {
    proxy.takeStatements();
    const answer = await probe.send(there, person);
    assert.equal(answer.status, probe.admitted, answer.text);
    return proxy.takeStatements() === probe.ownStatements;
  });
}

/** Once is no proof: a statement of something else may have come with the request. */
const TIMES_IN_A_ROW = 5;

/** Sends the request until the other process's guard asks the database every time. */
export async function asksEveryTime(
  { there, proxy }: TwoServers,
  { probe }: Revocation,
  person: Person,
): Promise<void> {
  let inARow = 0;
  await until('the other process asks the database for every request', async () => {
    proxy.takeStatements();
    await probe.send(there, person);
    inARow = proxy.takeStatements() > probe.ownStatements ? inARow + 1 : 0;
    return inARow === TIMES_IN_A_ROW;
  });
}

/** Called once it is revoked: sends the request until it is refused, as it must be when sent a second later. */
export async function untilRefused(
  server: TestClient,
  { probe, code, what }: Revocation,
  person: Person,
): Promise<void> {
  const isRefusal = ({ status }: Answer) => status !== probe.admitted;
  const refusal = await untilChangeCounts(
    `refused after ${what}`,
    performance.now(),
    () => probe.send(server, person),
    isRefusal,
  );
  assert.equal(refusal.body.code, code, refusal.text);
}
