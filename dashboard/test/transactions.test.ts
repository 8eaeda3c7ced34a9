/** The pages about what moved: the account, the list of transactions with its filters and export, and statements. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

const PATH = 'clients/business';

describe('account, transactions and statements', () => {
  let dashboard: TestDashboard;
  let person: Person;
  let newcomer: Person;
  let accountNumber: string;

  const call = async (method: string, path: string, body?: unknown) =>
    expectOk(await dashboard.app.call(method, path, { ...person, ...(body !== undefined && { body }) })).data;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Adaeze Provisions' });
    newcomer = await dashboard.app.newPerson();
    accountNumber = (await call('GET', `${PATH}/account-details`)).accountNumber;
    const payment = { accountNumber, amount: 250_000_000, payerName: 'DANGOTE CEMENT', narration: '=1+1' };
    await call('POST', 'sandbox/inbound-payments', payment);
    const order = { receiverBankCode: '058', narration: 'Goods of July' };
    for (const [amount, receiverAccountNumber, retrievalReference] of [
      [1_000_000, '0000000001', 'order-1'],
      [450_000, '0000000006', 'order-2'],
    ]) {
      const transfer = { ...order, amount, receiverAccountNumber, retrievalReference };
      await call('POST', `${PATH}/customers/funds/transfer`, transfer);
    }
  });
  after(() => dashboard.close());

  const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') });

  it('the account shows its balance, what moved, and the number to be paid under', async () => {
    const page = await dashboard.pageOf(person, '/accounts');
    await page.getByRole('heading', { name: 'Recent movements' }).waitFor();
    await page.getByText(accountNumber, { exact: true }).first().waitFor();
    await page.getByRole('region', { name: 'Today' }).getByText('₦2,500,000.00').waitFor();
    assert.equal(await rows(page).count(), 3);
    await dashboard.inspect(page);
  });

  it('a filter narrows the list, stays in the address, and is undone by "Clear"', async () => {
    const page = await dashboard.pageOf(person, '/transactions');
    await page.getByRole('row', { name: /DANGOTE CEMENT/ }).waitFor();
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.getByText('1 of 1').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('status'), 'failed');
    await page.reload();
    await page.getByRole('row', { name: /₦4,500.00/ }).waitFor();
    assert.equal(await rows(page).count(), 1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('3 of 3').waitFor();
    await page.getByRole('button', { name: /^Amount/ }).click();
    await page.getByLabel('At least').fill('10,000');
    await page.getByLabel('At most').fill('20,000');
    await page.getByRole('button', { name: 'Show these amounts' }).click();
    await page.getByText('1 of 1').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('minimumAmount'), '1000000');
    await page.getByRole('row', { name: /₦10,000.00/ }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('3 of 3').waitFor();
    await dashboard.inspect(page);
  });

  it('the export holds exactly what the filters show, with nothing that a spreadsheet would run', async () => {
    const page = await dashboard.pageOf(person, '/transactions?direction=credit');
    await page.getByText('1 of 1').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    assert.match(head, /^\uFEFFid,createdAt,.*amountKobo,feeKobo/);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /credit,successful,\d{10},250000000,.*,'=1\+1,/);
  });

  it('a transaction shows its charges, its entries with balances, and the way to its transfer', async () => {
    const page = await dashboard.pageOf(person, '/transactions?reference=order-1');
    await page
      .getByRole('row', { name: /₦10,000.00/ })
      .getByRole('link')
      .click();
    const amount = page.locator('dl', { hasText: 'Stamp duty' });
    for (const text of ['₦25.00', '₦1.88', '₦50.00', '₦10,076.88']) await amount.getByText(text).waitFor();
    const held = page.getByRole('row', { name: /Set aside/ });
    assert.match(await held.innerText(), /−₦10,076.88[\s\S]*₦2,489,923.12/);
    const link = page.getByRole('link', { name: 'The transfer', exact: true });
    assert.match((await link.getAttribute('href')) ?? '', /\/transfers\/order-1$/);
    await dashboard.inspect(page);
  });

  it('who has no transactions yet is told what will stand there', async () => {
    const page = await dashboard.pageOf(newcomer, '/transactions');
    await page.getByText('No transactions yet').waitFor();
    await dashboard.inspect(page);
  });

  it('a statement is foretold with its balances and comes as the document that was asked for', async () => {
    const page = await dashboard.pageOf(person, '/statements');
    await page.getByText('Closing balance', { exact: true }).waitFor();
    const { accountBalance } = await call('GET', `${PATH}/account-details`);
    assert.equal(accountBalance, '248992312');
    await page.getByText('₦2,489,923.12').last().waitFor();
    const [pdf] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download PDF' }).click(),
    ]);
    assert.match(pdf.suggestedFilename(), new RegExp(`^statement-${accountNumber}-.*\\.pdf$`));
    await page.getByRole('radio', { name: /CSV/ }).click();
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const text = await readFile(await csv.path(), 'utf8');
    assert.match(text, /Opening balance,,,,0\r\n[\s\S]*Closing balance,,,,248992312/);
    await dashboard.inspect(page);
  });
});
