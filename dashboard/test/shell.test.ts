/** What every page has in common: the way to the others, dialogs that come and go, and tables on a phone. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Person } from '../../server/test/harness/client.ts';
import { PHONE, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('what stands around every page', () => {
  let dashboard: TestDashboard;
  let person: Person;
  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson();
  });
  after(() => dashboard.close());

  const focused = (element: Locator): Promise<void> => element.and(element.page().locator(':focus')).waitFor();

  it('a dialog gives the focus back to where it was, however it was opened', async () => {
    const page = await dashboard.pageOf(person, '/api-keys');
    const name = page.getByRole('button', { name: 'Default key', exact: true });
    const menu = page.getByRole('button', { name: 'Actions for Default key' });
    const close = async (title: RegExp): Promise<void> => {
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    // From a menu, which is gone by then.
    await menu.click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await close(/Change/);
    await focused(menu);
    // From a row, and from the sheet that it opened.
    await name.click();
    const rotate = page.getByRole('dialog').getByRole('button', { name: 'Rotate' });
    await rotate.click();
    await close(/Rotate/);
    await focused(rotate);
    await page.keyboard.press('Escape');
    await focused(name);
    // By keys alone, and into a field that takes the focus at once.
    await page.keyboard.press('Control+k');
    await close(/Go to/);
    await focused(name);
    // From an address: there is nothing to go back to but the page.
    await page.goto(page.url().replace(/api-keys.*/, 'request-log?open=req_0'));
    await close(/Request/);
    await focused(page.locator('main'));
  });

  it('a menu of pages that is longer than the screen fades out where there is more, and begins with the present page', async () => {
    const page = await dashboard.pageOf(person, '/audit-log');
    await page.setViewportSize({ width: 800, height: 600 });
    await page.getByRole('button', { name: 'Open the menu' }).click();
    const nav = page.getByRole('navigation', { name: 'Main' });
    const faded = (above: boolean, below: boolean): Promise<void> => {
      const edge = (name: string, isFaded: boolean): string =>
        `${isFaded ? '' : ':not('}[class*="${name}"]${isFaded ? '' : ')'}`;
      return nav.and(page.locator(`nav${edge('mask-t-', above)}${edge('mask-b-', below)}`)).waitFor();
    };
    await faded(true, false);
    assert.match(await nav.evaluate((element) => getComputedStyle(element).maskImage), /linear-gradient/);
    await nav.getByRole('link', { name: 'Payouts' }).focus();
    await faded(true, true);
    await nav.getByRole('link', { name: 'Home' }).focus();
    await faded(false, true);
    await dashboard.inspect(page);
    await page.setViewportSize({ width: 800, height: 1200 });
    await faded(false, false);
  });

  it('on a phone the menu of a row stands beside its title', async () => {
    const page = await dashboard.pageOf(person, '/api-keys');
    await page.setViewportSize(PHONE);
    const title = await page.getByRole('button', { name: 'Default key', exact: true }).boundingBox();
    const menu = await page.getByRole('button', { name: 'Actions for Default key' }).boundingBox();
    assert.ok(title !== null && menu !== null && menu.y < title.y + title.height && menu.x > title.x + title.width);
  });
});
