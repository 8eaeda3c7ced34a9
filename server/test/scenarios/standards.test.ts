/** What the standards ask that no other file proves: answers to browsers, cookies, safe methods, extra fields, the log. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import {
  ALL_ROUTES,
  type Draft,
  emptyBody,
  exampleOf,
  GUARDED_ROUTES,
  isListBody,
  PREFIXES,
  type Route,
  routesWhere,
  toWire,
} from '../guarantees/drafts.ts';
import { createWorld, expectSuccess, OVER_TLS, sessionOf, UNLIMITED, type World } from '../guarantees/world.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { type HeaderLine, header, headerValues, send, sendBytes, type WireAnswer } from '../harness/wire.ts';

const reading = routesWhere(({ method, sameMachineOnly }) => method === 'GET' && sameMachineOnly !== true);
/** Where a signature covers the body, nothing can be added to it. */
const withFields = routesWhere(
  (route) => route.body !== undefined && route.files === undefined && route.signedBody !== true && !isListBody(route),
);
const FOREIGN_PAGE: HeaderLine = ['Origin', 'https://elsewhere.example'];
/** What reading may write: that somebody read, how a key was used, and the work of jobs, which goes on meanwhile. */
const WRITTEN_MEANWHILE = ['audit_chain', 'audit_event', 'caught_letter', 'job', 'key_day', 'key_source'];

