/** What is refused before anybody asks who calls: wrong methods, unknown paths, bodies and bytes that cannot be read. */

import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { encode, jpeg } from '../harness/multipart.ts';
import { type HeaderLine, header, send, sendBytes, type WireAnswer } from '../harness/wire.ts';
import {
  ALL_ROUTES,
  type Draft,
  hasFormInPath,
  isListBody,
  type Route,
  routesAt,
  routesWhere,
  toWire,
} from './drafts.ts';
import { BODY_LIMIT_BYTES, pathWith } from './flaws.ts';
import { type Answer, judge } from './promises.ts';
import { createWorld, expectRefusal, expectSuccess, type World } from './world.ts';

const HEADERS_LIMIT_BYTES = 16 * 1024;
const FILE_LIMIT_BYTES = 5 * 1024 * 1024;
const JSON_TYPE = { contentType: 'application/json' };
const writing = routesWhere(({ method }) => method !== 'GET');
const withBody = routesWhere((route) => route.body !== undefined && route.files === undefined && !isListBody(route));

describe('the door, on every route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const bytes = async (head: string, rest: string | Buffer = ''): Promise<Answer> => {
    const sent = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(rest)]);
    const [method = '', target = ''] = head.split(' ');
    return judge({ method, target, headers: [] }, await sendBytes(world.app.origin, sent));
  };
  const host = (): string => `Host: ${new URL(world.app.origin).host}\r\nConnection: close`;

  it('answers 405 with Allow to every method that a path does not have, with and without credentials', async () => {
    for (const route of ALL_ROUTES) {
      const draft = await world.draft(route);
      const taken = new Set<string>(routesAt(draft.path).map(({ method }) => method));
      if (taken.has('GET')) taken.add('HEAD');
      for (const method of METHODS.filter((one) => !taken.has(one) && one !== 'CONNECT')) {
        await expectRefusal(world, { ...draft, method }, 'route.method_not_allowed');
        const nobody = { token: undefined, key: undefined, businessId: undefined, body: undefined };
        await expectRefusal(world, { ...draft, ...nobody, method, contentType: undefined }, 'route.method_not_allowed');
      }
    }
  });

  it('answers 405 with Allow where the reference is, which is no route of the list', async () => {
    for (const path of ['/docs/reference', '/docs/reference/', '/docs/reference/js/scalar.js']) {
      const answer = await world.app.call('POST', path);
      assert.equal(answer.status, 405, path);
      assert.equal(answer.body.code, 'route.method_not_allowed');
      assert.equal(answer.headers.get('allow'), 'GET, HEAD');
      assert.equal((await world.app.call('GET', path)).status, 200);
    }
  });

  it('answers 404 below, above and beside every path, to any method, without credentials and with all of them', async () => {
    for (const route of ALL_ROUTES) {
      const draft = await world.draft(route);
      const paths = [
        `${draft.path}/`,
        `${draft.path}/x`,
        `/${draft.path}`,
        `${draft.path}.json`,
        `/api/v2${route.path}`,
      ];
      const unknown = paths.filter((path) => routesAt(path).length === 0);
      assert.ok(unknown.length > 0, `${route.id} leaves something unknown`);
      for (const path of unknown) {
        for (const method of ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS']) {
          await expectRefusal(world, { ...draft, path, method }, 'route.not_found');
        }
      }
    }
  });

  it('refuses bodies that are not JSON, and forms but where a route takes them', async () => {
    const form = new URLSearchParams({ email: 'ngozi@example.com', password: 'kola-nut morning train 27' }).toString();
    for (const route of writing) {
      const draft = { ...(await world.draft(route)), body: form };
      const otherForm = route.files === undefined ? 'multipart/form-data; boundary=a' : 'application/json';
      const types = [
        'text/plain',
        'application/xml',
        otherForm,
        'application/jsonx',
        'multipart/mixed; boundary=a',
        'x',
      ];
      for (const contentType of [...types, undefined]) {
        await expectRefusal(world, { ...draft, contentType }, 'request.unsupported_media_type');
      }
      const sent = { ...draft, contentType: 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
      const answer = await world.ask(sent);
      assert.equal(answer.body.code === 'request.unsupported_media_type', route.acceptsForm !== true, route.id);
    }
  });

  it('refuses broken JSON, broken UTF-8 and half a document', async () => {
    const broken = [
      '{',
      '{"a":}',
      "{'a':1}",
      '{"a":1}{"b":2}',
      'undefined',
      'NaN',
      '\uFEFF{"a"',
      '[1,]',
      '{"a":"\t"}',
      ' ',
    ];
    const brokenUtf8 = [
      Buffer.from([0x22, 0xff, 0x22]),
      Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
      Buffer.from([0xed, 0xa0, 0x80]),
    ];
    for (const route of writing) {
      const draft = { ...(await world.draft(route)), ...(route.files === undefined ? JSON_TYPE : {}) };
      for (const body of [...broken, ...brokenUtf8]) {
        await expectRefusal(world, { ...draft, body }, 'request.malformed_body');
      }
    }
  });

  it('refuses a body of several parts that ends early, or that does not say what is between the parts', async () => {
    for (const route of routesWhere(({ files }) => files !== undefined)) {
      const draft = await world.draft(route);
      const whole = Buffer.from(draft.body ?? '');
      const broken: Partial<Draft>[] = [
        { body: whole.subarray(0, whole.length / 2) },
        { contentType: 'multipart/form-data' },
      ];
      for (const change of broken) await expectRefusal(world, { ...draft, ...change }, 'request.malformed_body');
    }
  });

  it('refuses a body above the limit, announced or not, and reads one at the limit', async () => {
    for (const route of writing) {
      const draft = { ...(await world.draft(route)), ...(route.files === undefined ? JSON_TYPE : {}) };
      const tooLarge = bodyOfSize(route, 1);
      await expectRefusal(world, { ...draft, body: tooLarge }, 'request.body_too_large');
      const atLimit = await world.ask({ ...draft, body: bodyOfSize(route, 0) });
      assert.notEqual(atLimit.status, 413, route.id);
      // With credentials: files are read for those alone who may send them.
      const headers = toWire(draft).headers.map(([name, value]) => `${name}: ${value}`);
      const head = [`${route.method} ${draft.path} HTTP/1.1`, host(), ...headers].join('\r\n');
      const chunk = [`${tooLarge.length.toString(16)}\r\n`, tooLarge, '\r\n0\r\n\r\n'].map((one) => Buffer.from(one));
      const chunked = await bytes(`${head}\r\nTransfer-Encoding: chunked`, Buffer.concat(chunk));
      assert.equal(chunked.body.code, 'request.body_too_large');
      const announced = await bytes(`${head}\r\nContent-Length: 99999999999`);
      assert.equal(announced.body.code, 'request.body_too_large');
    }
  });

  it('refuses headers above the limit with 431, also when the address is what is too long', async () => {
    for (const route of ALL_ROUTES) {
      const draft = await world.draft(route);
      const long: HeaderLine = ['X-Long', 'a'.repeat(HEADERS_LIMIT_BYTES)];
      const start = `${route.method} ${draft.path}`;
      const header431 = await bytes(`${start} HTTP/1.1\r\n${host()}\r\n${long.join(': ')}`);
      assert.equal(header431.body.code, 'request.headers_too_large');
      const target431 = await bytes(`${start}?${long[1]} HTTP/1.1\r\n${host()}`);
      assert.equal(target431.body.code, 'request.headers_too_large');
    }
  });

  it('answers bytes that are no HTTP in the same envelope', async () => {
    const origin = world.app.origin;
    const wrong = [
      'nonsense\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'BREW /coffee HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /health/live HTTP/1.1\r\nHost: a\r\nA header\r\n\r\n',
      'GET /health/live HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n',
      'POST /v1/auth/signin HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /v1/auth/signin HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc',
      'POST /v1/auth/signin HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
      Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    ];
    for (const sent of wrong) {
      const answer = judge({ method: 'GET', target: '/none', headers: [] }, await sendBytes(origin, sent));
      assert.equal(answer.body.code, 'request.malformed', JSON.stringify(String(sent)));
    }
  });

  it('answers in the same envelope to a request without Host, with an expectation it cannot meet, and to broken escapes', async () => {
    for (const route of ALL_ROUTES) {
      const draft = await world.draft(route);
      const noHost = await bytes(`${route.method} ${draft.path} HTTP/1.1\r\nConnection: close`);
      assert.equal(noHost.status, 400);
      const expects = await bytes(`${route.method} ${draft.path} HTTP/1.1\r\n${host()}\r\nExpect: the-unexpected`);
      assert.ok(expects.status < 500);
    }
    for (const target of [
      '/api/v1/%',
      '/api/v1/auth/sessions/%ff',
      '/%c0%ae%c0%ae/',
      '/api/v1/auth/sessions/%E0%A4%A',
    ]) {
      const answer = await bytes(`DELETE ${target} HTTP/1.1\r\n${host()}`);
      assert.equal(answer.body.code, 'request.malformed', target);
    }
  });

  it('refuses with an envelope a parameter of any length in the path', async () => {
    for (const route of routesWhere(hasFormInPath)) {
      const draft = await world.draft(route);
      for (const length of [1, 99, 100, 101, 1000, 8000]) {
        const path = pathWith(draft, route, () => 'a'.repeat(length));
        await expectRefusal(world, { ...draft, path }, 'request.invalid');
      }
    }
  });

  for (const route of withBody) {
    it(`${route.id}: __proto__, constructor and prototype in the body change nothing`, async () => {
      // A signature covers every byte: what changes one is refused before it is read.
      for (const start of route.signedBody === true ? [] : POISON) {
        const draft = await world.draft(route);
        await expectSuccess(world, { ...draft, body: start + String(draft.body).slice(1) });
      }
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
      assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('polluted'), false);
      const draft = await world.draft(route);
      const onlyInherited = `{"__proto__":${String(draft.body)},"constructor":{"prototype":${String(draft.body)}}}`;
      if (requiresFields(route)) await expectRefusal(world, { ...draft, body: onlyInherited }, 'request.invalid');
    });

    it(`${route.id}: a body that is no object, or has a field of another type, is 400 and names every problem`, async () => {
      const draft = await world.draft(route);
      const absent = requiresFields(route) ? ['null', '{}'] : [];
      for (const body of ['[]', '"text"', '1', 'true', '[{}]', ...absent]) {
        const answer = await expectRefusal(world, { ...draft, body }, 'request.invalid');
        assert.ok(answer.body.errors.length > 0);
      }
      const fields = Object.keys(JSON.parse(String(draft.body)) as object);
      for (const wrong of [null, 1, [], {}, [true], { toString: 'x' }]) {
        const refused = fields.filter((name) => !accepts(route, name, wrong));
        if (refused.length === 0) continue;
        const body = JSON.stringify(Object.fromEntries(fields.map((name) => [name, wrong])));
        const answer = await expectRefusal(world, { ...draft, body }, 'request.invalid');
        const named = answer.body.errors.map(({ field }) => field?.split('.')[0]);
        assert.deepEqual(new Set(named), new Set(refused), JSON.stringify(wrong));
      }
    });
  }

  it('gives each request an id of its own', async () => {
    const answers: WireAnswer[] = [];
    for (const route of ALL_ROUTES) {
      const draft: Draft = await world.draft(route);
      const headers: HeaderLine[] = [['X-Request-Id', 'req_mine']];
      answers.push(
        await world.ask({ ...draft, headers }),
        await send(world.app.origin, { ...draft, target: '/x', headers }),
      );
    }
    const ids = answers.map((answer) => header(answer, 'X-Request-Id'));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.includes('req_mine'), false);
  });
});

