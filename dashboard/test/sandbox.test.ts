/** What only a sandbox has: others who pay, transfers that end as one decides, and mail that is caught. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { fundAccount } from '../../server/test/harness/money.ts';
import { until } from '../../server/test/harness/until.ts';
import { PHONE, pathOf, said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('the sandbox', () => {
  let dashboard: TestDashboard;
  let person: Person;
  let page: Page;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Bello Stores' });
    page = await dashboard.pageOf(person, '/sandbox');
  });
  after(() => dashboard.close());

  const balance = async (): Promise<string> =>
    (await dashboard.app.call('GET', 'clients/business/account-details', person)).body.data.accountBalance;

  test('somebody pays as often as one clicks, and a payment that is delivered twice counts once', async () => {
    await page.getByText('No transfer to decide about').waitFor();
    await page.getByRole('button', { name: 'Pay in' }).click();
    await page.getByText('Enter an amount.').waitFor();
    await page.getByLabel('Amount').fill('2,500.50');
    await page.getByLabel('Sender').fill('ADAEZE OKAFOR');
    await page.getByRole('combobox', { name: 'Arrives' }).click();
    await page.getByRole('option', { name: 'At once, delivered twice' }).click();
    await page.getByRole('button', { name: 'Pay in' }).click();
    await page.getByText('is on the account').waitFor();
    assert.equal(await balance(), '250050');
    await dashboard.inspect(page);
    await page.getByLabel('Amount').fill('1');
    await page.getByRole('button', { name: 'Pay in' }).click();
    await page.getByText('₦1.00 is on the account').waitFor();
    assert.equal(await balance(), '250150');
  });

  test('a transfer that had arrived is returned when one says so, and the list goes on by itself', async () => {
    await fundAccount(dashboard.app, person.businessId, undefined, 10_000_000);
    const order = { amount: 100, receiverAccountNumber: '0000000001', receiverBankCode: '058', narration: 'Rent' };
    const body = { ...order, retrievalReference: 'rent-july' };
    expectOk(await dashboard.app.call('POST', 'clients/business/customers/funds/transfer', { ...person, body }));
    await page.getByRole('button', { name: 'Reverse rent-july' }).click();
    await said(page, 'The transfer was reversed');
    await page.getByText('No transfer to decide about').waitFor();
    const { data } = expectOk(await dashboard.app.call('GET', 'clients/business/transfers/rent-july', person));
    assert.equal(data.status, 'reversed');
  });

  test('a newcomer who is not signed in finds his letter, narrowed down to his address, and follows its link', async () => {
    const details = { firstName: 'Ada', lastName: 'Obi', phoneNo: '+2348030000002', businessName: 'Obi Stores' };
    const body = { email: 'ada@example.com', password: 'a goat on the seventh hill', ...details };
    const outside = await dashboard.newPage();
    await outside.goto('/mail?to=ada@example.com');
    await outside.getByText('No letter to this address').waitFor();
    expectOk(await dashboard.app.call('POST', 'auth/signup', { body }));
    const letters = outside.getByRole('list', { name: 'Letters' });
    await letters.getByText('ada@example.com').waitFor();
    await outside.getByText('1 letter', { exact: true }).waitFor();
    await dashboard.inspect(outside);
    await outside.setViewportSize(PHONE);
    await letters.getByRole('button').click();
    const letter = outside.getByRole('article');
    await letter.getByRole('heading', { level: 2 }).waitFor();
    const link = await letter.getByRole('link', { name: /verify-email#/ }).getAttribute('href');
    assert.match((await dashboard.app.mailTo('ada@example.com')).text, new RegExp(String(link).replace(/.*#/, '')));
    await outside.getByRole('button', { name: 'All letters' }).click();
    await letters.getByRole('button').waitFor();
  });

  test('the caught mail inside is that of everybody, newest first, and grows by itself', async () => {
    await page.goto(pathOf(person, '/sandbox/mail'));
    const letters = page.getByRole('list', { name: 'Letters' }).getByRole('listitem');
    await letters.first().waitFor();
    const before = await letters.count();
    expectOk(await dashboard.app.call('POST', 'auth/password/forgot', { body: { email: person.email } }));
    await until('the letter is in the list', async () => (await letters.count()) > before);
    await letters.first().getByText(person.email).waitFor();
  });

  test('where the server says that it is production there is neither a sandbox page nor caught mail', async () => {
    const inside = await dashboard.pageOf(person, '/profile');
    const asProduction = async (shown: Page, path: string): Promise<void> => {
      await shown.route('**/api/v1/about', async (route) => {
        const answer = await route.fetch();
        const body = await answer.json();
        const data = { ...body.data, environment: 'production' };
        await route.fulfill({ response: answer, json: { ...body, data } });
      });
      await shown.goto(path);
      await shown.getByText('There is no page here').waitFor();
    };
    await asProduction(await dashboard.newPage(), '/mail');
    await asProduction(inside, pathOf(person, '/sandbox'));
    await asProduction(inside, pathOf(person, '/sandbox/mail'));
  });
});
