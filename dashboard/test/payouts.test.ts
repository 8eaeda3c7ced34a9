/** Payouts: accounts that their banks know, money that goes once, and a schedule that says when it runs. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { fundAccount } from '../../server/test/harness/money.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('payouts', () => {
  let dashboard: TestDashboard;
  let person: Person;
  let page: Page;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Bello Stores' });
    await fundAccount(dashboard.app, person.businessId, undefined, 10_000_000);
    page = await dashboard.pageOf(person, '/payouts');
  });
  after(() => dashboard.close());

  const accounts = async () => expectOk(await dashboard.app.call('GET', 'clients/business/payouts', person)).data;
  const dialog = () => page.getByRole('dialog');

  async function fillAccount(bank: string, accountNumber: string): Promise<void> {
    await dialog().getByRole('combobox', { name: 'Bank' }).click();
    await page.getByPlaceholder('Name or code').fill(bank);
    await page
      .getByRole('option', { name: new RegExp(bank) })
      .first()
      .click();
    await dialog().getByLabel('Account number', { exact: true }).fill(accountNumber);
  }

  async function add(bank: string, accountNumber: string): Promise<void> {
    await page.getByRole('button', { name: 'Add an account' }).click();
    await fillAccount(bank, accountNumber);
    await dialog().getByRole('status').filter({ hasText: bank }).waitFor();
    await dialog().getByRole('button', { name: 'Add the account' }).click();
    await dialog().waitFor({ state: 'hidden' });
  }

  test('an account is added with the name that its bank gives, and one that nobody has is not', async () => {
    await page.getByText('No payout account yet').waitFor();
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Add an account' }).click();
    await fillAccount('Guaranty', '0000000000');
    await dialog().getByText('No account with this number at this bank.').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await add('Guaranty', '0221100456');
    await page.getByRole('list', { name: 'Payout accounts' }).getByText('Guaranty Trust Bank').waitFor();
    const [account] = await accounts();
    assert.equal(account.accountNumber, '0221100456');
    assert.equal(account.accountName, account.nameAtBank);
  });

  test('an account is changed; the same one twice is refused at its field; a fourth is not offered', async () => {
    await add('Access', '0690000031');
    await page.getByRole('button', { name: /^Edit Access Bank/ }).click();
    await dialog().getByLabel('Account number', { exact: true }).fill('0690000032');
    await dialog().getByRole('status').filter({ hasText: 'Access' }).waitFor();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('0690000032', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add an account' }).click();
    await fillAccount('Access', '0690000032');
    await dialog().getByRole('status').filter({ hasText: 'Access' }).waitFor();
    await dialog().getByRole('button', { name: 'Add the account' }).click();
    await dialog().getByLabel('Account number').and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await add('Zenith', '0117170332');
    await page.getByRole('button', { name: 'Add an account' }).waitFor({ state: 'hidden' });
    assert.equal((await accounts()).length, 3);
  });

  test('everything less the charges is paid out, once, and an amount that is not there is refused at its field', async () => {
    await page.getByRole('button', { name: 'Pay out' }).click();
    await dialog()
      .getByRole('radio', { name: /An amount/ })
      .click();
    await dialog().getByLabel('Amount').fill('1,000,000');
    await dialog().getByRole('button', { name: 'Pay out' }).click();
    await dialog().getByLabel('Amount').and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog()
      .getByRole('radio', { name: /Everything/ })
      .click();
    await dialog().getByRole('button', { name: 'Pay out' }).dblclick();
    await page.getByText('What happened').waitFor();
    const { data } = expectOk(await dashboard.app.call('GET', 'clients/business/transfers', person));
    assert.deepEqual(
      data.map((sent: { kind: string; totalAmount: string }) => [sent.kind, sent.totalAmount]),
      [['payout', '10000000']],
    );
    await page.goBack();
  });

  test('a schedule is set, says when it runs next, is paused when its account goes, and is deleted', async () => {
    await page.getByRole('button', { name: 'Set a schedule' }).click();
    await dialog().getByRole('combobox', { name: 'How often' }).click();
    await page.getByRole('option', { name: 'Every week' }).click();
    await dialog().getByRole('combobox', { name: 'On', exact: true }).click();
    await page.getByRole('option', { name: 'Friday' }).click();
    await dialog().getByLabel('Keep').fill('500.50');
    await dialog().getByRole('button', { name: 'Set the schedule' }).click();
    await page.getByText('Every Friday at 18:00, Lagos time').waitFor();
    const read = () => dashboard.app.call('GET', 'clients/business/payout-schedule', person);
    const { nextRunAt, keepBalance, payoutAccountId } = (await read()).body.data;
    assert.equal(keepBalance, '50050');
    await page.locator(`time[datetime="${nextRunAt}"]`).waitFor();
    await dashboard.inspect(page);
    const { accountNumber } = (await accounts()).find(({ id }: { id: string }) => id === payoutAccountId);
    await page.getByRole('button', { name: new RegExp(`^Delete .*${accountNumber}`) }).click();
    await dialog().getByText('The schedule pays to it').waitFor();
    await dialog().getByRole('button', { name: 'Delete the account' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog().getByRole('button', { name: 'Delete the schedule' }).click();
    await page.getByText('No schedule').waitFor();
    assert.equal((await read()).status, 404);
  });
});
