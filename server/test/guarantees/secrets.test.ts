/** No secret in any log line, refusal or metric: planted wherever a caller can put one, and wherever the server handles one. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FAULT_CODES } from '../../src/faults/index.ts';
import { type HeaderLine, header, send } from '../harness/wire.ts';
import { ALL_ROUTES, type Draft, exampleBody, GUARDED_ROUTES, type Route, toWire, withFields } from './drafts.ts';
import { pathWith } from './flaws.ts';
import { assertSecretless, createWorld, expectSuccess, type World } from './world.ts';

describe('secrets', () => {
  let world: World;
  let canaries: Record<string, string>;
  const refusals: string[] = [];

  before(async () => {
    world = await createWorld();
    const { email, password, key, userId } = world.owner;
    const signedIn = await world.app.signIn(email, password);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    const device = /^[\w-]+=([^;]{20,})/.exec(cookie)?.[1];
    assert.ok(device, 'signing in leaves a device cookie');
    const [user] = await world.app.sql`select password_hash as "hash" from app_user where id = ${userId}`;
    const { keyEncryptionKeys = [], peppers = [] } = world.app.config.secrets ?? {};
    canaries = {
      password,
      token: signedIn.body.data.accessToken,
      key,
      device,
      hash: user?.['hash'],
      keyEncryptionKey: keyEncryptionKeys[0]?.toString('hex') ?? '',
      pepper: peppers[0]?.toString('hex') ?? '',
      databaseUrl: new URL(world.app.database.url).password || world.app.database.url,
    };
  });
  after(() => world.close());

  const sendAnyway = async (draft: Draft): Promise<number> => {
    const answer = await send(world.app.origin, toWire(draft));
    if (answer.status >= 400) refusals.push(`${answer.headers.join('\n')}\n${answer.text}`);
    return answer.status;
  };
  const look = async (): Promise<void> => {
    const metrics = await world.app.call('GET', '/metrics');
    assert.ok(world.app.logLines.length > 0 && metrics.status === 200);
    assertSecretless([...world.app.logLines, ...refusals, metrics.text], Object.values(canaries));
  };

  it('stay out of sight when a caller puts them where they do not belong', async () => {
    const secrets = Object.values(canaries);
    for (const route of ALL_ROUTES) {
      const draft = await world.draft(route);
      for (const change of misplacedTogether(draft, route, secrets)) await sendAnyway({ ...draft, ...change });
      // From here on without the effect of the route, which may cost a password's hash.
      const idle = { ...draft, body: draft.body === undefined ? undefined : '{}' };
      for (const secret of secrets) {
        for (const change of misplaced(idle, route, secret)) await sendAnyway({ ...idle, ...change });
      }
    }
    assert.ok(refusals.length > 100, 'most of this is refused');
    await look();
  });

  it('stay out of sight when every route does its work with them', async () => {
    for (const route of ALL_ROUTES) await expectSuccess(world, await world.draft(route));
    const { email, password } = world.owner;
    const headers = { Cookie: `interstellas-device=${canaries['device']}` };
    for (const guess of [password, `${password}x`, canaries['hash'] ?? ''])
      await world.app.signIn(email, guess, headers);
    await look();
  });

  it('stay out of sight when a query fails in a way nobody thought of, and the caller learns nothing of it', async () => {
    for (const table of ['session', 'secret_key', 'member', 'app_user', 'idempotency']) {
      await world.app.sql.unsafe(`alter table ${table} rename to out_of_reach`);
      try {
        const { token, key, businessId, email, password } = { ...world.owner, token: canaries['token'] ?? '' };
        for (const route of GUARDED_ROUTES) {
          const nowhere: HeaderLine[] = [['Idempotency-Key', password]];
          const draft: Draft = {
            method: route.method,
            path: `/api/v1${route.path.replace('{id}', world.owner.userId)}`,
            query: '',
            token,
            key,
            businessId,
            contentType: 'application/json',
            body: route.method === 'GET' ? undefined : JSON.stringify({ email, password, key, token }),
            headers: nowhere,
          };
          await sendAnyway(draft);
        }
        const body = JSON.stringify({ email, password });
        const signIn = {
          method: 'POST',
          target: '/v1/auth/signin',
          body,
          headers: [['Content-Type', 'application/json']],
        };
        const failed = await send(world.app.origin, { ...signIn, headers: [['Content-Type', 'application/json']] });
        if (table === 'app_user') {
          assert.equal(failed.status, 500);
          assert.doesNotMatch(failed.text, /app_user|relation|select|postgres|\.ts/i);
          assert.equal((JSON.parse(failed.text) as { code: string }).code, 'internal.unexpected');
          assert.equal(header(failed, 'Cache-Control'), 'no-store');
        }
        if (failed.status >= 400) refusals.push(failed.text);
      } finally {
        await world.app.sql.unsafe(`alter table out_of_reach rename to ${table}`);
      }
    }
    assert.ok(world.app.logLines.some((line) => line.includes('unexpected error')));
    await look();
  });

  it('and the label of a metric is a route or a code of the catalog, never a text of a caller', async () => {
    const { text } = await world.app.call('GET', '/metrics');
    const routes = [...text.matchAll(/route="([^"]*)"/g)].map(([, value = '']) => value);
    const codes = [...text.matchAll(/interstellas_refusals_total\{code="([^"]*)"/g)].map(([, value = '']) => value);
    const known = new Set(
      ALL_ROUTES.flatMap(({ path, at }) => {
        const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
        return at === 'root' ? [pattern] : [`/api/v1${pattern}`, `/v1${pattern}`];
      }),
    );
    // One label for all pages and files of the site, and one for what is nowhere.
    for (const value of ['/*', 'none']) known.add(value);
    assert.ok(routes.length > 0 && codes.length > 0);
    assert.deepEqual(
      routes.filter((value) => !known.has(value)),
      [],
    );
    assert.deepEqual(
      codes.filter((value) => !FAULT_CODES.includes(value as (typeof FAULT_CODES)[number])),
      [],
    );
  });
});

/** Where many values fit at once. */
function misplacedTogether(draft: Draft, route: Route, secrets: readonly string[]): Partial<Draft>[] {
  const all = secrets.join(' ');
  const named = Object.fromEntries(secrets.map((secret, index) => [`secret${index}`, secret]));
  return [
    { query: `?${new URLSearchParams({ ...named, page: all, cursor: all })}` },
    { headers: [['Cookie', secrets.map((secret) => `interstellas-device=${secret}`).join('; ')]] },
    { headers: ['User-Agent', 'X-Request-Id', 'Referer', 'Origin'].map((name) => [name, all] as const) },
    {
      headers: [
        ['X-Forwarded-For', secrets.join(', ')],
        ['X-Forwarded-Proto', all],
        ['Forwarded', `for="${all}"`],
      ],
    },
    { contentType: 'application/json', body: `{"${all}":` },
    withFields(draft, route, { ...named, nested: { [all]: secrets } }),
    withFields(draft, route, { [all]: all }),
  ];
}

/** Where there is room for one. */
function misplaced(draft: Draft, route: Route, secret: string): Partial<Draft>[] {
  return [
    { path: `${draft.path}/${encodeURIComponent(secret)}` },
    { path: pathWith(draft, route, () => secret) },
    { token: secret },
    { key: secret },
    { businessId: secret },
    { headers: [['Idempotency-Key', secret]] },
    { contentType: `text/${secret}`.slice(0, 60), body: secret },
    withFields({ ...draft, body: undefined }, route, everywhere(route, secret)),
  ];
}

/** The secret as the value of every field and as the name of one. */
function everywhere(route: Route, secret: string): Record<string, unknown> {
  const example = exampleBody(route);
  const fields = Object.keys((example ?? {}) as object);
  return {
    ...Object.fromEntries(fields.map((name) => [name, secret])),
    [secret]: secret,
    nested: { [secret]: [secret] },
  };
}
