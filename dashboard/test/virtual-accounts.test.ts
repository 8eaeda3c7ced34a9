/** Getting paid: virtual accounts from opening to closing, and what becomes of payments that did not fit. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { until } from '../../server/test/harness/until.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

const PATH = 'clients/business';

describe('virtual accounts and inbound payments', () => {
  let dashboard: TestDashboard;
  let person: Person;

  const call = async (method: string, path: string, body?: unknown) =>
    expectOk(await dashboard.app.call(method, path, { ...person, ...(body !== undefined && { body }) })).data;
  const openSingleUse = (refCode: string) =>
    call('POST', `${PATH}/virtual-accounts/single-use`, {
      ...{ firstName: 'Ngozi', lastName: 'Bello', refCode, amount: 350_000, duration: 3600 },
    });
  const pay = (accountNumber: string, amount: number) =>
    call('POST', 'sandbox/inbound-payments', { accountNumber, amount, payerName: 'FATIMA ABUBAKAR' });
  /** A payment of too little into an account of this reference. */
  const underpaid = async (refCode: string): Promise<string> => {
    const { accountNumber } = await openSingleUse(refCode);
    await pay(accountNumber, 340_000);
    const [payment] = await call('GET', `${PATH}/virtual-account?accountNumber=${accountNumber}`);
    return payment.transactionId;
  };

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Adaeze Provisions' });
  });
  after(() => dashboard.close());

  it('who has none is told what they are for, and finds nothing in suspense', async () => {
    const page = await dashboard.pageOf(person, '/virtual-accounts');
    await page.getByText('No virtual accounts yet').waitFor();
    await dashboard.inspect(page);
    await page.goto(`/b/${person.businessId}/suspense`);
    await page.getByText('Nothing is in suspense').waitFor();
  });

  it('a single-use account is opened with its amount and time, however often the button is clicked', async () => {
    const page = await dashboard.pageOf(person, '/virtual-accounts/new');
    await page.getByRole('radio', { name: /Single-use/ }).click();
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('Enter an amount in naira').waitFor();
    await dashboard.inspect(page);
    await page.getByLabel('First name').fill('Chinedu');
    await page.getByLabel('Last name').fill('Eze');
    await page.getByLabel('Reference').fill('inv-1');
    await page.getByLabel('Amount').fill('3,500.50');
    await page.getByLabel('Open for').fill('2');
    await page.getByRole('button', { name: 'Open the account' }).dblclick();
    await page.getByRole('heading', { name: 'Chinedu Eze' }).waitFor();
    const accounts = await call('GET', `${PATH}/virtual-accounts?reference=inv-1`);
    assert.equal(accounts.length, 1);
    const [{ type, reservedAmount, amountControl, createdAt, expiresAt }] = accounts;
    assert.deepEqual([type, reservedAmount, amountControl], ['single-use', 350_050, 'exact']);
    const openSeconds = (Date.parse(expiresAt) - Date.parse(createdAt)) / 1000;
    assert.equal(Math.round(openSeconds), 2 * 3600);
  });

  it('a reference that is taken is said at its field, and nothing is opened', async () => {
    await openSingleUse('taken');
    const page = await dashboard.pageOf(person, '/virtual-accounts/new');
    await page.getByLabel('First name').fill('Efe');
    await page.getByLabel('Last name').fill('West');
    await page.getByLabel('Reference').fill('taken');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('alert').first().waitFor();
    assert.equal(await page.getByLabel('Reference').getAttribute('aria-invalid'), 'true');
    assert.equal((await call('GET', `${PATH}/virtual-accounts?type=permanent`)).length, 0);
  });

  it('an account shows what it took in, and takes nothing more once it is closed', async () => {
    const account = { firstName: 'Amaka', lastName: 'Obi', type: 'permanent', reference: 'shop-1' };
    const { id, accountNumber } = await call('POST', `${PATH}/virtual-accounts`, account);
    const page = await dashboard.pageOf(person, `/virtual-accounts/${id}`);
    await page.getByText('Nothing came yet').waitFor();
    await pay(accountNumber, 1_250_000);
    await page.reload();
    await page.getByRole('row', { name: /FATIMA ABUBAKAR/ }).waitFor();
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Close the account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('₦12,500.00').waitFor();
    await dialog.getByRole('button', { name: 'Close the account' }).click();
    await page.getByText('Closed', { exact: true }).first().waitFor();
    assert.equal((await call('GET', `${PATH}/virtual-accounts/${id}`)).status, 'closed');
    await page.goto(`/b/${person.businessId}/virtual-accounts?status=closed`);
    await page.getByText('1 of 1').waitFor();
    await page.getByRole('row', { name: /Amaka Obi/ }).waitFor();
    await dashboard.inspect(page);
  });

  it('a payment of too little is explained, and refunded to the account that is shown', async () => {
    const id = await underpaid('inv-2');
    const page = await dashboard.pageOf(person, '/suspense');
    await page
      .getByRole('row', { name: /Too little/ })
      .getByRole('link')
      .click();
    await page.getByText('In suspense: too little').waitFor();
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Refund' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('0117170332').waitFor();
    await dialog.getByText('Guaranty Trust Bank').waitFor();
    await dialog.getByLabel('Narration').fill('Please pay the whole invoice');
    await dialog.getByRole('button', { name: 'Refund ₦3,400.00' }).click();
    await page.getByText('Refund ordered').waitFor();
    assert.notEqual((await call('GET', `${PATH}/virtual-account/${id}`)).refundStatus, 'none');
    await until('the refund has arrived', async () => {
      await dashboard.app.hurryJobs();
      return (await call('GET', `${PATH}/virtual-account/${id}`)).refundStatus === 'refunded';
    });
    await page.getByRole('listitem').filter({ hasText: 'Refunded' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Refund' }).count(), 0);
  });

  it('a payment that is released is on the account of the business', async () => {
    const id = await underpaid('inv-3');
    const page = await dashboard.pageOf(person, `/inbound-payments/${id}`);
    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release it' }).click();
    await page.getByRole('link', { name: 'The transaction' }).waitFor();
    assert.equal((await call('GET', `${PATH}/virtual-account/${id}`)).status, 'released');
    assert.equal((await call('GET', `${PATH}/account-details`)).accountBalance, '340000');
    await page.goto(`/b/${person.businessId}/inbound-payments?status=released`);
    await page.getByText('1 of 1').waitFor();
    await dashboard.inspect(page);
  });
});
