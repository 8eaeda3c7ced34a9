/** Customers, whom their BVN identifies, and the directory of banks with the choice of those that money is sent to. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

const BVN = '22212345678';

describe('customers and banks', () => {
  let dashboard: TestDashboard;
  let person: Person;

  const call = async (method: string, path: string) => expectOk(await dashboard.app.call(method, path, person)).data;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Bello Wallets' });
  });
  after(() => dashboard.close());

  it('a BVN that does not fit is said at the field, and one that does opens an account and is kept nowhere', async () => {
    const page = await dashboard.pageOf(person, '/customers');
    await page.getByText('No customers yet').waitFor();
    await dashboard.inspect(page);
    await page.getByRole('link', { name: 'New customer' }).first().click();
    await page.getByLabel('First name').fill('Adaeze');
    await page.getByLabel('Last name').fill('Bello');
    await page.getByLabel('Date of birth').fill('1988-03-14');
    await page.getByLabel('Phone number').fill('+2348030000008');
    const bvn = page.getByLabel('BVN', { exact: true });
    await bvn.fill(BVN);
    assert.equal(await bvn.getAttribute('type'), 'password');
    await page.getByRole('button', { name: 'Check and open the account' }).click();
    await page.getByRole('alert').first().waitFor();
    assert.equal(await page.getByLabel('First name').getAttribute('aria-invalid'), 'true');
    await dashboard.inspect(page);
    await page.getByLabel('First name').fill('Ngozi');
    await page.getByRole('button', { name: 'Check and open the account' }).click();
    await page.getByRole('heading', { name: 'Ngozi Bello' }).waitFor();
    await page.getByText('*******5678').waitFor();
    await page.getByText('Tier 2', { exact: true }).first().waitFor();
    const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }));
    assert.ok(!kept.includes(BVN) && !page.url().includes(BVN));
    await dashboard.inspect(page);
  });

  it('a customer is found by the beginning of the name, and his money is moved with his account chosen', async () => {
    const page = await dashboard.pageOf(person, '/customers');
    await page.getByRole('searchbox', { name: 'Beginning of the name' }).fill('zz');
    await page.getByText('No customer fits').waitFor();
    await page.getByRole('searchbox', { name: 'Beginning of the name' }).fill('ngo');
    await page.getByRole('row', { name: /Ngozi Bello/ }).waitFor();
    await dashboard.inspect(page);
    await page
      .getByRole('row', { name: /Ngozi Bello/ })
      .getByRole('link')
      .click();
    const [{ nuban }] = await call('GET', 'clients/business/customers');
    const move = page.getByRole('link', { name: 'Withdraw or send' });
    assert.match((await move.getAttribute('href')) ?? '', new RegExp(`/transfers/new\\?from=${nuban}$`));
  });

  it('a bank is found by name or code, and the choice of banks that is saved is the one that was ticked', async () => {
    const page = await dashboard.pageOf(person, '/banks');
    await page.getByRole('searchbox', { name: 'Name or code' }).fill('000013');
    await page.getByRole('row', { name: /Guaranty Trust Bank/ }).waitFor();
    await page.getByRole('button', { name: 'Choose the banks that you send to' }).click();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Untick all shown' }).click();
    await page.getByText('Choose one bank at least').waitFor();
    await page.getByRole('checkbox', { name: 'Send money to Access Bank', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Send money to Guaranty Trust Bank', exact: true }).click();
    await page.getByRole('button', { name: 'Save the choice' }).click();
    await page.getByText('The choice of banks is saved').waitFor();
    const { billers } = await call('GET', 'clients/settings/billers');
    assert.deepEqual([...billers].sort(), ['044', '058', '51253'].sort());
    await page.getByRole('searchbox', { name: 'Name or code' }).fill('guaranty');
    await page.getByText(/^\d of \d+ banks$/).waitFor();
    await dashboard.inspect(page);
  });
});
