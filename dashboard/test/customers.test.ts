/** Customers, whom their BVN identifies, and the directory of banks with the choice of those that money is sent to. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const BVN = '22212345678';
/** All of it as the sandbox's register holds it; only an address is missing for tier 3. */
const KELECHI = {
  firstName: 'Kelechi',
  lastName: 'Okonkwo',
  bvn: '22212345679',
  dateOfBirth: '1982-07-19',
  phoneNo: '+2348030000009',
  nationalIdentityNo: '12345678901',
};

describe('customers and banks', () => {
  let dashboard: TestDashboard;
  let person: Person;

  const call = async (method: string, path: string, body?: unknown) =>
    expectOk(await dashboard.app.call(method, path, { ...person, body })).data;

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

  it('an address that is added is all that is sent, and the tier that it leads to is shown', async () => {
    const { account_details: account } = await call('POST', 'clients/business/customers', KELECHI);
    const page = await dashboard.pageOf(person, `/customers/${account.customerId}`);
    await page.getByText('Tier 2', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Add what is missing' }).click();
    const form = page.getByRole('dialog', { name: 'Edit Kelechi Okonkwo' });
    assert.equal(await form.getByLabel('BVN', { exact: true }).getAttribute('readonly'), '');
    assert.equal(await form.getByLabel(/^National Identity Number/).inputValue(), '');
    await form.locator('input:focus').and(form.getByLabel('Address')).fill(' 12 Broad Street, Lagos ');
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'PATCH'),
      form.getByRole('button', { name: 'Save the changes' }).click(),
    ]);
    assert.deepEqual(request.postDataJSON(), { address: '12 Broad Street, Lagos' });
    await said(page, 'Kelechi Okonkwo rose from tier 2 to tier 3.');
    await page.getByText('Tier 3', { exact: true }).first().waitFor();
    await page.getByText('12 Broad Street, Lagos', { exact: true }).waitFor();
    const known = await call('GET', `clients/business/customers/${account.customerId}`);
    assert.equal(known.nationalIdentityNo, '*******8901');
  });

  it('a name that the register does not hold is refused at its field, and what a new phone number may cost is said before', async () => {
    const [{ id }] = await call('GET', 'clients/business/customers?name=kelechi');
    const page = await dashboard.pageOf(person, `/customers/${id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Last name').fill('Okafor');
    await form.getByLabel('Phone number').fill('+2348031112222');
    await form.getByText('this customer falls to tier 1').waitFor();
    await form.getByRole('button', { name: 'Save the changes' }).click();
    await form.getByText('The register holds no such last name for this BVN.').waitFor();
    assert.equal(await form.getByLabel('Last name').getAttribute('aria-invalid'), 'true');
    assert.equal(await form.getByLabel('First name').getAttribute('aria-invalid'), null);
    await dashboard.inspect(page);
    const known = await call('GET', `clients/business/customers/${id}`);
    assert.deepEqual([known.lastName, known.tier], ['Okonkwo', 3]);
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
    await said(page, 'The choice of banks is saved');
    const { billers } = await call('GET', 'clients/settings/billers');
    assert.deepEqual([...billers].sort(), ['044', '058', '51253'].sort());
    await page.getByRole('searchbox', { name: 'Name or code' }).fill('guaranty');
    await page.getByText(/^\d of \d+ banks$/).waitFor();
    await dashboard.inspect(page);
  });
});
