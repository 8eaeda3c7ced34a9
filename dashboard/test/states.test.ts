/**
 * What every page owes when things are not as they should be: the role allows nothing, the server answers nothing but
 * that it is unavailable, or there is no network. The pages are those that the router of the built app has, so that a
 * new page is held to it from its first day.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { until } from '../../server/test/harness/until.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const UNAVAILABLE = 'The service is unavailable for a moment. Try again shortly.';
const OFFLINE = 'You are offline.';
const BROKEN = /Something went wrong|could not be shown/;
const REFUSED = 'Your role does not allow this';
/** What such states write into the console without anybody's fault. */
const BY_DESIGN = /status of 503|^ServerError: The service is unavailable|net::ERR_INTERNET_DISCONNECTED/;
/** Show the person what is his own, or what everybody may see. */
const FOR_EVERYBODY = new Set(['/', '/profile', '/profile/security', '/b/$businessId/sandbox/mail']);
/** Stands for all that are built like it. */
const INSPECTED = '/b/$businessId/transactions';
/** Longer than anything that was read is kept once no page shows it. */
const FORGOTTEN = '06:00';
/** Longer than the dashboard waits before it asks again by itself. */
const NEXT_ATTEMPT = 3000;

interface Route {
  /** As the router writes it, with `$names`. */
  readonly pattern: string;
  readonly path: string;
  readonly isPublic: boolean;
}

