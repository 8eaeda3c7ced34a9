/** Settings → API Keys, as a person uses it: making, rotating and ending keys without cutting anybody off. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Answer, expectOk, type Person } from '../../server/test/harness/client.ts';
import { said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const KEYS = 'clients/settings/keys';

interface Key {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly scopes: readonly string[] | null;
  readonly addresses: readonly string[] | null;
}

describe('the page "API Keys"', () => {
  let dashboard: TestDashboard;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  const details = (person: Person, key: string, program = 'shop/1.0'): Promise<Answer> =>
    dashboard.app.call('GET', 'clients/business/details', { ...person, key, headers: { 'User-Agent': program } });
  const keysOf = async (person: Person): Promise<Key[]> =>
    expectOk(await dashboard.app.call('GET', KEYS, { token: person.token, businessId: person.businessId })).data;
  const choose = async (page: Page, key: string, deed: string): Promise<void> => {
    await page
      .getByRole('button', { name: `Actions for ${key}` })
      .first()
      .click();
    await page.getByRole('menuitem', { name: deed }).click();
  };
  /** Reads the new key off the dialog, and says that it is stored. */
  const store = async (page: Page): Promise<string> => {
    const secretKey = await page
      .getByRole('dialog')
      .locator('code', { hasText: /^sk_test_\w{38}$/ })
      .innerText();
    await page.getByLabel('I have stored the key').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    return secretKey;
  };

  it('creates a key with the limits that were chosen, shows it once, and has it nowhere afterwards', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/api-keys');
    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByRole('button', { name: 'Create the key' }).click();
    await page.getByText('Give the key a name.').waitFor();
    await page.getByLabel('Name').fill('Reports');
    await page.getByRole('radio', { name: /Chosen scopes/ }).click();
    await page.getByLabel('accounts:read', { exact: true }).click();
    await page.getByLabel('Getting paid: all of them').click();
    await page.getByLabel('Addresses').fill('office');
    await page.getByRole('button', { name: 'Create the key' }).click();
    await page.getByText('“office” is neither an address nor a CIDR block.').waitFor();
    await page.getByLabel('Addresses').fill('127.0.0.0/8\n2001:db8::/48');
    await page.getByRole('button', { name: 'Create the key' }).click();
    await page.getByText('It is shown this once').waitFor();
    // Neither Escape nor the cross loses a key that is not stored yet.
    await page.keyboard.press('Escape');
    await page.getByText('The new key is not stored yet.').waitFor();
    const secretKey = await store(page);
    const [made] = await keysOf(person);
    const pays = ['customers:manage', 'customers:read', 'virtual-accounts:manage', 'virtual-accounts:read'];
    assert.deepEqual([...(made?.scopes ?? [])].sort(), ['accounts:read', ...pays]);
    assert.deepEqual(made?.addresses, ['127.0.0.0/8', '2001:db8::/48']);
    assert.equal((await details(person, secretKey)).body.code, 'key.scope_insufficient', 'the key is that one');
    await page.getByText('5 scopes, 2 addresses').waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    assert.ok(!(await page.content()).includes(secretKey) && !kept.includes(secretKey));
    await dashboard.inspect(page);
  });

  it('rotates: the old key still works and is seen as used; deactivated, it gets a 401 that the documentation explains', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.pageOf(person, '/api-keys');
    await choose(page, 'Default key', 'Rotate');
    await page.getByRole('radio', { name: '1 hour' }).click();
    await page.getByText('Nothing breaks now: both keys work.').waitFor();
    await page.getByRole('button', { name: 'Rotate the key' }).click();
    await page.getByText('The old key works for another').waitFor();
    const newKey = await store(page);
    await page.getByText(/ends in (59 min|1 h)/).waitFor();

    expectOk(await details(person, person.key, 'old-till/1.0'));
    expectOk(await details(person, newKey, 'new-till/2.0'));
    await app.app.requestLog.flush();
    const row = page.getByRole('row', { name: 'Rotating' });
    await row.getByRole('button', { name: 'Default key', exact: true }).click();
    await page.getByRole('dialog').getByText('old-till/1.0').waitFor();
    assert.equal(await page.getByRole('dialog').getByText('new-till/2.0').count(), 0);
    await page.getByText(/^Last used .*, \d requests? in the last 90 days\.$/).waitFor();
    assert.equal((await page.getByRole('dialog').innerText()).match(/\d requests?/g)?.length, 1, 'one number');
    await dashboard.inspect(page);

    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    const question = page.getByRole('dialog', { name: /Deactivate “Default key”/ });
    await question.getByText('This key is still used').waitFor();
    const confirm = question.getByRole('button', { name: 'Deactivate the key' });
    assert.ok(await confirm.isDisabled());
    await question.getByLabel(/Type Default key to confirm/).fill('Default key');
    await confirm.click();
    await question.waitFor({ state: 'hidden' });

    const refused = await details(person, person.key, 'old-till/1.0');
    assert.deepEqual([refused.status, refused.body.code], [401, 'credentials.key_deactivated']);
    const [path = '', anchor = ''] = refused.body.documentation.split('#');
    const explained = await app.call('GET', path, { headers: { Accept: 'text/html' } });
    assert.equal(explained.status, 200);
    assert.ok(explained.text.includes(`id="${anchor}"`), 'the page that the error links to has its anchor');
    expectOk(await details(person, newKey));

    await app.app.requestLog.flush();
    await page.getByRole('dialog').getByText('Still tried by, and refused').waitFor();
    await page.getByRole('dialog').getByRole('link', { name: 'See its requests' }).click();
    await page.getByRole('link', { name: 'credentials.key_deactivated' }).first().waitFor();
  });

  it('cancels a rotation: the old key goes on, and its successor is refused', async () => {
    const person = await dashboard.app.newPerson();
    const [old] = await keysOf(person);
    const rotated = expectOk(await dashboard.app.call('POST', `${KEYS}/${old?.id}/rotate`, { ...person, body: {} }));
    const page = await dashboard.pageOf(person, '/api-keys');
    await page
      .getByRole('row', { name: 'Rotating' })
      .getByRole('button', { name: /Actions for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Cancel the rotation' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the rotation' }).click();
    await said(page, 'The rotation was cancelled.');
    await page.getByRole('row', { name: 'Rotating' }).waitFor({ state: 'detached' });
    expectOk(await details(person, person.key));
    assert.equal((await details(person, rotated.data.secretKey)).body.code, 'credentials.key_deactivated');
  });

  it('ends the last key only after saying that nothing takes its place, and then says so', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/api-keys');
    await choose(page, 'Default key', 'Deactivate');
    await page.getByRole('button', { name: 'Deactivate the key' }).click();
    await page.getByText('No other key could take its place').waitFor();
    assert.equal((await keysOf(person))[0]?.status, 'active');
    await page.getByLabel(/to confirm/).fill('Default key');
    await page.getByRole('button', { name: 'Deactivate the last key' }).click();
    await page.getByText('No key works').waitFor();
    assert.equal((await details(person, person.key)).status, 401);
    await dashboard.inspect(page);
  });

  it('shows who may only look no button that would be refused', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    await app.sql`update member set role = 'developer' where user_id = ${person.userId}`;
    const page = await dashboard.pageOf(person, '/api-keys');
    await page.getByText('it takes the permission keys:manage').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create a key' }).count(), 0);
    await page.getByRole('button', { name: /Actions for/ }).click();
    assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), ['Details and use', 'Requests with this key']);
  });

  it('lists and ends keys with an older sign-in, and reveals one only after a fresh one', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.pageOf(person, '/profile');
    app.clock.advance(20 * 60);
    await page.goto(`/b/${person.businessId}/api-keys`);
    await page.getByRole('button', { name: 'Default key', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Reveal the secret key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText(person.key, { exact: true }).waitFor();
    await page
      .locator('button:focus')
      .and(page.getByRole('button', { name: 'Hide the secret key' }))
      .waitFor();
    await page.getByRole('button', { name: 'Hide the secret key' }).click();
    assert.ok(!(await page.content()).includes(person.key));
  });
});
