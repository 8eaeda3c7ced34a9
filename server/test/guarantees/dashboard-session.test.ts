/**
 * The dashboard's cookie, on every guarded route: it stands for the access token and the secret key, only where a page of
 * ours asks, and neither kind of token counts in the other's place.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HeaderLine } from '../harness/wire.ts';
import { type Draft, GUARDED_ROUTES, type Route, routesWhere } from './drafts.ts';
import { createWorld, expectAdmitted, expectRefusal, expectSuccess, fieldsOf, type World } from './world.ts';

const MARK: HeaderLine = ['Interstellas-Dashboard', '1'];
const cookieOf = (token: string): HeaderLine => ['Cookie', `theme=dark; interstellas-sandbox=${token}`];

const businessRoutes = routesWhere(({ access }) => access.kind === 'business');

describe('the session of the dashboard, on every guarded route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  /** A good request, as the dashboard makes it. */
  const fromDashboard = async (route: Route, { token }: { readonly token?: string } = {}): Promise<Draft> => {
    const { owner } = world;
    const draft = await world.draft(route);
    const cookie = cookieOf(token ?? (await world.openSession(owner, 0, true)));
    const headers = [...draft.headers, MARK, ['Sec-Fetch-Site', 'same-origin'] as const, cookie];
    return { ...draft, token: undefined, key: undefined, businessId: owner.businessId, headers };
  };

  for (const route of GUARDED_ROUTES) {
    it(`${route.id}: the cookie is enough`, async () => {
      await expectSuccess(world, await fromDashboard(route));
    });

    it(`${route.id}: the cookie does not count without the header of our pages, nor from another site, nor twice`, async () => {
      const draft = await fromDashboard(route);
      const without = (name: string) => draft.headers.filter(([each]) => each !== name);
      const cookie = draft.headers.filter(([each]) => each === 'Cookie');
      const forged: Record<string, readonly HeaderLine[]> = {
        'no mark': without(MARK[0]),
        'another mark': [...without(MARK[0]), [MARK[0], 'true']],
        'another site': [...without('Sec-Fetch-Site'), ['Sec-Fetch-Site', 'cross-site']],
        'a sister site': [...without('Sec-Fetch-Site'), ['Sec-Fetch-Site', 'same-site']],
        'another site, twice': [
          ...without('Sec-Fetch-Site'),
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Site', 'cross-site'],
        ],
        'an address typed in': [...without('Sec-Fetch-Site'), ['Sec-Fetch-Site', 'none']],
        'the name that only HTTPS may use': [
          ...without('Cookie'),
          ...cookie.map(([name, value]): HeaderLine => [name, value.replace('interstellas-', '__Host-interstellas-')]),
        ],
        'two cookies': [
          ...without('Cookie'),
          ...cookie.map(([name, value]): HeaderLine => [name, `${value}; ${value}`]),
        ],
      };
      for (const headers of Object.values(forged))
        await expectRefusal(world, { ...draft, headers: [...headers] }, 'credentials.token_missing');
    });

    it(`${route.id}: its token is refused as Bearer, and that of an API client as a cookie`, async () => {
      const { key, businessId } = world.owner;
      const cookieToken = await world.openSession(world.owner, 0, true);
      // Known to the guard already, in its own place.
      await expectAdmitted(world, route, await fromDashboard(route, { token: cookieToken }));
      const draft = { ...(await world.draft(route)), businessId };
      await expectRefusal(world, { ...draft, token: cookieToken, key }, 'credentials.token_invalid');
      const bare = { ...draft, token: cookieToken, key: undefined };
      assert.equal((await world.ask(bare)).status, 401);
      const { token = '' } = draft;
      await expectRefusal(world, await fromDashboard(route, { token }), 'credentials.token_invalid');
    });
  }

  for (const route of businessRoutes) {
    it(`${route.id}: the cookie opens no business of others, and none without a name`, async () => {
      const draft = await fromDashboard(route);
      await expectRefusal(world, { ...draft, businessId: world.stranger.businessId }, 'business.forbidden');
      const unnamed = await expectRefusal(world, { ...draft, businessId: undefined }, 'credentials.business_missing');
      assert.deepEqual(fieldsOf(unnamed), ['businessId']);
    });
  }
});