describe('every page, when it has nothing to show', { concurrency: true }, () => {
  let dashboard: TestDashboard;
  let owner: Person;
  let parameters: Readonly<Record<string, string>>;

  const call = async (method: string, path: string, body?: unknown) =>
    expectOk(await dashboard.app.call(method, path, { ...owner, ...(body !== undefined && { body }) })).data;

  /** All pages, with ids of things that there are. */
  const routesOf = async (page: Page): Promise<readonly Route[]> => {
    const routes = await page.evaluate(() => {
      const { __TSR_ROUTER__: router } = globalThis as unknown as Globals;
      return Object.values(router.routesById)
        .filter(({ children }) => children === undefined)
        .map(({ id, fullPath }) => ({ pattern: fullPath, isPublic: id.startsWith('/public/') }));
    });
    return routes.map((route) => ({
      ...route,
      path: route.pattern.replaceAll(/\$(\w+)/g, (_, name: string) => parameters[name] ?? 'unknown'),
    }));
  };

  before(async () => {
    dashboard = await startDashboard();
    owner = await dashboard.app.newPerson({ businessName: 'Stall of many pages' });
    const names = { firstName: 'Ngozi', lastName: 'Bello' };
    const account = await call('POST', 'clients/business/virtual-accounts', {
      ...{ ...names, type: 'permanent', reference: 'shop-1' },
    });
    const { accountNumber } = await call('GET', 'clients/business/account-details');
    for (const number of [accountNumber, account.accountNumber]) {
      await call('POST', 'sandbox/inbound-payments', {
        accountNumber: number,
        amount: 5_000_000,
        payerName: 'ADA OBI',
      });
    }
    await call('POST', 'clients/business/customers/funds/transfer', {
      ...{ amount: 150_000, receiverAccountNumber: '0000000001', receiverBankCode: '058' },
      ...{ retrievalReference: 'rent-1', narration: 'Rent' },
    });
    const customer = await call('POST', 'clients/business/customers', {
      ...{ ...names, otherNames: 'Amara', bvn: '22212345678', phoneNo: '+2348030000008', dateOfBirth: '1988-03-14' },
    });
    const [payment] = await call('GET', 'clients/business/virtual-account');
    const events = await call('GET', 'clients/settings/webhook/events');
    parameters = {
      ...{ businessId: owner.businessId, reference: 'rent-1', virtualAccountId: account.id, customerId: customer.id },
      ...{ transactionId: payment.transactionId, eventId: events[0].id },
    };
  });
  after(() => dashboard.close());

  it('says in words that a role without any permission does not allow it, asks for nothing, and leads nowhere', async () => {
    const page = await dashboard.pageOf(await memberWithoutPermissions(dashboard, owner), '/');
    const refusals: string[] = [];
    page.on('response', (answer) => void (answer.status() === 403 && refusals.push(`${page.url()}: ${answer.url()}`)));
    const refused: string[] = [];
    const links = new Map<string, string>();
    for (const { pattern, path, isPublic } of await routesOf(page)) {
      if (isPublic) continue;
      await go(page, path);
      const main = page.getByRole('main');
      const words = await main.innerText();
      if (!FOR_EVERYBODY.has(pattern)) assert.match(words, /your role|takes the permission/i, pattern);
      assert.equal(await main.getByRole('alert').count(), 0, `${pattern} shows an error`);
      if (words.includes(REFUSED)) {
        refused.push(path);
        assert.equal(await main.getByRole('button').or(main.getByRole('link')).count(), 0, `${pattern} has buttons`);
      }
      for (const href of await hrefsOf(page)) links.set(href, pattern);
    }
    assert.deepEqual(refusals, []);
    assert.ok(refused.length > 20, refused.join(' '));
    for (const path of refused) assert.equal(links.get(path), undefined, `a link leads to ${path}, which is refused`);
    await dashboard.inspect(page);
    await go(page, pathOf(owner, '/'));
    await dashboard.inspect(page);
  });

  it('says that the server cannot answer, and shows what it has once it can and is asked again', async () => {
    const page = await dashboard.pageOf(owner, '/profile');
    await page.clock.install();
    const server = await standIn(page);
    await page.reload({ waitUntil: 'networkidle' });
    await settled(page);
    // What stands around the pages shows what was read before.
    const around = new Set(server.asked);
    const asking: string[] = [];
    for (const { path, pattern, isPublic } of await routesOf(page)) {
      if (isPublic) continue;
      // What pages have in common was read when the one before recovered: it is forgotten first.
      await go(page, '/profile');
      await page.clock.fastForward(FORGOTTEN);
      server.isDown = true;
      server.asked.length = 0;
      await go(page, path, server);
      const own = server.asked.filter((read) => !around.has(read));
      if (own.length > 0) {
        asking.push(pattern);
        await saysSo(page, `${pattern} says it of ${own.join(' ')}`, server);
        if (pattern === INSPECTED) await dashboard.inspect(page, BY_DESIGN);
      }
      server.isDown = false;
      await recover(page, pattern, server);
    }
    assert.ok(asking.length > 25, asking.join(' '));
    await dashboard.inspect(page, BY_DESIGN);
  });

  it('stands when the server cannot answer from the beginning, before the sign-in and after it', async () => {
    const page = await dashboard.pageOf(owner, '/profile');
    const routes = await routesOf(page);
    await page.clock.install();
    const server = await standIn(page);
    server.isDown = true;
    await page.goto('/sign-in');
    for (const { path } of routes.filter(({ isPublic }) => isPublic)) await go(page, path, server);
    for (const path of ['/mail', '/profile']) {
      server.isDown = true;
      await page.goto(path);
      await saysSo(page, `${path} says it`, server);
      await dashboard.inspect(page, BY_DESIGN);
      server.isDown = false;
      await recover(page, path, server);
    }
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
  });

  it('says that there is no network and keeps its place, and goes on when it is back', async () => {
    const page = await dashboard.pageOf(owner, '/');
    const context = page.context();
    const banner = page.getByText(OFFLINE);
    await settled(page);
    await context.setOffline(true);
    await banner.waitFor();
    await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
    await page.locator('main [aria-busy="true"]').first().waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
    await banner.waitFor({ state: 'hidden' });
  });

  it('survives the loss of the network wherever one goes, and shows what it has when it is back', async () => {
    const page = await dashboard.pageOf(owner, '/transactions');
    const context = page.context();
    const banner = page.getByText(OFFLINE);
    await settled(page);
    const routes = await routesOf(page);
    await loadFiles(page);
    await context.setOffline(true);
    await banner.waitFor();
    await page
      .getByRole('row', { name: /ADA OBI/ })
      .first()
      .waitFor();
    await dashboard.inspect(page, BY_DESIGN);
    for (const { path, pattern } of routes) {
      await open(page, path);
      await banner.waitFor();
      await page.locator('h1').waitFor();
      assert.equal(await page.getByText(BROKEN).count(), 0, pattern);
    }
    for (const path of [pathOf(owner, '/transfers'), '/sign-in']) {
      await open(page, path);
      await context.setOffline(false);
      await banner.waitFor({ state: 'hidden' });
      await settled(page);
      await context.setOffline(true);
    }
    await dashboard.inspect(page, BY_DESIGN);
  });
});

interface RouterRoute {
  readonly id: string;
  readonly fullPath: string;
  readonly children?: unknown;
  readonly options: { readonly component?: { preload?(): Promise<void> } };
}

