/** Transfers as people send them: the name before the money, what it costs, once, and what has become of it. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { fundAccount } from '../../server/test/harness/money.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('transfers', () => {
  let dashboard: TestDashboard;
  let person: Person;
  let page: Page;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Bello & Daughters Wholesale' });
    page = await dashboard.pageOf(person, '/transfers');
  });
  after(() => dashboard.close());

  async function chooseBank(name: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Bank' }).click();
    await page.getByPlaceholder('Name or code').fill(name);
    await page
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click();
  }

  async function fill(amount: string, accountNumber: string, narration = 'Goods of July'): Promise<void> {
    await page.goto(pathOf(person, '/transfers/new'));
    await chooseBank('Guaranty');
    await page.getByLabel('Account number', { exact: true }).fill(accountNumber);
    await page.getByLabel('Amount').fill(amount);
    await page.getByLabel('Narration').fill(narration);
  }

  async function review(): Promise<void> {
    await page.getByRole('status').filter({ hasText: 'Guaranty' }).waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: /^Send ₦/ }).waitFor();
  }

  const read = async (reference: string) =>
    (await dashboard.app.call('GET', `clients/business/transfers/${reference}`, person)).body.data;

  test('whoever has sent nothing is shown how to begin, and is told what the account lacks before anything is sent', async () => {
    await page.getByText('No transfers yet').waitFor();
    await dashboard.inspect(page);
    await fill('100', '0117170332');
    await page.getByText('Missing').waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByText('There is not enough on the account').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'amount');
    await dashboard.inspect(page);
  });

  test('the holder is shown before the money goes; a second click sends nothing more', async () => {
    await fundAccount(dashboard.app, person.businessId, undefined, 50_000_000);
    await fill('1,500.5', '0000000001');
    await page.getByText('₦1,511.25').waitFor();
    await review();
    const holder = (await page.getByRole('heading', { level: 2, name: /^You send/ }).textContent()) ?? '';
    await dashboard.inspect(page);
    await page.getByRole('button', { name: /^Send ₦1,500.50/ }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'Transfer', exact: true }).waitFor();
    await page.getByRole('list').getByText('Successful').waitFor();
    const { data } = expectOk(await dashboard.app.call('GET', 'clients/business/transfers', person));
    assert.deepEqual(
      data.map((sent: { amount: string; status: string }) => [sent.amount, sent.status]),
      [['150050', 'successful']],
    );
    assert.ok(holder.includes(data[0].receiverName), holder);
    await dashboard.inspect(page);
  });

  test('a number that nobody has, and an amount that is none, are told at their fields', async () => {
    await fill('1.005', '0000000000');
    await page.getByText('No account with this number at this bank.').waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByText('No more than two digits after the point').waitFor();
    assert.equal(await page.getByLabel('Account number', { exact: true }).getAttribute('aria-invalid'), 'true');
    assert.equal(await page.getByLabel('Amount').getAttribute('aria-invalid'), 'true');
    await dashboard.inspect(page);
  });

  test('a pending transfer shows by itself how it ended, and what came back', async () => {
    await fill('4500', '0000000005', 'Rent');
    const reference = await page.getByLabel('Reference').inputValue();
    await review();
    await page.getByRole('button', { name: /^Send ₦/ }).click();
    await page.getByText('Waiting for the other bank').waitFor();
    await dashboard.inspect(page);
    const body = { outcome: 'settle' };
    expectOk(await dashboard.app.call('POST', `sandbox/transfers/${reference}/step`, { ...person, body }));
    await page.getByText('The receiver’s bank has it.').waitFor();
    await page.getByRole('button', { name: `Reverse ${reference}` }).click();
    await page.getByText('It had arrived and was returned.').waitFor();
    assert.equal((await read(reference)).status, 'reversed');
    await dashboard.inspect(page);
  });

  test('a reference that was used for something else is refused at its field, and what was typed stays', async () => {
    await fill('10', '0000000001');
    await page.getByLabel('Reference').fill('order-1');
    await review();
    await page.getByRole('button', { name: /^Send ₦/ }).click();
    await page.getByText('What happened').waitFor();
    await fill('20', '0000000001');
    await page.getByLabel('Reference').fill('order-1');
    await review();
    await page.getByRole('button', { name: /^Send ₦/ }).click();
    await page.getByLabel('Reference').and(page.locator('[aria-invalid="true"]')).waitFor();
    assert.equal(await page.getByLabel('Amount').inputValue(), '20');
    assert.equal((await read('order-1')).amount, '1000');
  });

  test('a virtual account can pay, and an unseen payer is asked for with the business account only', async () => {
    const body = { firstName: 'Ngozi', lastName: 'Bello', type: 'permanent', reference: 'shop-1' };
    const opened = await dashboard.app.call('POST', 'clients/business/virtual-accounts', { ...person, body });
    const { accountNumber } = expectOk(opened).data;
    await fundAccount(dashboard.app, person.businessId, accountNumber, 1_000_000);
    await fill('100', '0000000001');
    assert.ok(await page.getByRole('switch', { name: 'Anonymous' }).isEnabled());
    await page.getByRole('combobox', { name: 'From' }).click();
    await page.getByRole('option', { name: /Ngozi Bello/ }).click();
    await page.getByText('Ngozi Bello, virtual account · ₦10,000.00 available').waitFor();
    assert.ok(await page.getByRole('switch', { name: 'Anonymous' }).isDisabled());
    const reference = await page.getByLabel('Reference').inputValue();
    await review();
    await page.getByRole('button', { name: /^Send ₦/ }).click();
    await page.getByText('What happened').waitFor();
    assert.equal((await read(reference)).payerAccountNumber, accountNumber);
  });

  test('the list is narrowed down by status and reference, and leads to each transfer', async () => {
    await page.goto(pathOf(person, '/transfers'));
    await page.getByRole('table', { name: 'Transfers' }).waitFor();
    await dashboard.inspect(page);
    await page.getByText('4 of 4').waitFor();
    const reference = page.getByRole('searchbox', { name: 'Reference' });
    await reference.fill('order-1');
    await page.getByText('1 of 1').waitFor();
    await page.locator('a[href$="/transfers/order-1"]').waitFor();
    await reference.fill('order-2');
    await page.getByText('No transfer fits').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.goto(pathOf(person, '/transfers?status=reversed'));
    await page.getByText('1 of 1').waitFor();
    assert.equal(await page.locator('a[href$="/transfers/order-1"]').count(), 0);
    await reference.fill('order-1');
    await page.getByText('No transfer fits').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('4 of 4').waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByText('What it cost').waitFor();
  });
});
