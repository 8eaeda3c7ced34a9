/** Getting in for the first time and again: signing up, a forgotten password, an invitation. All through letters. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { builtInRole } from '../../server/src/businesses/index.ts';
import { expectOk, ONE_TIME_TOKEN, type Person } from '../../server/test/harness/client.ts';
import { said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const PASSWORD = 'kola-nut morning train 27';
const INVITATION = /invite_\w+/;

describe('letters that let people in', () => {
  let dashboard: TestDashboard;
  let owner: Person;

  before(async () => {
    dashboard = await startDashboard();
    owner = await dashboard.app.newPerson();
  });
  after(() => dashboard.close());

  /** Follows the link of the newest letter to the address. */
  const follow = async (page: Page, path: string, to: string, pattern = ONE_TIME_TOKEN): Promise<string> => {
    const token = pattern.exec((await dashboard.app.mailTo(to)).text)?.[0] ?? assert.fail('no token');
    await page.goto('about:blank');
    await page.goto(`${path}#${token}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(new URL(page.url()).hash, '', 'the token stays in no address');
    return token;
  };
  const invite = async (email: string): Promise<void> => {
    const body = { email, memberRoleId: builtInRole('viewer').id };
    expectOk(await dashboard.app.call('POST', 'clients/members', { ...owner, body }));
  };
  const fillPerson = async (page: Page): Promise<void> => {
    await page.getByLabel('First name').fill('Ngozi');
    await page.getByLabel('Last name').fill('Bello');
    await page.getByLabel('Phone').fill('0803 000 0001');
  };

  it('leads from the form over the letter to the first steps of the new business', async () => {
    const page = await dashboard.newPage();
    await page.goto('/sign-up');
    await fillPerson(page);
    await page.getByLabel('E-mail').fill('ngozi@example.com');
    await page.getByLabel('Business').fill('Bello Stores');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByText('8 characters or more, 5 so far').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('sunshine');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('among the most common ones').waitFor();
    await dashboard.inspect(page);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    const caught = page.getByRole('link', { name: 'caught mail' });
    assert.equal(await caught.getAttribute('href'), '/mail?to=ngozi%40example.com');
    await dashboard.inspect(page);

    await follow(page, '/verify-email', 'ngozi@example.com');
    await page.getByLabel('Password', { exact: true }).fill('another morning train');
    await page.getByRole('button', { name: 'Finish and sign in' }).click();
    await page.getByText('This is not the password of the sign-up.').waitFor();
    await dashboard.inspect(page);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
    const { data } = expectOk(await dashboard.app.signIn('ngozi@example.com', PASSWORD));
    assert.equal(data.businesses[0].businessName, 'Bello Stores');
    assert.equal(new URL(page.url()).pathname, `/b/${data.businesses[0].id}/first-steps`);
  });

  it('says of a link that was used what to do now, and sends another letter', async () => {
    const page = await dashboard.newPage();
    await follow(page, '/verify-email', 'ngozi@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Finish and sign in' }).click();
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Send it again' }).click();
    await said(page, 'If this address signed up, a new letter is on its way.');
    await dashboard.inspect(page);
  });

  it('takes the token by hand from whoever opens the page without it, also as a whole link', async () => {
    const page = await dashboard.newPage();
    for (const path of ['/verify-email', '/reset-password', '/confirm-email', '/accept-invitation']) {
      await page.goto(path);
      await page.getByLabel('Link or token').waitFor();
    }
    await dashboard.inspect(page);
    await page.goto('/confirm-email');
    await page.getByLabel('Link or token').fill(`${dashboard.app.origin}/confirm-email#ott_invented`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  });

  it('answers a forgotten password alike for everybody, and the letter changes it once', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.newPage();
    for (const email of ['unknown@example.com', person.email]) {
      await page.goto('/forgot-password');
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: 'Send the letter' }).click();
      await page.getByText(`If ${email} has an account, a letter is on its way to it.`).waitFor();
    }
    await dashboard.inspect(page);
    await follow(page, '/reset-password', person.email);
    await page.getByLabel('New password').fill('lemon grass evening 41');
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor();
    expectOk(await dashboard.app.signIn(person.email, 'lemon grass evening 41'));
    assert.equal((await dashboard.app.call('GET', 'auth/me', person)).body.code, 'credentials.session_ended');
    await page.goto('about:blank');
    await page.goto('/reset-password#ott_used');
    await page.getByLabel('New password').fill('lemon grass evening 42');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('link', { name: 'Send a new letter' }).waitFor();
  });

  it('makes a member with a new account of who has none, also when he thought that he had', async () => {
    await invite('ada@example.com');
    const page = await dashboard.newPage();
    await follow(page, '/accept-invitation', 'ada@example.com', INVITATION);
    await page.getByRole('tab', { name: 'I have an account' }).click();
    await page.getByLabel('Password of your account').fill(PASSWORD);
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('There is no account with this address yet.').waitFor();
    await fillPerson(page);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByRole('heading', { name: 'You are a member now' }).waitFor();
    const { data } = expectOk(await dashboard.app.signIn('ada@example.com', PASSWORD));
    assert.equal(data.businesses[0].id, owner.businessId);
  });

  it('makes a member of who has an account, by its password alone', async () => {
    const person = await dashboard.app.newPerson();
    await invite(person.email);
    const page = await dashboard.newPage();
    await follow(page, '/accept-invitation', person.email, INVITATION);
    await page.getByRole('tab', { name: 'I have an account' }).click();
    await page.getByLabel('Password of your account').fill('not the password');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('The password is not right.').waitFor();
    await page.getByLabel('Password of your account').fill(person.password);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByRole('heading', { name: 'You are a member now' }).waitFor();
    const { data } = expectOk(await dashboard.app.call('GET', 'auth/me', person));
    assert.ok(data.businesses.some(({ id }: { id: string }) => id === owner.businessId));
    await dashboard.inspect(page);
  });
});