/** A body by so many bytes larger than the largest that is read: JSON, or a form in which that is true of a file. */
function bodyOfSize({ files }: Route, excessBytes: number): Buffer {
  if (files === undefined) return Buffer.from(JSON.stringify('a'.repeat(BODY_LIMIT_BYTES - 2 + excessBytes)));
  const [name = ''] = Object.keys(files);
  return encode([{ name, value: jpeg(FILE_LIMIT_BYTES + excessBytes) }]);
}

/** The schema of a body that is an object. */
function objectSchema({ body }: Route): { required?: string[]; properties?: Record<string, object> } {
  return (body ?? {}) as object;
}

function requiresFields(route: Route): boolean {
  return (objectSchema(route).required ?? []).length > 0;
}

const ajv = new Ajv({ strict: false });

function accepts(route: Route, field: string, value: unknown): boolean {
  const schema = objectSchema(route).properties?.[field] ?? {};
  // An empty list is of the right type, though it may have too few items.
  if (Array.isArray(value) && value.length === 0 && 'type' in schema && schema.type === 'array') return true;
  return ajv.validate(schema, value);
}

/** Beginnings of a body that would poison a prototype if somebody merged it carelessly. */
const POISON = [
  '{"__proto__":{"polluted":1},',
  '{"constructor":{"prototype":{"polluted":1}},',
  '{"prototype":{"polluted":1},',
  '{"__proto__":null,',
];
