/** From a new business to its registration: the code, the files with their limits, and the documents handed back. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { expectOk } from '../../server/test/harness/client.ts';
import { jpeg, pdf } from '../../server/test/harness/multipart.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('the pages about businesses', () => {
  let dashboard: TestDashboard;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  it('open a business, validate the BVN, refuse files that will not do, send the rest, and hand it back', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.pageOf(person, '/registration');
    await page.getByText('Approved already, as in every sandbox.').waitFor();
    await page.goto('/businesses/new');
    await page.getByRole('button', { name: 'Create the business' }).click();
    await page.getByText('Enter the name.').waitFor();
    await page.getByLabel('Legal name').fill('Bello Stores');
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Create the business' }).dblclick();
    await page.waitForURL(/\/b\/biz_\w+\/?$/);
    const created = expectOk(await app.call('GET', 'clients/business', person)).data.filter(
      ({ businessName }: { businessName: string }) => businessName === 'Bello Stores',
    );
    assert.equal(created.length, 1, 'a double click creates one');
    const [{ id: businessId }] = created;
    const business = { ...person, businessId };

    await page.goto(pathOf(business, '/registration'));
    await page.getByLabel('BVN of the owner').fill('2221234');
    await page.getByRole('button', { name: 'Validate the BVN' }).click();
    await page.getByText('A BVN has 11 digits.').waitFor();
    await page.getByLabel('BVN of the owner').fill('22212345678');
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Validate the BVN' }).click();
    await page.getByText('Is this the owner?').waitFor();
    const letter = await app.mailTo(person.email, /code/i);
    await page.getByLabel('Code', { exact: true }).fill(/\d{6}/.exec(letter.text)?.[0] ?? '');
    await page.getByLabel('Residential address').fill('12 Broad Street, Lagos Island');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Lagos' }).click();
    const photo = page.getByLabel('Photo of a government id');
    await photo.setInputFiles({ name: 'id.pdf', mimeType: 'application/pdf', buffer: pdf() });
    await page.getByText('“id.pdf” is not a JPEG or PNG file.').waitFor();
    const id = jpeg(60_000);
    await photo.setInputFiles({ name: 'id.jpg', mimeType: 'image/jpeg', buffer: id });
    const documents = page.locator('input[type=file][multiple]');
    const tooLarge = { name: 'scan.pdf', mimeType: 'application/pdf', buffer: pdf(5 * 1024 * 1024 + 1) };
    const certificate = pdf(30_000);
    await documents.setInputFiles([tooLarge, { name: 'cac.pdf', mimeType: 'application/pdf', buffer: certificate }]);
    await page.getByText('“scan.pdf” is larger than 5 MB.').waitFor();
    await dashboard.inspect(page);
    await page.getByLabel('Your password').fill('not the password at all');
    await page.getByRole('button', { name: 'Send the registration' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /password/i })
      .first()
      .waitFor();
    await page.getByLabel('Your password').fill(person.password);
    await page.getByRole('button', { name: 'Send the registration' }).click();

    await page.getByText('12 Broad Street, Lagos Island').waitFor();
    const details = expectOk(await app.call('GET', 'clients/business/details', business)).data;
    assert.deepEqual([details.stateId, details.businessDocumentsUrls.length], ['state_lagos', 1]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download: Document 1' }).click();
    assert.deepEqual(await readFile(await (await download).path()), certificate);
    assert.ok(!(await page.content()).includes('22212345678'), 'the BVN is not on the page');
    await dashboard.inspect(page);
  });
});
