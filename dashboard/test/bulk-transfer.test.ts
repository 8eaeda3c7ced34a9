/** Many transfers from one file: every row is checked, nothing goes twice, and what became of each is known. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { fundAccount } from '../../server/test/harness/money.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('bulk transfers', () => {
  let dashboard: TestDashboard;
  let person: Person;
  let page: Page;

  before(async () => {
    dashboard = await startDashboard();
    person = await dashboard.app.newPerson({ businessName: 'Bello Stores' });
    await fundAccount(dashboard.app, person.businessId, undefined, 1_000_000_000);
    page = await dashboard.pageOf(person, '/transfers/bulk');
  });
  after(() => dashboard.close());

  async function choose(name: string, lines: readonly string[]): Promise<void> {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
    await page.locator('input[type=file]').setInputFiles(file);
  }

  async function send(): Promise<void> {
    await page.getByRole('button', { name: /^(Send|Try) \d/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).click();
  }

  const figure = (term: string) => page.locator('dl > div').filter({ hasText: term }).locator('dd').first();
  const sentCount = async () =>
    Number(expectOk(await dashboard.app.call('GET', 'clients/business/transfers', person)).pagination['totalCount']);

  const mixed = [
    'Bank,Account number,Amount,Narration,Reference',
    'Guaranty Trust Bank,0117170332,"1,500.50",Salary July,salary-1',
    '044,0690000031,250,Salary July,',
    'Zenith,0000000000,100,Salary July,salary-3',
    'Moon Bank,12345678,1.005,,salary-1',
  ];

  test('every row says what is wrong with it, and the totals are of those that can be sent', async () => {
    await page.getByText('Download a template').waitFor();
    await dashboard.inspect(page);
    await choose('mixed.csv', mixed);
    const row = page.getByRole('row').filter({ hasText: 'Moon Bank' });
    for (const words of [
      'No bank is called Moon Bank.',
      'here are 8',
      'No more than two digits',
      'Say what it is for',
      'Line 2 has the same reference.',
    ]) {
      await row.getByText(words).waitFor();
    }
    await page.getByText('₦1,882.75').waitFor();
    assert.equal(await figure('Ready to send').textContent(), '3');
    assert.equal(await figure('With problems, left out').textContent(), '1');
    await dashboard.inspect(page);
  });

  test('the right rows are sent; the refused say why, and can be tried again without sending the others twice', async () => {
    await send();
    await page.getByText('3 of 3 answered').waitFor();
    assert.equal(await figure('Refused').textContent(), '1');
    assert.equal(await sentCount(), 2);
    await page.getByRole('row').filter({ hasText: 'salary-1' }).getByText('Successful').waitFor();
    await page.getByRole('button', { name: 'Try 1 transfer again' }).waitFor();
    await send();
    await page.getByText('1 of 1 answered').waitFor();
    assert.equal(await sentCount(), 2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export the results' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    assert.equal(download.suggestedFilename(), 'mixed-results.csv');
    assert.match(csv, /receiver\.not_found/);
    assert.match(csv, /salary-1,sent,/);
  });

  test('whoever leaves with rows that are not sent is asked, and may stay', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('dialog', { name: 'Leave with transfers that are not sent?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.ok(page.url().endsWith('/transfers/bulk'));
  });

  test('the same file, opened again, sends nothing twice', async () => {
    await page.getByRole('button', { name: 'Remove mixed.csv' }).click();
    await choose('mixed again.csv', mixed);
    await send();
    await page.getByText('3 of 3 answered').waitFor();
    assert.equal(await sentCount(), 2);
  });

  test('a thousand rows are read beside the page and sent in portions; a lost answer sends nobody twice', async () => {
    await page.getByRole('button', { name: /^Remove/ }).click();
    const rows = Array.from(
      { length: 1000 },
      (_, index) =>
        `058;${String(1_000_000_000 + index)};1.00;Wages of the ${index}th helper on the long list of helpers of this month;wage-${index}`,
    );
    await choose('wages.csv', ['Bank;NUBAN;Sum;Memo;Ref', ...rows]);
    await page.getByText('Which column is which?').waitFor();
    await page.getByRole('combobox', { name: 'Amount in naira' }).click();
    await page.getByRole('option', { name: 'Sum' }).click();
    await page.getByText('1,000', { exact: true }).first().waitFor();
    let lost = 0;
    await page.route('**/transfers/bulk', async (route) => {
      const answer = await route.fetch();
      lost += 1;
      if (lost === 2) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await send();
    await page.getByText('1,000 of 1,000 answered').waitFor({ timeout: 90_000 });
    assert.ok(lost > 20, 'portion by portion, and one of them again');
    assert.equal(await sentCount(), 1002);
    assert.equal(await figure('Sent').textContent(), '1,000');
  });

  test('a file without rows, or with too many, is refused with the reason', async () => {
    await page.goto(pathOf(person, '/transfers/bulk'));
    await choose('empty.csv', ['Bank,Account number,Amount,Narration']);
    await page.getByText('It holds no rows below its head.').waitFor();
    await choose('long.csv', ['Bank', ...Array.from({ length: 1001 }, () => '058')]);
    await page.getByText('no more than 1,000 are sent at once').waitFor();
  });
});
