/**
 * Nothing that a caller can send makes the server fail: hostile text in headers, path, query and body of every route, drawn
 * by fast-check. A failure prints the seed and the path that lead back to it.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type HeaderLine, header, sendBytes } from '../harness/wire.ts';
import { ALL_ROUTES, type Draft, operationOf, type Route, routesWhere } from './drafts.ts';
import { judge } from './promises.ts';
import { createWorld, expectSuccess, OVER_TLS, PRODUCTION, type World } from './world.ts';

/** Runs a route: those that hash a password cost far more. */
const RUNS = { guarded: 40, public: 25, raw: 12, proxied: 4 };
const BOUND_MS = 30_000;
const inProduction = routesWhere(({ only, sameMachineOnly }) => only !== 'sandbox' && sameMachineOnly !== true);
/** Each route has a person of its own, so that they do not get into each other's way. */
const AT_ONCE = { concurrency: 8 };

const NASTY = [
  '',
  ' ',
  '\0',
  'a\0b@example.com',
  '\ud800',
  '\udfff\ud800@x.y',
  '\u202eright-to-left',
  '\ufeff',
  '\u2028',
  '\r\nX-Injected: yes',
  "' or 1=1 --",
  "'; drop table app_user; --",
  '$1',
  '\\x00',
  '${process.env}',
  '{{7*7}}',
  '%00',
  '%s%n%p',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-Infinity',
  '-1',
  '0',
  '1e400',
  '9007199254740993',
  '[]',
  '{}',
  '{"$ne":null}',
  'true',
  '<script>alert(1)</script>',
  'İıﬀß',
  'A\u030a',
  '\u{1f3e6}'.repeat(50),
  `Z${'\u0300'.repeat(500)}`,
  'a'.repeat(256),
  'a'.repeat(4000),
  `${'a'.repeat(300)}@${'b.'.repeat(300)}c`,
  'Bearer',
  'Bearer a.b.c',
  `sk_test_${'0'.repeat(38)}`,
  `biz_${'0'.repeat(30)}`,
  'biz_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg',
  'dXNyXzE',
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 300 }) },
);
const json = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, -0, 1.5, 1e308, -1, 2 ** 53, [], {}, [null], [[[]]], true) },
  {
    weight: 1,
    arbitrary: text.map((value) => JSON.parse(`{"__proto__":${JSON.stringify(value)},"length":-1}`) as unknown),
  },
);

/** Whole bodies: texts that are JSON, nearly JSON, or JSON of an unusual kind. */
const wholeBody = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  text,
  fc.constantFrom(
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    '{"email":1e400,"password":-1e400}',
    '{"email":"a@b.cd","email":{"a":1},"password":"x"}',
    `{${Array.from({ length: 5000 }, (_, index) => `"f${index}":${index}`).join()}}`,
  ),
);

const HEADERS = [
  'Authorization',
  'SECRET_KEY',
  'Secret-Key',
  'businessId',
  'Content-Type',
  'Idempotency-Key',
  'Cookie',
  'User-Agent',
  'Accept',
  'Origin',
  'Via',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Request-Id',
  'X-HTTP-Method-Override',
  'If-None-Match',
  'Range',
  'Upgrade',
] as const;
const OF_THE_DRAFT = { Authorization: 'token', SECRET_KEY: 'key', businessId: 'businessId' } as const;

type Change = (draft: Draft, route: Route) => Draft;

/** What a header can carry at all: the parser refuses the rest, which the bytes below prove. */
function asHeader(value: string): string {
  return Buffer.from(value, 'utf8')
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
    .trim();
}

