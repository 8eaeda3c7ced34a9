/** Without the store nobody is let in: 503 in bounded time, nothing from an old cache, and recovery without a restart. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startEmbeddedPostgres } from '../../src/platform/embedded/index.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { openPool } from '../../src/platform/pool.ts';
import { prepareWorkingRole } from '../../src/platform/working-role.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { MEMORY_BOUND_MS } from '../harness/memory-bound.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { startServerProcess } from '../harness/process.ts';
import { until } from '../harness/until.ts';

/** Far more than the server waits for its database: a request that waits without end fails here. */
const REFUSAL_BOUND_MS = 20_000;

type Send = (app: TestApp, person: Person) => Promise<Answer>;

/** One request of each kind that cannot be answered without the database. */
const NEEDS_DATABASE: Readonly<Record<string, Send>> = {
  'a business call': (app, person) => app.call('GET', 'clients/business/account-details', person),
  'a call on the client account': (app, { token, key }) =>
    app.call('POST', 'clients/business', {
      token,
      key,
      body: { businessName: 'Late', countryId: 'NG', isNewBusiness: true },
    }),
  'a session call': (app, { token }) => app.call('GET', 'auth/me', { token }),
  'signing in': (app, { email, password }) => app.signIn(email, password),
  'signing out': (app, { token }) => app.call('POST', 'auth/signout', { token }),
  'signing up': (app) =>
    app.call('POST', 'auth/signup', {
      body: {
        email: 'nobody-yet@example.com',
        password: 'a quiet harbour at dawn',
        firstName: 'A',
        lastName: 'B',
        phoneNo: '+2348030000001',
      },
    }),
  'get-keys': (app, person) => app.call('GET', 'clients/settings/get-keys', person),
  readiness: (app) => app.call('GET', '/health/ready'),
};

/** The guard lets it in or not, and its handler needs nothing: it shows what the guard alone does. */
const guardOnly: Send = (app, { token, key }) => app.call('POST', 'clients/business', { token, key, body: {} });

async function refusesEverything(app: TestApp, person: Person): Promise<void> {
  const wrong = await Promise.all(
    Object.entries(NEEDS_DATABASE).map(async ([what, send]) => {
      const begunAt = performance.now();
      const answer = await send(app, person);
      const elapsed = Math.round(performance.now() - begunAt);
      const isRight =
        answer.status === 503 &&
        answer.body.code === 'service.unavailable' &&
        /^[1-9]\d*$/.test(answer.headers.get('retry-after') ?? '') &&
        elapsed < REFUSAL_BOUND_MS;
      return isRight
        ? []
        : [`${what}: ${answer.status}, Retry-After ${answer.headers.get('retry-after')}, after ${elapsed} ms`];
    }),
  );
  assert.deepEqual(wrong.flat(), []);
}

/** Everything that needs no database goes on as if nothing had happened. */
async function staysAlive(app: TestApp): Promise<void> {
  for (const path of ['/health/live', '/openapi.json', '/metrics']) {
    assert.equal((await app.call('GET', path)).status, 200, path);
  }
}

/** Called right after the cut: what is in memory counts for its bound, and not a moment longer. */
async function stopsTrustingItsMemory(app: TestApp, person: Person, cutAt: number): Promise<void> {
  let refusedSince: number | undefined;
  while (performance.now() - cutAt < 1.3 * MEMORY_BOUND_MS) {
    const sentAt = performance.now();
    const answer = await guardOnly(app, person);
    if (answer.status === 503) refusedSince ??= sentAt;
    else {
      assert.equal(answer.status, 400, answer.text);
      assert.ok(sentAt - cutAt < MEMORY_BOUND_MS, `let in from memory ${Math.round(sentAt - cutAt)} ms after the cut`);
      assert.equal(refusedSince, undefined, 'once refused, nobody is let in again');
    }
  }
  assert.ok(refusedSince !== undefined, 'nobody was refused');
}

async function recovers(app: TestApp, person: Person): Promise<void> {
  const isBack = async (send: Send): Promise<boolean> => (await send(app, person)).status === 200;
  await until('the server is ready again', () => isBack(NEEDS_DATABASE['readiness'] as Send));
  await until('business calls work again', () => isBack(NEEDS_DATABASE['a business call'] as Send));
  await until('sign-ins work again', () => isBack(NEEDS_DATABASE['signing in'] as Send));
  // Many at once: no connection of the pool is still stuck.
  const answers = await Promise.all(Array.from({ length: 40 }, () => NEEDS_DATABASE['a business call']?.(app, person)));
  assert.ok(answers.every((answer) => answer?.status === 200));
}

