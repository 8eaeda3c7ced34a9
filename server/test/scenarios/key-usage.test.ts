/** Whether a key is still in use shows: at once for the first use, within a minute for the rest, at no cost to a request. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { until } from '../harness/until.ts';
import { keyCalls, type ShownKey } from './keys.fixture.ts';

const DAY = 24 * 60 * 60;

describe('the use of a key', () => {
  let home: TestApp;
  let app: TestApp;
  let proxy: PostgresProxy;
  let means: Means;
  before(async () => {
    home = await startTestApp();
    proxy = await startPostgresProxy(home.database.url);
    // A proxy says from where each request comes.
    const settings = { INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' };
    app = await startTestApp({ beside: home, databaseUrl: proxy.url, settings });
    means = createMeans(app);
  });
  after(async () => {
    await app.stop();
    await proxy.stop();
    await home.stop();
  });
  const { create, list } = keyCalls(() => home);
  const use = (by: Person, key: string, address = '203.0.113.9') =>
    app.call('GET', 'clients/business/details', { ...by, key, headers: { 'X-Forwarded-For': address } });
  const usageOf = async (by: Person, id: string) =>
    expectOk(await home.call('GET', `clients/settings/keys/${id}/usage`, by)).data;
  const newKey = async (): Promise<{ owner: Person; key: ShownKey }> => {
    const owner = await means.newPerson();
    return { owner, key: expectOk(await create(owner, { name: 'Measured' })).data };
  };

  it('shows after a single request: when, from where, and for which business, never having been used before', async () => {
    const { owner, key } = await newKey();
    const before = await usageOf(owner, key.id);
    assert.deepEqual([before.firstUsedAt, before.lastUsedAt, before.days], [null, null, []]);
    assert.equal((await use(owner, key.secretKey, '2001:db8:1:2:3::4')).status, 200);
    await until('the first use shows', async () => (await usageOf(owner, key.id)).lastUsedAt !== null, 3000);
    const after = await usageOf(owner, key.id);
    const day = new Date(app.clock.now()).toISOString().slice(0, 10);
    assert.deepEqual(after.days, [{ day, requests: 1 }]);
    assert.deepEqual(
      [after.businesses, after.addresses].map(([one]) => [one.businessId ?? one.address, one.requests]),
      [
        [owner.businessId, 1],
        ['2001:db8:1:2::/64', 1],
      ],
    );
    const shown = (await list(owner)).find(({ id }) => id === key.id)?.['lastUsed'];
    assert.deepEqual(shown, {
      at: after.lastUsedAt,
      address: '2001:db8:1:2:3::4',
      businesses: [{ businessId: owner.businessId, at: after.lastUsedAt }],
    });
  });

  it('costs no statement on a request that is known, and is counted exactly all the same', async () => {
    const { owner, key } = await newKey();
    await until('the request is answered from memory', async () => {
      await use(owner, key.secretKey);
      await app.app.keyUse.flush();
      proxy.takeStatements();
      await use(owner, key.secretKey);
      return proxy.takeStatements() === 1;
    });
    const counted = (await usageOf(owner, key.id)).days[0].requests;
    let used = 1;
    // Again where the background has asked something meanwhile: what counting cost would come every time.
    await until('thirty requests cost what the endpoint reads, and counting them one statement for all', async () => {
      proxy.takeStatements();
      for (let count = 0; count < 30; count += 1) await use(owner, key.secretKey);
      used += 30;
      const asked = proxy.takeStatements();
      await app.app.keyUse.flush();
      return asked === 30 && proxy.takeStatements() === 1;
    });
    assert.equal((await usageOf(owner, key.id)).days[0].requests, counted + used);
  });

  it('is not counted for who was refused', async () => {
    const { owner, key } = await newKey();
    const stranger = await means.newPerson();
    assert.equal((await use(stranger, key.secretKey)).status, 401);
    assert.equal((await use({ ...owner, businessId: stranger.businessId }, key.secretKey)).status, 403);
    await app.app.keyUse.flush();
    assert.equal((await usageOf(owner, key.id)).lastUsedAt, null);
  });

  it('is not lost when the database cannot be told, and not counted twice when it can again', async () => {
    const { owner, key } = await newKey();
    await use(owner, key.secretKey);
    await app.app.keyUse.flush();
    for (let count = 0; count < 5; count += 1) await use(owner, key.secretKey);
    await home.sql`alter table key_day rename to out_of_reach`;
    await app.app.keyUse.flush();
    await home.sql`alter table out_of_reach rename to key_day`;
    await app.app.keyUse.flush();
    await app.app.keyUse.flush();
    assert.equal((await usageOf(owner, key.id)).days[0].requests, 6);
  });

  it('is summed over processes, and told at the end by one that stops', async () => {
    const { owner, key } = await newKey();
    const other = await startTestApp({ beside: home });
    const there = () => other.call('GET', 'clients/business/details', { ...owner, key: key.secretKey });
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? there() : use(owner, key.secretKey))),
    );
    await other.stop();
    await app.app.keyUse.flush();
    assert.equal((await usageOf(owner, key.id)).days[0].requests, 10);
  });

  it('from any number of addresses and businesses takes a bounded number of rows', async () => {
    const { owner, key } = await newKey();
    const { keyUse } = app.app;
    const by = { clientId: owner.clientId, keyId: key.id } as Parameters<typeof keyUse.record>[0];
    for (let count = 0; count < 5000; count += 1) {
      keyUse.record(by, `203.0.${count >> 8}.${count & 255}`);
      keyUse.record(by, `2001:db8:0:1::${count.toString(16)}`);
    }
    await keyUse.flush();
    const [rows] = await home.sql<{ count: number; total: number }[]>`
      select count(*)::int as count, sum(requests)::int as total from key_source where key_id = ${key.id}`;
    assert.equal(rows?.count, 101);
    assert.equal(rows?.total, 10_000);
    assert.ok((await usageOf(owner, key.id)).addresses.some(({ address }: { address: string }) => address === 'other'));
  });

  it('is kept day by day for 90 days; after that only when it was last used is known', async () => {
    const { owner, key } = await newKey();
    const by = { clientId: owner.clientId, keyId: key.id } as Parameters<typeof app.app.keyUse.record>[0];
    for (const days of [0, 1, 60]) {
      app.clock.advance(days * DAY);
      app.app.keyUse.record(by, '203.0.113.9');
      await app.app.keyUse.flush();
    }
    const signedIn = { ...owner, token: await means.openSession(owner) };
    const known = await usageOf(signedIn, key.id);
    assert.equal(known.days.length, 3);
    app.clock.advance(100 * DAY);
    await app.app.sweeper.run();
    const later = await usageOf({ ...owner, token: await means.openSession(owner) }, key.id);
    assert.deepEqual([later.days, later.addresses, later.lastUsedAt], [[], [], known.lastUsedAt]);
    const [rows] = await home.sql<{ count: number }[]>`
      select count(*)::int as count from key_day where key_id = ${key.id}`;
    assert.equal(rows?.count, 1);
  });

  it('is shown to nobody else', async () => {
    const { key } = await newKey();
    const stranger = await means.newPerson();
    const answer = await home.call('GET', `clients/settings/keys/${key.id}/usage`, stranger);
    assert.deepEqual([answer.status, answer.body.code], [404, 'key.not_found']);
  });
});