interface Globals {
  readonly __TSR_ROUTER__: {
    readonly routesById: Readonly<Record<string, RouterRoute>>;
    readonly state: { readonly status: string };
    navigate(to: { readonly href: string }): Promise<void>;
  };
}

/** Goes to a page within the app. */
function open(page: Page, path: string): Promise<void> {
  return page.evaluate(async (href) => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as Globals;
    await router.navigate({ href });
  }, path);
}

/** Goes there, and waits until the page shows what it has; before a server that stands in, time passes meanwhile. */
async function go(page: Page, path: string, server?: StandIn): Promise<void> {
  await open(page, path);
  await settled(page, server);
}

/** Loads the files of all pages, as pointing at their links does. */
async function loadFiles(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as Globals;
    const routes = Object.values(router.routesById);
    await Promise.all(routes.map(({ options }) => options.component?.preload?.()));
  });
}

async function settled(page: Page, server?: StandIn): Promise<void> {
  await until(`${page.url()} shows what it has`, async () => {
    if (await isSettled(page)) return true;
    await server?.passTime();
    return false;
  });
}

function isSettled(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as Globals;
    const isWaiting = document.querySelector('main [aria-busy="true"], main .shimmer') !== null;
    return router.state.status === 'idle' && !isWaiting && document.querySelectorAll('h1').length === 1;
  });
}

/** Asks for everything again that could not be shown. */
async function recover(page: Page, pattern: string, server: StandIn): Promise<void> {
  const again = page.getByRole('button', { name: 'Try again' });
  await until(`${pattern} recovers`, async () => {
    for (const button of await again.all()) {
      // The first may have brought back what the others are for.
      await button.click({ timeout: 1000 }).catch(() => undefined);
    }
    await settled(page, server);
    return (await page.getByText(UNAVAILABLE).count()) === 0;
  });
}

interface StandIn {
  isDown: boolean;
  /** What was read, by path. */
  readonly asked: string[];
  /** Until the page asks again by itself; not while an answer is on its way, which would come too late then. */
  passTime(): Promise<void>;
}

/** Stands before the server, notes what is read, and can refuse all of it. */
async function standIn(page: Page): Promise<StandIn> {
  const underway = new Set<Request>();
  const server: StandIn = {
    isDown: false,
    asked: [],
    passTime: async () => {
      if (underway.size === 0) await page.clock.fastForward(NEXT_ATTEMPT);
    },
  };
  page.on('request', (request) => void underway.add(request));
  page.on('requestfinished', (request) => void underway.delete(request));
  page.on('requestfailed', (request) => void underway.delete(request));
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    if (request.method() === 'GET') server.asked.push(new URL(request.url()).pathname);
    if (!server.isDown || request.method() !== 'GET') return route.continue();
    const body = { status: false, message: UNAVAILABLE, code: 'service.unavailable', errors: [], requestId: 'req_1' };
    return route.fulfill({ status: 503, json: body });
  });
  return server;
}

/** The page says that the server cannot answer, and offers to ask again. */
async function saysSo(page: Page, what: string, server: StandIn): Promise<void> {
  const again = page.getByRole('button', { name: 'Try again' });
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: UNAVAILABLE }).filter({ has: again });
  await until(what, async () => {
    await server.passTime();
    return (await alert.count()) > 0;
  });
}

function hrefsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href^="/"]')].map((link) => new URL((link as HTMLAnchorElement).href).pathname),
  );
}

/** Whose only business is that of the owner. */
async function memberWithoutPermissions({ app }: TestDashboard, owner: Person): Promise<Person> {
  const [role, member] = ['role_01jz5k3v8e4tq2m7wn9xh6r0b00001', 'mem_01jz5k3v8e4tq2m7wn9xh6r0b00001'];
  const [email, password] = ['guest@example.com', 'plum tree without a garden'];
  const names = { firstName: 'Tunde', lastName: 'Ade', phoneNo: '+2348030000002' };
  const { id: userId } = await app.signUp({ email, password, ...names });
  await app.sql`
    insert into custom_role (client_id, id, name, name_key, permissions, created_at)
    values (${owner.clientId}, ${role}, 'Nothing', 'nothing', '[]', now())`;
  await app.sql`
    insert into member (client_id, business_id, user_id, id, custom_role_id, is_active, created_at)
    values (${owner.clientId}, ${owner.businessId}, ${userId}, ${member}, ${role}, true, now())`;
  return { ...owner, email, password, userId };
}
