/** Every route can be called from what it declares, and answers as it declares. A route of tomorrow is held to it at once. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { CATALOG, FAULT_CODES } from '../../src/faults/index.ts';
import { faultsOf } from '../../src/http/route-faults.ts';
import { header } from '../harness/wire.ts';
import {
  ALL_ROUTES,
  DESCRIPTION,
  type Draft,
  exampleBody,
  operationOf,
  PREFIXES,
  type Route,
  routesWhere,
} from './drafts.ts';
import { createWorld, expectRefusal, expectSuccess, type World } from './world.ts';

describe('every route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  for (const route of ALL_ROUTES) {
    it(`${route.id} succeeds with its own examples and answers as declared, under each of its addresses`, async () => {
      for (const prefix of route.at === 'root' ? [''] : PREFIXES) {
        await expectSuccess(world, await world.draft(route, { prefix }));
      }
    });
  }

  for (const route of routesWhere(({ body }) => body !== undefined)) {
    it(`${route.id} shows an example of its body that its own schema accepts`, () => {
      const example = exampleBody(route);
      const validate = new Ajv({ strict: false }).compile(route.body ?? {});
      assert.ok(validate(example), JSON.stringify(validate.errors));
    });
  }

  for (const route of routesWhere(({ method }) => method === 'GET')) {
    it(`${route.id} answers HEAD like GET, without the body`, async () => {
      const draft = await world.draft(route);
      const [get, head] = [await world.ask(draft), await world.ask({ ...draft, method: 'HEAD' })];
      assert.equal(head.status, get.status);
      assert.equal(header(head, 'Content-Type'), header(get, 'Content-Type'));
    });
  }

  for (const route of routesWhere(({ creates }) => creates === true)) {
    it(`${route.id} does its work once per Idempotency-Key, and says when it repeats an answer`, async () => {
      const draft = await world.draft(route);
      draft.headers.push(['Idempotency-Key', `once-${route.id}`]);
      const first = await expectSuccess(world, draft);
      const second = await expectSuccess(world, draft);
      assert.equal(header(first, 'Idempotency-Replayed'), undefined);
      assert.equal(header(second, 'Idempotency-Replayed'), 'true');
      assert.equal(second.text, first.text);
      if (route.body === undefined) return;
      await expectRefusal(world, { ...draft, body: otherBody(route, draft) }, 'idempotency.conflict');
    });
  }

  for (const route of routesWhere(({ answers }) => answers === 'list')) {
    it(`${route.id} answers the seven documented fields of pagination, and 400 to a page or limit outside its bounds`, async () => {
      const draft = await world.draft(route);
      const { body } = await expectSuccess(world, { ...draft, query: '?page=1&limit=1' });
      assert.equal(body.data.length, 1);
      for (const name of ['totalCount', 'nextPage', 'previousPage', 'limit', 'lastPage'])
        assert.equal(typeof body.pagination[name], 'number', name);
      for (const name of ['hasNextPage', 'hasPreviousPage'])
        assert.equal(typeof body.pagination[name], 'boolean', name);
      for (const query of ['page=0', 'page=-1', 'page=x', 'page=1.5', 'page=', 'limit=0', 'limit=101', 'cursor=!']) {
        await expectRefusal(world, { ...draft, query: `?${query}` }, 'request.invalid');
      }
    });
  }

  it('is described in the document that the server serves, with every refusal it can answer', async () => {
    const served = await world.app.call('GET', '/openapi.json');
    assert.deepEqual(served.body, JSON.parse(JSON.stringify(DESCRIPTION)));
    for (const route of ALL_ROUTES) {
      for (const code of faultsOf(route)) {
        const described = operationOf(route).responses[CATALOG[code].status];
        assert.ok(described?.content['application/json']?.examples?.[code], `${route.id} does not describe ${code}`);
      }
    }
  });

  it('has a name of its own, and so has every refusal of the catalog a route or the door that gives it', () => {
    const ids = ALL_ROUTES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const given = new Set<string>(ALL_ROUTES.flatMap((route) => faultsOf(route)));
    const never = FAULT_CODES.filter((code) => !given.has(code) && code !== 'route.method_not_allowed');
    assert.deepEqual(never, []);
  });
});

/** The body with another value in one field, or without one, which the schema accepts as well. */
function otherBody({ id, body = {} }: Route, draft: Draft): string {
  const accepts = new Ajv({ strict: false }).compile(body);
  const fields = JSON.parse(String(draft.body)) as Record<string, unknown>;
  const others = Object.entries(fields).map(([name, value]) => ({
    ...fields,
    [name]: typeof value === 'number' ? value + 1 : `a${value}`,
  }));
  const fewer = Object.keys(fields).map((name) =>
    Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name)),
  );
  const other = [...others, ...fewer].find((candidate) => accepts(candidate));
  if (other === undefined) throw new Error(`${id}: no field of the body can have another value`);
  return JSON.stringify(other);
}