/** Any bytes, each escaped: broken UTF-8 among them. */
function escaped(value: string): string {
  return [...Buffer.from(value, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

const headerChange = fc.tuple(fc.constantFrom(...HEADERS), text).map(
  ([name, value]): Change =>
    (draft) => {
      const line: HeaderLine = [name, asHeader(value)];
      if (name === 'Content-Type') return { ...draft, contentType: line[1] };
      const part = name in OF_THE_DRAFT ? OF_THE_DRAFT[name as keyof typeof OF_THE_DRAFT] : undefined;
      return { ...draft, ...(part === undefined ? {} : { [part]: undefined }), headers: [...draft.headers, line] };
    },
);

const pathChange = fc.tuple(text, fc.constantFrom('escaped', 'broken', 'raw')).map(
  ([value, how]): Change =>
    (draft, route) => {
      const raw = encodeURIComponent(value.toWellFormed()).replaceAll(/%2F|%3F|%23/g, '');
      const piece = { escaped: escaped(value), broken: `%${value.length}%ff`, raw }[how] ?? '';
      const start = draft.path.slice(0, draft.path.lastIndexOf('/') + 1);
      return { ...draft, path: route.path.includes('{') ? start + piece : `${draft.path}/${piece}` };
    },
);

const queryChange = fc.tuple(fc.nat(), text, fc.constantFrom('=', '[]=', '[__proto__]=', '.a=', '')).map(
  ([index, value, between]): Change =>
    (draft, route) => {
      const declared = (operationOf(route).parameters ?? [])
        .filter((one) => one.in === 'query')
        .map(({ name }) => name);
      const names = [...declared, '__proto__', 'constructor', escaped(value)];
      return { ...draft, query: `?${names[index % names.length]}${between}${escaped(value)}&${escaped(value)}` };
    },
);

const fieldChange = fc.tuple(fc.nat(), json).map(
  ([index, value]): Change =>
    (draft) => {
      const body = fieldsOf(draft);
      if (body === undefined) return draft;
      const names = [...Object.keys(body), 'extra', 'toString'];
      return { ...draft, body: JSON.stringify({ ...body, [names[index % names.length] ?? '']: value }) };
    },
);

/** The fields of a body that still is an object of JSON. */
function fieldsOf({ body, contentType }: Draft): Record<string, unknown> | undefined {
  // The deeply nested ones are sent as they are: writing them again is more than this process can do.
  if (contentType !== 'application/json' || String(body).length > 20_000) return undefined;
  try {
    const value = JSON.parse(String(body)) as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const bodyChange = wholeBody.map(
  (body): Change =>
    (draft, route) => {
      if (route.method === 'GET') return draft;
      return { ...draft, contentType: draft.contentType ?? 'application/json', body };
    },
);

const formChange = fc.array(fc.tuple(text, text), { maxLength: 5 }).map(
  (fields): Change =>
    (draft, route) => {
      if (route.acceptsForm !== true) return draft;
      const body = fields
        .map(([name, value]) => `${escaped(name)}=${escaped(value)}&email=${escaped(value)}`)
        .join('&');
      return { ...draft, contentType: 'application/x-www-form-urlencoded', body };
    },
);

const oneChange = fc.oneof(
  { weight: 3, arbitrary: headerChange },
  { weight: 1, arbitrary: pathChange },
  { weight: 1, arbitrary: queryChange },
  { weight: 4, arbitrary: fieldChange },
  { weight: 2, arbitrary: bodyChange },
  { weight: 1, arbitrary: formChange },
);
const changes = fc.array(oneChange, { minLength: 1, maxLength: 2 });

/** Bytes of one header line: everything but what ends it. */
const headerBytes = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map((bytes) => bytes.filter((byte) => byte !== 10 && byte !== 13));

async function hold(property: fc.IAsyncProperty<never> | fc.IAsyncProperty<unknown[]>, numRuns: number): Promise<void> {
  await fc.assert(property as fc.IAsyncProperty<unknown[]>, { numRuns, interruptAfterTimeLimit: BOUND_MS });
}

function attack(worldOf: () => World): void {
  describe('of one route', AT_ONCE, () => {
    for (const route of ALL_ROUTES) {
      it(`${route.id} answers hostile text in every part of a request with a refusal of its own or as declared, never with 5xx`, async () => {
        const world = worldOf();
        const person = await world.newPerson();
        const first = await world.draft(route, { person });
        const property = fc.asyncProperty(changes, async (list) => {
          const good = route.method === 'GET' ? first : await world.draft(route, { person });
          const answer = await world.ask(list.reduce((draft, change) => change(draft, route), good));
          assert.equal(header(answer, 'X-Injected'), undefined);
        });
        await hold(property as never, route.access.kind === 'public' ? RUNS.public : RUNS.guarded);
      });
    }
  });

  it('and afterwards the process is healthy, every route works, and no prototype has grown', async () => {
    const world = worldOf();
    assert.deepEqual(Object.keys(Object.prototype), []);
    for (const name of ['live', 'ready']) {
      const route = ALL_ROUTES.find(({ path }) => path === `/health/${name}`);
      assert.ok(route, name);
      await expectSuccess(world, await world.draft(route));
    }
    for (const route of ALL_ROUTES.filter(({ sameMachineOnly }) => sameMachineOnly !== true))
      await expectSuccess(world, await world.draft(route));
    const unexpected = world.app.logLines.filter((line) => /"level":"(?:error|fatal)"/.test(line));
    assert.deepEqual(unexpected, []);
  });
}

describe('hostile callers of a sandbox', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  attack(() => world);

  it('any bytes at all in a header line or a body are answered in the one envelope', async () => {
    const { host } = new URL(world.app.origin);
    const property = fc.asyncProperty(headerBytes, headerBytes, async (inHeader, inBody) => {
      const routes = ALL_ROUTES.filter(({ path }) => !path.includes('{'));
      const attempts = routes.map(async (route) => {
        const target = route.at === 'root' ? route.path : `/v1${route.path}`;
        const head = `${route.method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\n`;
        const length = `\r\nContent-Length: ${inBody.length}\r\n\r\n`;
        const body = route.method === 'GET' ? Buffer.alloc(0) : inBody;
        const ends = route.method === 'GET' ? '\r\n\r\n' : length;
        const bytes = Buffer.concat([Buffer.from(`${head}SECRET_KEY: `), inHeader, Buffer.from(ends), body]);
        const answer = judge({ method: route.method, target, headers: [] }, await sendBytes(world.app.origin, bytes));
        if (route.access.kind !== 'public') assert.ok(answer.status >= 400, `${route.id} let somebody in`);
      });
      await Promise.all(attempts);
    });
    await hold(property as never, RUNS.raw);
  });
});

describe('hostile callers of production, behind a proxy that is believed', () => {
  let world: World;
  before(async () => {
    world = await createWorld(PRODUCTION, OVER_TLS);
  });
  after(() => world.close());

  it('make nothing fail by what they say of where they come from', async () => {
    const property = fc.asyncProperty(text, text, async (one, other) => {
      for (const route of inProduction) {
        const said: HeaderLine[] = [
          ['X-Forwarded-For', `${asHeader(one)}, ${asHeader(other)}`],
          ['X-Forwarded-Host', asHeader(other)],
          ['Forwarded', asHeader(one)],
        ];
        const draft = await world.draft(route);
        await expectSuccess(world, { ...draft, headers: [...draft.headers, ...said] });
      }
    });
    await hold(property as never, RUNS.proxied);
  });
});
