/**
 * The dashboard in a real browser on a real server: pages that are signed in, and what every page owes whatever it
 * shows: no error in the console, nothing that the Content-Security-Policy had to stop, no request to anybody else, and
 * no accessibility violation in either theme or on a phone.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startTestApp, type TestApp, type TestAppOptions } from '../../../server/test/harness/app.ts';
import type { Person } from '../../../server/test/harness/client.ts';
import { launchChromium } from './chromium.ts';

export interface TestDashboard {
  readonly app: TestApp;
  /** A page of a browser that nobody used before. */
  newPage(): Promise<Page>;
  /** A page whose browser is signed in as the person, at this path of his business, such as `/api-keys`. */
  pageOf(person: Person, path: string): Promise<Page>;
  /**
   * Demands what every page owes, on a phone in the dark and on a desktop in the light; call it when the page shows what
   * it has. `caused`: what the test itself brought into the console.
   */
  inspect(page: Page, caused?: RegExp): Promise<void>;
  close(): Promise<void>;
}

const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

const VIEWS = [
  { size: PHONE, colorScheme: 'dark' },
  { size: DESKTOP, colorScheme: 'light' },
] as const;

/** The checks of accessibility, in the short form: it is sent to each document that is inspected. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const OVER_TLS = { 'X-Forwarded-Proto': 'https' };

/** Where a page of the business is. */
export const pathOf = ({ businessId }: Person, path: string): string => `/b/${businessId}${path}`;

/** Waits for what a toast says: for a second its words are on the page twice, since they are read out as well. */
export const said = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();

export async function startDashboard(options: TestAppOptions = {}): Promise<TestDashboard> {
  const [app, browser] = await Promise.all([startTestApp(options), launchChromium()]);
  const complaints = new WeakMap<Page, string[]>();

  const newPage = async (): Promise<Page> => {
    const page = await (await newContext(browser, app)).newPage();
    complaints.set(page, listen(page, app.origin));
    return page;
  };

  return {
    app,
    newPage,
    async pageOf(person, path) {
      const page = await newPage();
      await signIn(page.context(), app.origin, person);
      await page.goto(pathOf(person, path));
      return page;
    },
    async inspect(page, caused) {
      await page.locator('h1').waitFor();
      await page.evaluate(async () => void (await document.fonts.ready));
      if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
      for (const { size, colorScheme } of VIEWS) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(settled);
        assert.deepEqual(await overflow(page), [], `wider than a screen of ${size.width}: ${page.url()}`);
        assert.deepEqual(await violations(page), [], `${page.url()} at ${size.width}, ${colorScheme}`);
      }
      const heard = complaints.get(page) ?? [];
      assert.deepEqual(
        heard.filter((line) => !caused?.test(line)),
        [],
        page.url(),
      );
    },
    async close() {
      await browser.close();
      await app.stop();
    },
  };
}

async function newContext(browser: Browser, { config, origin }: TestApp): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: DESKTOP,
    reducedMotion: 'reduce',
    locale: 'en-NG',
    // Production is met through a proxy that speaks TLS to the world.
    ...(config.environment === 'production' && { extraHTTPHeaders: OVER_TLS }),
  });
  context.setDefaultTimeout(20_000);
  return context;
}

/** Signs the browser in without its sign-in page, which has tests of its own. */
async function signIn(context: BrowserContext, origin: string, { email, password }: Person): Promise<void> {
  const headers = { 'Interstellas-Dashboard': '1' };
  const answer = await context.request.post(`${origin}/api/v1/auth/signin`, { data: { email, password }, headers });
  assert.equal(answer.status(), 200, await answer.text());
}

/** What went wrong on the page so far. A refusal that a page asked for is in the console as well, and is no fault. */
function listen(page: Page, origin: string): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
    if (message.type() === 'error' && !isRefusal) heard.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['blob:', 'data:'].includes(url.protocol)) heard.push(`a request to ${url.origin}`);
  });
  return heard;
}

/** Once no colour is on its way to another any more, however busy the machine is. */
async function settled(): Promise<void> {
  const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(changes.map((change) => change.finished));
}

/** What reaches beyond the screen to the right, where only a finger finds it. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} of ${clientWidth}`] : [];
  });
}

function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: library } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await library.run(document, { resultTypes: ['violations'] });
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
  });
}
