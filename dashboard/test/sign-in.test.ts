/** Signing in: what opens the dashboard, what does not, and what stays in the browser. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { totpCode } from '../../server/test/harness/totp.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

/** Longer than a code counts. */
const NEXT_CODE_SECONDS = 60;

describe('the sign-in', () => {
  let dashboard: TestDashboard;

  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  const fill = async (page: Page, { email }: Person, password: string): Promise<void> => {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password', { exact: true }).press('Enter');
  };
  const home = async (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
  /** Everything that a script of the page could read later. */
  const kept = (page: Page): Promise<string> =>
    page.evaluate(async () =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases()]),
    );

  it('refuses a wrong password in words that tell nothing, and takes the right one', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.newPage();
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter your password.').waitFor();
    await dashboard.inspect(page);
    await fill(page, person, 'not the password');
    await page.getByText('E-mail or password is not right.').waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('type'));
    assert.equal(focused, 'password');
    await dashboard.inspect(page);
    await fill(page, person, person.password);
    await home(page);
  });

  it('leaves a cookie that no script reads and no other site sends, and nothing secret anywhere else', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.newPage();
    const answers: Promise<string>[] = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/auth/signin')) answers.push(answer.text());
    });
    await page.goto('/sign-in');
    await fill(page, person, person.password);
    await home(page);
    const cookies = (await page.context().cookies()).filter(({ name }) => name.startsWith('interstellas-'));
    const session = cookies.find(({ name }) => name === 'interstellas-sandbox') ?? assert.fail('no session cookie');
    for (const { name, httpOnly, sameSite } of cookies)
      assert.deepEqual([name, httpOnly, sameSite], [name, true, 'Strict']);
    const secrets = [session.value, person.password, person.key, person.token];
    const readable = [await kept(page), ...(await Promise.all(answers))];
    for (const text of readable)
      for (const secret of secrets) assert.ok(!text.includes(secret), 'a secret is readable');
    assert.doesNotMatch(readable.join(), /eyJ|sk_test_/);
  });

  it('of a session that ended leads to the sign-in, and back to where one was', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/transactions?status=failed');
    await page.getByRole('heading', { level: 1, name: 'Transactions' }).waitFor();
    expectOk(await dashboard.app.call('DELETE', 'auth/sessions', person));
    await page.getByRole('link', { name: 'Webhooks' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    const wanted = new URL(page.url()).searchParams.get('return') ?? assert.fail('nowhere to go back to');
    assert.ok(wanted.startsWith(pathOf(person, '/')), wanted);
    await fill(page, person, person.password);
    await page.waitForURL(`**${wanted}`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ state: 'detached' });
  });

  it('sends whoever follows a deep link through the sign-in to it, and to no other site', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.newPage();
    await page.goto(pathOf(person, '/accounts'));
    await fill(page, person, person.password);
    await page.waitForURL(`**${pathOf(person, '/accounts')}`);
    const stray = await dashboard.newPage();
    await stray.goto('/sign-in?return=https%3A%2F%2Fevil.example%2F');
    await fill(stray, person, person.password);
    await home(stray);
    assert.equal(new URL(stray.url()).origin, dashboard.app.origin);
  });

  it('asks for the second factor where there is one: a code once, or a recovery code once', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const { secret } = expectOk(await app.call('POST', 'auth/second-factors/totp', person)).data;
    const body = { code: totpCode(secret, app.clock.now()) };
    const { recoveryCodes } = expectOk(
      await app.call('POST', 'auth/second-factors/totp/confirm', { ...person, body }),
    ).data;
    const page = await dashboard.newPage();
    await page.goto('/sign-in');
    await fill(page, person, person.password);
    const code = page.getByLabel('Code of your authenticator app');
    await code.fill(body.code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('This second factor is not right, or was used before.').waitFor();
    await dashboard.inspect(page);
    app.clock.advance(NEXT_CODE_SECONDS);
    await code.fill(totpCode(secret, app.clock.now()));
    await page.getByRole('button', { name: 'Continue' }).click();
    await home(page);

    const other = await dashboard.newPage();
    for (const expected of ['home', 'refused']) {
      await other.goto('/sign-in');
      await fill(other, person, person.password);
      await other.getByRole('button', { name: 'Use a recovery code' }).click();
      await other.getByLabel('Recovery code').fill(recoveryCodes[0]);
      await other.getByRole('button', { name: 'Continue' }).click();
      if (expected === 'home') await home(other);
      else await other.getByText('This second factor is not right, or was used before.').waitFor();
    }
  });
});
