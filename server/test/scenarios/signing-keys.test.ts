/** Rotating the keys that sign access tokens: nobody's session ends, unless the old keys leaked; then everybody's does. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { until } from '../harness/until.ts';

const PUBLISH_AHEAD_SECONDS = 600;

describe('rotating the signing keys', () => {
  let home: TestApp;
  let beside: TestApp;
  let proxy: PostgresProxy;
  before(async () => {
    home = await startTestApp({ settings: { INTERSTELLAS_SESSION_TTL: '86400' } });
    proxy = await startPostgresProxy(home.database.url);
    beside = await startTestApp({
      beside: home,
      databaseUrl: proxy.url,
      settings: { INTERSTELLAS_SESSION_TTL: '86400' },
    });
  });
  after(async () => {
    await beside.stop();
    await proxy.stop();
    await home.stop();
  });

  const signingKeyOf = (token: string): string => {
    const [header = ''] = token.split('.');
    return (JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid: string }).kid;
  };
  const published = async (app: TestApp): Promise<{ kid: string }[]> => {
    const answer = await app.call('GET', '/.well-known/jwks.json');
    assert.equal(answer.status, 200);
    return (answer.body as unknown as { keys: { kid: string }[] }).keys;
  };
  const publishedIds = async (app: TestApp): Promise<string[]> => (await published(app)).map(({ kid }) => kid).sort();
  const newToken = async (app: TestApp, { email, password }: Person): Promise<string> =>
    expectOk(await app.signIn(email, password)).data.accessToken;
  const isLetIn = async (app: TestApp, token: string): Promise<boolean> =>
    (await app.call('GET', 'auth/me', { token })).status === 200;
  const untilRefusedBeside = (token: string, changedAt: number): Promise<boolean> =>
    untilChangeCounts(
      'refused elsewhere',
      changedAt,
      () => isLetIn(beside, token),
      (is) => !is,
    );

  it('shows only public halves, which verify a token as any third party would', async () => {
    const { token } = await home.newPerson();
    const keys = await published(home);
    for (const key of keys) {
      const { kty, crv, x, y, kid, alg, use, ...rest } = key as Record<string, string>;
      assert.deepEqual({ kty, crv, alg, use }, { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
      assert.ok(x && y && kid);
      assert.deepEqual(rest, {}, 'nothing else is shown, least of all d');
    }
    const set = createLocalJWKSet({ keys } as Parameters<typeof createLocalJWKSet>[0]);
    const options = {
      issuer: 'interstellas',
      audience: 'sandbox',
      typ: 'at+jwt',
      currentDate: new Date(home.clock.now()),
    };
    const { payload } = await jwtVerify(token, set, options);
    assert.match(payload.sub ?? '', /^usr_/);
    const [row] = await home.sql<{ sealed: Buffer }[]>`select private_jwk_sealed as sealed from signing_key`;
    assert.ok(!row?.sealed.toString('latin1').includes('"d"'), 'the private half is sealed at rest');
  });

  it('ends no session: both keys verify, the new one signs when it has been public for ten minutes, the old one goes', async () => {
    const person = await home.newPerson();
    const [oldId = ''] = await publishedIds(home);
    assert.equal(signingKeyOf(person.token), oldId);
    const newId = await home.app.signingKeys.rotate({ compromised: false });
    const both = [oldId, newId].sort();
    assert.deepEqual(await publishedIds(home), both, 'published at once where it was made');
    await untilChangeCounts(
      'published',
      performance.now(),
      () => publishedIds(beside),
      ({ length }) => length === 2,
    );
    for (const app of [home, beside]) {
      assert.equal(signingKeyOf(await newToken(app, person)), oldId, 'a verifier may not know the new key yet');
      assert.ok(await isLetIn(app, person.token));
    }
    home.clock.advance(PUBLISH_AHEAD_SECONDS + 1);
    const fresh = await newToken(home, person);
    assert.equal(signingKeyOf(fresh), newId);
    assert.equal(signingKeyOf(await newToken(beside, person)), newId);
    for (const app of [home, beside]) {
      assert.ok(await isLetIn(app, person.token), 'the old session goes on');
      assert.ok(await isLetIn(app, fresh));
      assert.deepEqual(await publishedIds(app), both);
    }
    home.clock.advance(86_400 + 1);
    for (const app of [home, beside]) {
      assert.deepEqual(await publishedIds(app), [newId], 'the last token of the old key has expired');
    }
  });

  it('because the old ones leaked ends every session at once, on every process', async () => {
    const person = await home.newPerson();
    const token = await newToken(beside, person);
    for (const app of [home, beside]) for (const one of [person.token, token]) assert.ok(await isLetIn(app, one));
    const newId = await home.app.signingKeys.rotate({ compromised: true });
    const changedAt = performance.now();
    for (const one of [person.token, token]) assert.ok(!(await isLetIn(home, one)), 'the very next request');
    for (const one of [token, person.token]) await untilRefusedBeside(one, changedAt);
    assert.deepEqual(await publishedIds(home), [newId]);
    assert.deepEqual(await publishedIds(beside), [newId]);
    assert.equal(signingKeyOf(await newToken(beside, person)), newId, 'and new sessions use the new key at once');
  });

  it('because they leaked counts within a second also when the channel of notifications is cut', async () => {
    const person = await home.newPerson();
    await until('the other process answers from memory', async () => beside.app.changes.fresh());
    assert.ok(await isLetIn(beside, person.token));
    proxy.swallowListeners();
    await home.app.signingKeys.rotate({ compromised: true });
    await untilRefusedBeside(person.token, performance.now());
    await proxy.heal();
  });

  it('twice at once leaves one set that every process agrees on', async () => {
    await Promise.all([
      home.app.signingKeys.rotate({ compromised: false }),
      beside.app.signingKeys.rotate({ compromised: false }),
    ]);
    await until('both publish the same', async () => {
      const [one, other] = await Promise.all([publishedIds(home), publishedIds(beside)]);
      return one.length > 1 && JSON.stringify(one) === JSON.stringify(other);
    });
    const person = await home.newPerson();
    home.clock.advance(PUBLISH_AHEAD_SECONDS + 1);
    for (const app of [home, beside]) {
      const token = await newToken(app, person);
      assert.ok((await isLetIn(home, token)) && (await isLetIn(beside, token)));
    }
  });
});