describe('when the database is out of reach', () => {
  let home: TestApp;
  let app: TestApp;
  let proxy: PostgresProxy;
  let person: Person;
  before(async () => {
    home = await startTestApp();
    proxy = await startPostgresProxy(home.database.url);
    app = await startTestApp({ beside: home, databaseUrl: proxy.url });
    person = await app.newPerson();
  });
  after(async () => {
    await app.stop();
    await proxy.stop();
    await home.stop();
  });

  it('since it refuses connections: 503, nothing from an old memory, and recovery', async () => {
    await guardOnly(app, person);
    await until('the server answers from memory', () => app.app.changes.fresh());
    const cutAt = performance.now();
    await proxy.refuseEverything();
    await stopsTrustingItsMemory(app, person, cutAt);
    await Promise.all([refusesEverything(app, person), staysAlive(app)]);
    await proxy.heal();
    await recovers(app, person);
  });

  it('since something in between accepts connections and hangs up: 503, and recovery', async () => {
    await guardOnly(app, person);
    await until('the server answers from memory', () => app.app.changes.fresh());
    const cutAt = performance.now();
    proxy.hangUp();
    await stopsTrustingItsMemory(app, person, cutAt);
    await Promise.all([refusesEverything(app, person), staysAlive(app)]);
    await proxy.heal();
    await recovers(app, person);
  });

  it('since it swallows everything without a word: 503 in bounded time, and recovery', async () => {
    await guardOnly(app, person);
    await until('the server answers from memory', () => app.app.changes.fresh());
    // Every connection of the pool is open and in use when the silence begins.
    await Promise.all(Array.from({ length: 20 }, () => NEEDS_DATABASE['a business call']?.(app, person)));
    const cutAt = performance.now();
    proxy.swallowEverything();
    await Promise.all([
      stopsTrustingItsMemory(app, person, cutAt),
      refusesEverything(app, person),
      staysAlive(app),
      until('the server no longer trusts its memory', () => !app.app.changes.fresh()),
    ]);
    await proxy.heal();
    await recovers(app, person);
  });
});

describe('when PostgreSQL itself', () => {
  it('is stopped and started again, the server refuses meanwhile and recovers by itself', async (t: TestContext) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'interstellas-outage-'));
    t.after(() => rm(dataDir, { recursive: true, force: true }));
    const start = () => startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, report: () => undefined });
    const first = await start();
    const pool = openPool({ url: first.url, connections: 1, applicationName: 'test' });
    await migrate(pool);
    await prepareWorkingRole(pool, first.url);
    await pool.end();
    // The embedded database takes another port each time: the proxy gives it a lasting address.
    const proxy = await startPostgresProxy(first.url);
    t.after(() => proxy.stop());
    const app = await startTestApp({ databaseUrl: proxy.url });
    const person = await app.newPerson();
    expectOk(await app.call('GET', 'clients/business/account-details', person));
    await first.stop();
    await stopsTrustingItsMemory(app, person, performance.now());
    await Promise.all([refusesEverything(app, person), staysAlive(app)]);
    const second = await start();
    proxy.retarget(second.url);
    await recovers(app, person);
    await app.stop();
    await second.stop();
  });

  it('falls silent while the channel of notifications is being opened, the process lives on', async () => {
    const home = await startTestApp();
    const proxy = await startPostgresProxy(home.database.url);
    const there = await startServerProcess({ ...TEST_SECRETS, DATABASE_URL: proxy.url });
    // Whatever the driver asks of its own accord on a new channel gets no answer; then the channel is given up for another.
    const held = proxy.holdReplyTo('pg_catalog.pg_type', 'change channel');
    proxy.takeChannels();
    proxy.swallowListeners();
    let reopened = 0;
    await until('the channel was opened anew and given up', async () => {
      reopened += proxy.takeChannels();
      return reopened >= 4 || there.child.exitCode !== null;
    });
    assert.equal(there.child.exitCode, null, there.output());
    held.release();
    await proxy.heal();
    assert.equal((await there.call('GET', '/health/ready')).status, 200);
    await there.stop();
    await proxy.stop();
    await home.stop();
  });
});
