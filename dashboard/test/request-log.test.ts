/** The request log, as somebody uses it who looks for what his program did. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ROUTES } from '../../server/src/http/routes.ts';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { withoutKey } from '../src/pages/request-log/without-key.ts';
import { pathOf, said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('the page "Request log"', () => {
  let dashboard: TestDashboard;
  let person: Person;
  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson();
  });
  after(() => dashboard.close());

  const headers = { 'User-Agent': 'shop/7.1' };

  it('shows each call with its outcome and without a secret; its filters and its details have an address', async () => {
    const { app } = dashboard;
    const answered = await app.call('GET', 'clients/business/details', { ...person, headers });
    const refused = await app.call('POST', 'clients/business/customers/funds/transfer', {
      ...person,
      headers,
      body: {},
    });
    const requestId = refused.headers.get('x-request-id') ?? '';
    await app.app.requestLog.flush();
    const page = await dashboard.pageOf(person, '/request-log');
    await page.getByRole('row', { name: /GET \/clients\/business\/details/ }).waitFor();
    await page.getByText('kept for 7 days').waitFor();
    const row = page.getByRole('row', { name: requestId });
    await row.getByText(/^sk_test_…/).waitFor();
    assert.match(await row.innerText(), /400[\s\S]*request\.invalid[\s\S]* ms[\s\S]*sk_test_…[\s\S]*127\.0\.0\.1/);
    await dashboard.inspect(page);

    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: '4xx refused' }).click();
    await page.waitForURL(/status=4xx/);
    await page.getByRole('row', { name: /business\/details/ }).waitFor({ state: 'detached' });
    await row.getByRole('button', { name: /funds\/transfer/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Request' });
    await sheet.getByText('shop/7.1').waitFor();
    await sheet.getByText('Ngozi Bello').waitFor();
    const link = sheet.getByRole('link', { name: 'What it means, and what to do' });
    assert.equal(await link.getAttribute('href'), '/docs/errors#request.invalid');
    const content = await page.content();
    for (const secret of [person.key, person.token, person.password]) assert.ok(!content.includes(secret));
    await dashboard.inspect(page);

    await page.reload();
    await sheet.getByText('shop/7.1').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Request id').fill(answered.headers.get('x-request-id') ?? '');
    await page.getByText('1 of 1').waitFor();
    await page.getByLabel('Request id').fill('req_0');
    await page.getByText('is found whole only').waitFor();
  });

  it('says of a call without a key that it was the dashboard’s, unless a fresh sign-in would have done as well', async () => {
    for (const { id, access } of ROUTES)
      assert.equal(withoutKey({ operation: id }).short !== 'Dashboard', access.kind === 'key-bootstrap', id);
    const { app } = dashboard;
    const newcomer = await app.newPerson();
    const page = await dashboard.pageOf(newcomer, '/banks');
    await page.getByRole('button', { name: 'Choose the banks that you send to' }).click();
    await page.getByRole('button', { name: 'Save the choice' }).click();
    await said(page, 'The choice of banks is saved');
    expectOk(await app.call('GET', 'clients/settings/keys', { token: newcomer.token, headers }));
    await app.app.requestLog.flush();
    await page.goto(pathOf(newcomer, '/request-log'));
    const row = page.getByRole('row', { name: /configure-billers/ });
    assert.match(await row.innerText(), /Dashboard\s+127\.0\.0\.1/);
    const other = page.getByRole('row', { name: /GET \/clients\/settings\/keys/ }).first();
    assert.match(await other.innerText(), /Dashboard or sign-in\s+127\.0\.0\.1/);
    await other.getByRole('button', { name: /settings\/keys/ }).click();
    await page.getByText('None: the dashboard, or a program right after its sign-in').waitFor();
  });

  it('follows a key from its own page, and says when nothing matches', async () => {
    const [key] = expectOk(await dashboard.app.call('GET', 'clients/settings/keys', person)).data;
    const page = await dashboard.pageOf(person, '/api-keys');
    await page.getByRole('button', { name: /Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Requests with this key' }).click();
    await page.waitForURL(new RegExp(`keyId=${key.id}`));
    await page.getByLabel('Code').fill('key.not_found');
    await page.getByText('No request matches').waitFor();
    await dashboard.inspect(page);
  });

  it('shows the next call without a reload while it is live', async () => {
    const { app } = dashboard;
    const newcomer = await app.newPerson();
    await app.app.requestLog.flush();
    await app.sql`delete from request_log where client_id = ${newcomer.clientId}`;
    const page = await dashboard.pageOf(newcomer, '/request-log');
    await page.getByText('No calls yet').waitFor();
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Live' }).click();
    expectOk(await app.call('GET', 'clients/business/account-details', newcomer));
    await app.app.requestLog.flush();
    await page.getByRole('row', { name: /account-details/ }).waitFor();
  });
});
