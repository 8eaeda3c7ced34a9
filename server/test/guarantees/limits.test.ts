/** How much is too much: per client account, per user, per address, and on the routes that take passwords before anything else. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { header } from '../harness/wire.ts';
import { ALL_ROUTES, type Draft, type Route, routesWhere } from './drafts.ts';
import { BODY_LIMIT_BYTES } from './flaws.ts';
import type { Answer } from './promises.ts';
import { createWorld, expectRefusal, expectSuccess, UNLIMITED, type World } from './world.ts';

const ALLOWANCE = 3;
const limitedRoutes = routesWhere(({ at }) => at !== 'root');
const readsKey = routesWhere(
  ({ access, path }) => ['business', 'account', 'key-bootstrap'].includes(access.kind) && !path.includes('{'),
);
const sessionRoutes = routesWhere(({ access }) => access.kind === 'session');
const admitting = routesWhere(({ admit }) => admit !== undefined);

describe('the allowance of requests', () => {
  let world: World;
  before(async () => {
    world = await createWorld({ ...UNLIMITED, INTERSTELLAS_REQUESTS_PER_MINUTE: String(ALLOWANCE) });
  });
  after(() => world.close());

  /** A request of the person that costs one of the allowance, without having an effect. */
  const costly = (route: Route, person: World['owner']): Promise<Draft> => world.draft(route, { person });
  const remaining = (answer: Answer): number =>
    Number(/;r=(\d+);/.exec(header(answer, 'RateLimit') ?? '')?.[1] ?? Number.NaN);

  it('counts down in every answer, ends in 429 with the time to wait, and is one for all routes behind the same key', async () => {
    const readable = readsKey.filter(({ method }) => method === 'GET');
    const person = await world.newPerson();
    for (let used = 1; used <= ALLOWANCE; used += 1) {
      const route = readable[used % readable.length] as Route;
      const answer = await expectSuccess(world, await costly(route, person));
      assert.equal(remaining(answer), ALLOWANCE - used);
    }
    for (const route of readable) {
      const answer = await expectRefusal(world, await costly(route, person), 'rate.limited');
      const seconds = Number(header(answer, 'Retry-After'));
      assert.ok(seconds >= 1 && seconds <= 60, `wait ${seconds} seconds`);
    }
  });

  it('of one client account is not used up by another, nor by a user without a key, nor the other way round', async () => {
    const [one, other] = [await world.newPerson(), await world.newPerson()];
    const read = (routes: readonly Route[]): Route => routes.find(({ method }) => method === 'GET') as Route;
    for (let used = 0; used < ALLOWANCE; used += 1) await expectSuccess(world, await costly(read(readsKey), one));
    await expectRefusal(world, await costly(read(readsKey), one), 'rate.limited');
    await expectSuccess(world, await costly(read(readsKey), other));
    for (let used = 0; used < ALLOWANCE; used += 1) await expectSuccess(world, await costly(read(sessionRoutes), one));
    await expectRefusal(world, await costly(read(sessionRoutes), one), 'rate.limited');
    await expectSuccess(world, await costly(read(sessionRoutes), other));
  });

  it('is not used up by who is refused for his credentials: nobody can use up that of somebody else', async () => {
    for (const route of readsKey.filter(({ method }) => method === 'GET')) {
      const person = await world.newPerson();
      const draft = await costly(route, person);
      for (let tries = 0; tries <= ALLOWANCE; tries += 1) {
        await expectRefusal(world, { ...draft, token: undefined }, 'credentials.token_missing');
        await expectRefusal(world, { ...draft, key: `${draft.key}x` }, 'credentials.key_invalid');
      }
      await expectSuccess(world, draft);
    }
  });

  it('does not hold for the addresses that machines ask: health, keys, description, metrics', async () => {
    for (const route of ALL_ROUTES.filter((one) => !limitedRoutes.includes(one))) {
      for (let used = 0; used <= ALLOWANCE; used += 1) await expectSuccess(world, await world.draft(route));
    }
  });
});

describe('attempts on the routes that take passwords', () => {
  let world: World;
  before(async () => {
    world = await createWorld({
      ...UNLIMITED,
      INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '1',
      INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1',
    });
  });
  after(() => world.close());

  for (const route of admitting) {
    it(`${route.id}: too many from one address are refused before anything of the request is read, right or wrong`, async () => {
      const draft = await world.draft(route);
      const tries: string[] = [];
      while (tries.at(-1) !== 'rate.limited' && tries.length < 5) {
        const answer = await world.ask(guessAt(await world.draft(route)));
        tries.push(answer.body.code);
      }
      assert.equal(tries.at(-1), 'rate.limited', tries.join());
      const bad: Partial<Draft>[] = [
        {},
        { body: '{' },
        { body: '' },
        { body: '{}' },
        { body: 'a'.repeat(BODY_LIMIT_BYTES + 1) },
        { contentType: 'text/plain' },
        { contentType: 'application/x-www-form-urlencoded' },
        { contentType: undefined },
      ];
      for (const change of bad) await expectRefusal(world, { ...draft, ...change }, 'rate.limited');
      for (const method of ['GET', 'DELETE']) {
        await expectRefusal(world, { ...draft, method }, 'route.method_not_allowed');
      }
    });

    it(`${route.id}: waiting for the time given in Retry-After is enough`, async () => {
      const refused = await expectRefusal(world, await world.draft(route), 'rate.limited');
      world.app.clock.advance(Number(header(refused, 'Retry-After')));
      await expectSuccess(world, await world.draft(route));
    });
  }
});

/** What each way in takes for proof, and a wrong one. */
const GUESSES: Readonly<Record<string, unknown>> = {
  password: 'a guess that is wrong',
  code: '000000',
  signature: 'AAAA',
};

/** The draft with a wrong proof in every place for one; where there is none, each request counts. */
function guessAt(draft: Draft): Draft {
  const guess = (name: string, value: unknown): unknown => GUESSES[name] ?? value;
  return { ...draft, body: JSON.stringify(JSON.parse(String(draft.body)), guess) };
}