describe('by the standards', () => {
  let world: World;
  before(async () => {
    world = await createWorld({ ...UNLIMITED, INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' });
  });
  after(() => world.close());

  const ask = (draft: Draft): Promise<WireAnswer> => send(world.app.origin, toWire(draft));
  const byNobody = (route: Route, headers: HeaderLine[] = []): Draft => {
    const path = route.path.replaceAll(/\{\w+\}/g, (parameter) => exampleOf(route, parameter));
    const none = { query: '', token: undefined, key: undefined, businessId: undefined, contentType: undefined };
    return {
      ...none,
      method: route.method,
      path: (route.at === 'root' ? '' : PREFIXES[0]) + path,
      body: undefined,
      headers,
    };
  };
  const signIn = ({ email, password }: Person, headers: readonly HeaderLine[] = []) =>
    world.app.signIn(email, password, Object.fromEntries(headers));

  /** The rows of each table, or those that mention one of the ids. */
  const rowsOf = async (mentioning: readonly string[] = ['']): Promise<Record<string, string>> => {
    const { sql } = world.app;
    const tables = await sql<{ name: string }[]>`
      select table_name as "name" from information_schema.tables where table_schema = 'public' order by table_name`;
    const found: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !WRITTEN_MEANWHILE.includes(table.name))) {
      const rows = await sql<{ row: string }[]>`select t::text as "row" from ${sql(name)} t order by t::text`;
      found[name] = rows
        .map(({ row }) => row)
        .filter((row) => mentioning.some((id) => row.includes(id)))
        .join('\n');
    }
    return found;
  };

  it('every answer forbids browsers to run it, to frame it, to guess its type and to tell its address', async () => {
    const answers = [await sendBytes(world.app.origin, 'nonsense\r\n\r\n')];
    for (const route of ALL_ROUTES) {
      const draft = byNobody(route);
      answers.push(await ask(draft), await ask({ ...draft, method: 'TRACE' }));
    }
    for (const route of reading) answers.push(await ask(await world.draft(route)));
    for (const answer of answers) {
      const policy = header(answer, 'Content-Security-Policy') ?? '';
      for (const demand of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        assert.ok(policy.includes(demand), `${demand}: ${answer.text}`);
      assert.equal(header(answer, 'Referrer-Policy'), 'no-referrer');
      assert.equal(header(answer, 'X-Content-Type-Options'), 'nosniff');
    }
    const page = await world.app.call('GET', '/docs/reference/');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
    assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
  });

  it('a page of another origin is never told that it may call', async () => {
    for (const route of ALL_ROUTES) {
      const asking: HeaderLine[] = [
        FOREIGN_PAGE,
        ['Access-Control-Request-Method', route.method],
        ['Access-Control-Request-Headers', 'authorization, secret-key, businessid'],
      ];
      const preflight = await ask({ ...byNobody(route, asking), method: 'OPTIONS' });
      assert.equal(preflight.status, 405, route.id);
      for (const { headers } of [preflight, await ask(byNobody(route, [FOREIGN_PAGE]))]) {
        assert.deepEqual(
          headers.filter(([name]) => /^access-control-/i.test(name)),
          [],
          route.id,
        );
      }
    }
  });

  it('what a page can make a browser send without asking opens no route that needs a credential', async () => {
    const cookie: HeaderLine = [
      'Cookie',
      (await signIn(await world.newPerson())).headers.get('set-cookie')?.split(';')[0] ?? '',
    ];
    assert.match(cookie[1], /^interstellas-device-/);
    for (const route of GUARDED_ROUTES) {
      const draft = { ...byNobody(route, [FOREIGN_PAGE, cookie]), body: emptyBody(route) };
      for (const contentType of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=a',
      ]) {
        const { status } = await ask({ ...draft, contentType });
        assert.ok(status === 401 || status === 415, `${route.id}: ${status} to ${contentType}`);
      }
    }
  });

  it('the cookie of a known browser is for this host, TLS and the server alone', async () => {
    const person = await world.newPerson();
    const cookies = headerValues([...(await signIn(person, OVER_TLS)).headers], 'Set-Cookie');
    assert.equal(cookies.length, 1);
    assert.match(
      cookies[0] ?? '',
      /^__Host-interstellas-device-[0-9a-f]{12}=[\w.-]{20,80}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('a sign-in from a browser and network that are new is told to the user, once, and no other', async () => {
    const person = await world.newPerson();
    const from = (address: string): HeaderLine => ['X-Forwarded-For', address];
    const [cookie = ''] = (await signIn(person, [from('192.0.2.1')])).headers.get('set-cookie')?.split(';') ?? [];
    expectOk(await signIn(person, [from('192.0.2.1')]));
    expectOk(await signIn(person, [from('198.51.100.2'), ['Cookie', cookie]]));
    expectOk(await signIn(person, [from('203.0.113.3'), ['User-Agent', 'a thief']]));
    const { text } = await world.app.mailTo(person.email, /new device/);
    assert.ok(text.includes('203.0.113.3') && text.includes('a thief'), text);
    const letters = expectOk(await world.app.call('GET', `sandbox/mail?to=${person.email}`)).data as {
      subject: string;
    }[];
    assert.equal(letters.filter(({ subject }) => /new device/.test(subject)).length, 1);
  });

  it('each sign-in opens a session of its own, whatever token came with it', async () => {
    const person = await world.newPerson();
    const brought: HeaderLine = ['Authorization', `Bearer ${person.token}`];
    const tokens = [person.token];
    for (const headers of [[], [brought], [brought]])
      tokens.push(expectOk(await signIn(person, headers)).data.accessToken);
    assert.equal(new Set(tokens).size, tokens.length);
    assert.equal(new Set(tokens.map(sessionOf)).size, tokens.length);
  });

  it('a safe method changes nothing', async () => {
    for (const route of reading) {
      const draft = await world.draft(route);
      // What the preparation set off may still be under way: a route that writes does so every time.
      await until(`${route.id} changes nothing`, async () => {
        const before = await rowsOf();
        await expectSuccess(world, draft);
        return isDeepStrictEqual(await rowsOf(), before);
      });
    }
  });

  it('fields that a route does not name reach nothing, whomever they name', async () => {
    const { stranger } = world;
    const { userId, clientId, businessId } = stranger;
    const extra = { id: businessId, ownerId: userId, clientId, userId, owner: { id: userId }, isOwner: true };
    const before = await rowsOf([userId, clientId, businessId]);
    for (const route of withFields) {
      const draft = await world.draft(route);
      const known = (route.body as { properties?: object }).properties ?? {};
      const unknown = Object.entries(extra).filter(([name]) => !(name in known));
      const body = { ...Object.fromEntries(unknown), ...(JSON.parse(String(draft.body)) as object) };
      await expectSuccess(world, { ...draft, body: JSON.stringify(body) });
    }
    assert.deepEqual(await rowsOf([userId, clientId, businessId]), before);
  });

  it('a header that goes on in the next line, or a length in two ways, is no request', async () => {
    const start = 'POST /v1/auth/signin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    for (const lines of [
      'X: a\r\n b\r\n\r\n',
      'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
      'Content-Length : 2\r\n\r\n{}',
      'Content-Length: +2\r\n\r\n{}',
    ]) {
      const answer = await sendBytes(world.app.origin, start + lines);
      assert.equal(answer.status, 400, JSON.stringify(lines));
    }
  });

  it('each request has a line in the log that says when, what and how it ended, under the id that the client saw', async () => {
    const { body } = await world.app.call('GET', 'auth/me', { token: world.owner.key });
    const lines = () => world.app.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const own = () => lines().filter(({ requestId, msg }) => requestId === body.requestId && msg === 'request');
    await until('the line is there', async () => own().length > 0);
    const [line] = own();
    assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual([line?.['method'], line?.['route'], line?.['status']], ['GET', '/api/v1/auth/me', 401]);
  });

  it('a line of the log is one JSON object, whatever the request holds', async () => {
    const forged = '\n{"level":"info","message":"forged"}\r\n';
    await world.app.signIn(`${forged}@example.com`, forged);
    await world.app.call('GET', `/api/v1/${encodeURIComponent(forged)}?q=${encodeURIComponent(forged)}`);
    await world.app.call('GET', 'auth/me', { token: 'a', headers: { 'User-Agent': '{"level":"info"}\t%0a' } });
    for (const line of world.app.logLines) {
      assert.match(line, /^\{[^\r\n]*\}\n$/);
      assert.ok(!('forged' in (JSON.parse(line) as object)));
    }
  });

  it('a password stays good until it is changed, however old it is', async () => {
    const person = await world.newPerson();
    world.app.clock.advance(5 * 365 * 24 * 3600);
    expectOk(await signIn(person));
  });
});
