/** Sandbox and production, two servers on two databases: neither takes the other's credentials, and production speaks TLS only. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp } from '../harness/app.ts';
import { type HeaderLine, header, send } from '../harness/wire.ts';
import { type Draft, GUARDED_ROUTES, PREFIXES, type Route, routesWhere, toWire } from './drafts.ts';
import { foreignToken } from './flaws.ts';
import { judge } from './promises.ts';
import {
  createWorld,
  expectAdmitted,
  expectRefusal,
  expectSuccess,
  OVER_TLS,
  PRODUCTION,
  type World,
} from './world.ts';

const inProduction = routesWhere(({ only }) => only !== 'sandbox');
const sandboxOnly = routesWhere(({ only }) => only === 'sandbox');
const readsKey = routesWhere(({ access }) => ['business', 'account', 'key-bootstrap'].includes(access.kind));
const approvedRoutes = routesWhere(({ access }) => access.kind === 'business' && access.approved === true);
const isWatching = (path: string): boolean => path.startsWith('/health/') || path === '/metrics';

describe('the two environments', () => {
  let sandbox: World;
  let production: World;
  before(async () => {
    [sandbox, production] = await Promise.all([createWorld(), createWorld(PRODUCTION, OVER_TLS)]);
  });
  after(async () => {
    await sandbox.close();
    await production.close();
  });

  const existingIn = (world: World, routes: readonly Route[]): readonly Route[] =>
    world === sandbox ? routes : routes.filter((route) => inProduction.includes(route));

  const overPlainHttp = async (draft: Draft, headers: readonly HeaderLine[] = []) => {
    const wire = toWire({ ...draft, headers: [...draft.headers, ...headers] });
    return judge(wire, await send(production.app.origin, wire));
  };

  it('differ in their routes: what only a sandbox has does not exist in production', async () => {
    for (const route of sandboxOnly) {
      const draft = await sandbox.draft(route);
      const answer = await send(production.app.origin, toWire({ ...draft, headers: [...draft.headers, ...OVER_TLS] }));
      assert.equal(answer.status, 404, route.id);
      assert.equal((JSON.parse(answer.text) as { code: string }).code, 'route.not_found');
    }
  });

  for (const route of inProduction) {
    it(`${route.id} answers in production as declared, over TLS, and tells browsers to stay there`, async () => {
      for (const prefix of route.at === 'root' ? [''] : PREFIXES) {
        const draft = await production.draft(route, { prefix });
        // This request came through a proxy.
        const answer =
          route.sameMachineOnly === true
            ? await expectRefusal(production, draft, 'route.not_found')
            : await expectSuccess(production, draft);
        assert.match(header(answer, 'Strict-Transport-Security') ?? '', /^max-age=\d{8,}/);
      }
    });
  }

  it('refuse the real token of the other, and say which it is', async () => {
    for (const [here, there] of [[sandbox, production] as const, [production, sandbox] as const]) {
      for (const route of existingIn(here, GUARDED_ROUTES)) {
        const token = await there.openSession(there.owner);
        const answer = await expectRefusal(
          here,
          { ...(await here.draft(route)), token },
          'credentials.wrong_environment',
        );
        assert.match(answer.body.message, /sandbox.*production|production.*sandbox/);
        assert.equal(answer.body.errors[0]?.field, 'Authorization');
      }
    }
  });

  it('refuse the real key of the other, and say which it is', async () => {
    for (const [here, there] of [[sandbox, production] as const, [production, sandbox] as const]) {
      for (const route of existingIn(here, readsKey)) {
        const draft = { ...(await here.draft(route)), key: there.owner.key };
        const answer = await expectRefusal(here, draft, 'credentials.wrong_environment');
        assert.match(answer.body.message, /sandbox.*production|production.*sandbox/);
        assert.equal(answer.body.errors[0]?.field, 'SECRET_KEY');
      }
    }
  });

  it('refuse the business of the other like one that does not exist', async () => {
    for (const route of routesWhere(({ access }) => access.kind === 'business')) {
      const draft = { ...(await sandbox.draft(route)), businessId: production.owner.businessId };
      await expectRefusal(sandbox, draft, 'business.forbidden');
    }
  });

  it('refuse a token that only claims to be theirs', async () => {
    for (const route of existingIn(production, GUARDED_ROUTES)) {
      const draft = await production.draft(route);
      const token = foreignToken(await sandbox.openSession(sandbox.owner), 'production');
      await expectRefusal(production, { ...draft, token }, 'credentials.token_invalid');
    }
  });

  it('differ in transport: production refuses plain HTTP on every path and method, before anything else, and never redirects', async () => {
    for (const route of inProduction.filter(({ path }) => !isWatching(path))) {
      const draft = await production.draft(route);
      const broken = { body: '{', contentType: 'application/json' };
      const wrong: Partial<Draft>[] = [{}, { method: 'PATCH', ...broken }, { path: '/nowhere' }, { token: 'x' }];
      for (const change of route.method === 'GET' ? wrong : [...wrong, broken]) {
        const answer = await overPlainHttp({ ...draft, ...change });
        assert.equal(answer.body.code, 'transport.https_required', JSON.stringify(change));
        assert.equal(header(answer, 'Location'), undefined);
        assert.equal(header(answer, 'Strict-Transport-Security'), undefined);
      }
    }
  });

  it('differ in transport, but not for what watches the server from the machine itself', async () => {
    for (const route of routesWhere(({ path }) => isWatching(path)))
      assert.equal((await overPlainHttp(await production.draft(route))).status, 200, route.id);
  });

  it('believe what a proxy says of TLS only from a proxy they know, and of several only the nearest', async () => {
    const { INTERSTELLAS_TRUSTED_PROXIES: _none, ...settings } = PRODUCTION;
    const alone = await startTestApp({ beside: production.app, settings });
    try {
      for (const route of inProduction.filter(({ path }) => !isWatching(path))) {
        const draft = await production.draft(route);
        await expectRefusal(production, draft, 'transport.https_required', alone.origin);
        for (const value of ['http', 'https, http', 'httpsx', '']) {
          const answer = await overPlainHttp(draft, [['X-Forwarded-Proto', value]]);
          assert.equal(answer.body.code, 'transport.https_required', value);
        }
        const ssl = await overPlainHttp(draft, [
          ['X-Forwarded-Ssl', 'on'],
          ['Forwarded', 'proto=https'],
        ]);
        assert.equal(ssl.body.code, 'transport.https_required');
      }
    } finally {
      await alone.stop();
    }
  });

  it('differ in approval: a business waits for the operator in production, and counts from the moment he approves it', async () => {
    const businessId = await production.addBusiness({ isApproved: false });
    for (const route of existingIn(production, approvedRoutes)) {
      const draft = { ...(await production.draft(route)), businessId };
      await expectRefusal(production, draft, 'business.not_approved');
    }
    const { businesses, database } = production.app.app;
    await database.transaction((transaction) => businesses.approve(transaction, businessId as never));
    for (const route of existingIn(production, approvedRoutes)) {
      await expectAdmitted(production, route, { ...(await production.draft(route)), businessId });
    }
  });
});
