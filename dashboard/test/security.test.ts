/**
 * What keeps an account its owner's. The server's public URL is http://localhost: browsers know passkeys of domains alone,
 * so the pages with a passkey are opened there, and those that are inspected at the address of the other tests.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, ONE_TIME_TOKEN, type Person } from '../../server/test/harness/client.ts';
import { freePort } from '../../server/test/harness/process.ts';
import { totpCode } from '../../server/test/harness/totp.ts';
import { said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const STALE_SECONDS = 16 * 60;
const NEW_PASSWORD = 'lemon grass evening 41';

describe('the page "Security"', () => {
  let dashboard: TestDashboard;
  let domain: string;

  before(async () => {
    const port = String(await freePort());
    domain = `http://localhost:${port}`;
    dashboard = await startDashboard({ settings: { PORT: port, INTERSTELLAS_PUBLIC_URL: domain } });
  });
  after(() => dashboard.close());

  const open = async (person: Person, path = '/profile/security'): Promise<Page> => {
    const page = await dashboard.pageOf(person, '/api-keys');
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  /** In the corner, where it stands besides being read out. */
  const section = (page: Page, name: string) => page.getByRole('region', { name });
  const store = async (page: Page): Promise<string[]> => {
    const list = page.getByRole('list', { name: 'Recovery codes' });
    await list.waitFor();
    const codes = await list.getByRole('listitem').allInnerTexts();
    await page.getByLabel('I have stored the codes').check();
    await page.getByRole('button', { name: 'Done' }).click();
    return codes;
  };
  /** A device that keeps passkeys, and whose owner is always there. */
  const plugIn = async (page: Page): Promise<void> => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const authenticator = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true };
    const options = { ...authenticator, isUserVerified: true, automaticPresenceSimulation: true } as const;
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: options as never });
  };
  const signInByPassword = async (page: Page, { email, password }: Person): Promise<void> => {
    await page.goto(`${domain}/sign-in?return=/profile/security`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };

  it('changes the password for who knows the present one, and ends the other sessions', async () => {
    const person = await dashboard.app.newPerson();
    const page = await open(person);
    await page.getByLabel('Present password').fill('not the password');
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is not right.').waitFor();
    await page.getByLabel('Present password').fill(person.password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await said(page, 'Password changed. One other session was ended.');
    assert.equal((await dashboard.app.call('GET', 'auth/me', person)).body.code, 'credentials.session_ended');
    expectOk(await dashboard.app.signIn(person.email, NEW_PASSWORD));
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();
  });

  it('shows where one is signed in, ends one session, and all the others', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1';
    const token = expectOk(await app.signIn(person.email, person.password, { 'User-Agent': phone })).data.accessToken;
    const page = await open(person);
    const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
    await sessions.first().getByText('This session').waitFor();
    assert.equal(await sessions.count(), 3);
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'End the session of Safari on iPhone' }).click();
    await said(page, 'The session of Safari on iPhone was ended.');
    assert.equal((await app.call('GET', 'auth/me', { token })).body.code, 'credentials.session_ended');
    expectOk(await app.call('GET', 'auth/me', person));
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
    await said(page, 'One session was ended.');
    assert.equal((await app.call('GET', 'auth/me', person)).body.code, 'credentials.session_ended');
    await sessions.nth(1).waitFor({ state: 'detached' });
  });

  it('sets up an authenticator app, shows the recovery codes once, and asks for both when the sign-in is stale', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await open(person);
    const factors = section(page, 'Two-factor sign-in');
    await factors.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await dashboard.inspect(page);
    const secret = (await dialog.locator('code').innerText()).trim();
    await dialog.getByLabel('The code that the app shows').fill('000000');
    await dialog.getByRole('button', { name: 'Turn it on' }).click();
    await dialog.getByText('This code is not right.').waitFor();
    await dialog.getByLabel('The code that the app shows').fill(totpCode(secret, app.clock.now()));
    await dialog.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
    await dashboard.inspect(page);
    await page.keyboard.press('Escape');
    await page.getByText('The codes are not stored yet.').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    assert.equal((await saved).suggestedFilename(), 'interstellas-recovery-codes.txt');
    const codes = await store(page);
    assert.equal(codes.length, 10);
    await factors.getByText('10 of 10 left').waitFor();
    const refused = await app.signIn(person.email, person.password);
    assert.equal(refused.body.code, 'credentials.second_factor_required');

    app.clock.advance(STALE_SECONDS);
    await page.getByRole('button', { name: 'Replace the recovery codes' }).click();
    await page.getByRole('button', { name: 'Make new codes' }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByLabel('Password', { exact: true }).fill(person.password);
    await proof.getByLabel('Code of your authenticator app').fill('000000');
    await proof.getByRole('button', { name: 'Confirm' }).click();
    await proof.getByText('This second factor is not right').waitFor();
    await proof.getByLabel('Code of your authenticator app').fill(totpCode(secret, app.clock.now()));
    await proof.getByRole('button', { name: 'Confirm' }).click();
    const fresh = await store(page);
    assert.ok(fresh.every((code) => !codes.includes(code)));

    app.clock.advance(STALE_SECONDS);
    await page.getByRole('button', { name: 'Remove the authenticator app' }).click();
    await page.getByRole('button', { name: 'Remove the app' }).click();
    await proof.getByLabel('Password', { exact: true }).fill(person.password);
    await proof.getByRole('button', { name: 'Use a recovery code' }).click();
    await dashboard.inspect(page);
    await proof.getByLabel('Recovery code').fill(fresh[0] ?? '');
    await proof.getByRole('button', { name: 'Confirm' }).click();
    await said(page, 'The authenticator app was removed.');
    expectOk(await app.signIn(person.email, person.password));
  });

  it('adds a passkey, which then opens the account alone, proves its owner again and completes a password', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.newPage();
    await plugIn(page);
    await signInByPassword(page, person);
    const passkeys = section(page, 'Passkeys');
    await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name').fill('Laptop of Ngozi');
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    assert.equal((await store(page)).length, 10);
    await passkeys.getByText('Laptop of Ngozi').waitFor();
    await passkeys.getByText('last used never').waitFor();

    await page.context().clearCookies();
    await page.goto(`${domain}/sign-in?return=/profile/security`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await passkeys.getByText(/last used (?!never)/).waitFor();

    await page.context().clearCookies();
    await signInByPassword(page, person);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await passkeys.getByText('Laptop of Ngozi').waitFor();

    app.clock.advance(STALE_SECONDS);
    await page.getByRole('button', { name: 'Remove the passkey Laptop of Ngozi' }).click();
    await page.getByRole('button', { name: 'Remove the passkey', exact: true }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByRole('button', { name: 'Use a passkey' }).click();
    await passkeys.getByText('You have no passkey yet.').waitFor();
    expectOk(await app.signIn(person.email, person.password));
  });

  it('says at another address than the one of the passkeys where they work', async () => {
    const page = await dashboard.newPage();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('Passkeys of this bank work at localhost alone, and this page is at 127.0.0.1.').waitFor();
  });

  it('changes the e-mail address by the letter to the new one, with the password and a fresh sign-in', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await open(person, '/profile');
    await dashboard.inspect(page);
    app.clock.advance(STALE_SECONDS);
    await page.getByRole('button', { name: 'Change the e-mail' }).click();
    await page.getByLabel('New e-mail').fill('ngozi.new@example.com');
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Send the letter' }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByLabel('Password', { exact: true }).fill(person.password);
    await proof.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Open the link in the letter to ngozi.new@example.com').waitFor();
    await dashboard.inspect(page);
    const token = ONE_TIME_TOKEN.exec((await app.mailTo('ngozi.new@example.com')).text)?.[0] ?? assert.fail('no token');
    await page.goto(`/confirm-email#${token}`);
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('From now on you sign in with ngozi.new@example.com.').waitFor();
    await dashboard.inspect(page);
    expectOk(await app.signIn('ngozi.new@example.com', person.password));
    await page.getByRole('link', { name: 'Go to the dashboard' }).click();
    await page.waitForURL('**/b/**');
  });
});
