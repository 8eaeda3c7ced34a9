/**
 * From a new business to its registration: the code, the files with their limits, and the documents handed back; and, in
 * production, what the bank decides about it.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { opener } from '../../server/test/harness/app.ts';
import { startBvnProvider } from '../../server/test/harness/bvn-provider.ts';
import { createClient, expectOk } from '../../server/test/harness/client.ts';
import { createOperator } from '../../server/test/harness/commands.ts';
import { jpeg, pdf } from '../../server/test/harness/multipart.ts';
import { OVER_TLS, pathOf, said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Residential address').fill('12 Broad Street, Lagos Island');
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Lagos' }).click();
}

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
    await fillAddress(page);
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

describe('a business in production', () => {
  let provider: Awaited<ReturnType<typeof startBvnProvider>>;
  let dashboard: TestDashboard;
  before(async () => {
    provider = await startBvnProvider();
    dashboard = await startDashboard({
      settings: {
        INTERSTELLAS_ENVIRONMENT: 'production',
        INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
        ...provider.settings,
      },
    });
  });
  after(async () => {
    await dashboard.close();
    provider.stop();
  });

  /** What the owner's phone was sent, the latest code first. */
  const codes = (): readonly string[] =>
    provider.requests
      .filter(({ path }) => path.endsWith('/send-code'))
      .map(({ body }) => (body as { readonly code: string }).code)
      .toReversed();

  it('is told how to register, is registered with the latest code, and knows that it is being reviewed', async () => {
    const { app } = dashboard;
    const person = await createClient(app.origin, { headers: OVER_TLS, open: opener(app.app) }).newPerson();
    const page = await dashboard.pageOf(person, '/');
    await page.getByText('Real money moves here.').waitFor();
    await page.getByText('Register the business to open its account').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Send money' }).count(), 0);
    await dashboard.inspect(page);
    await page.getByRole('link', { name: 'Start the registration' }).click();
    await page.getByText('Not registered yet').waitFor();
    await page.getByLabel('BVN of the owner').fill('22212345678');
    await page.getByRole('button', { name: 'Validate the BVN' }).click();
    await page.getByText('ends in 4567').waitFor();
    await fillAddress(page);
    await page
      .getByLabel('Photo of a government id')
      .setInputFiles({ name: 'id.jpg', mimeType: 'image/jpeg', buffer: jpeg(60_000) });
    await page.getByLabel('Your password').fill(person.password);
    await page.getByLabel('Code', { exact: true }).fill(codes()[0] ?? '');
    await page.getByRole('button', { name: 'Send another code' }).click();
    await said(page, 'Another code is on its way.');
    assert.equal(codes().length, 2);
    await page.getByLabel('Code', { exact: true }).fill(codes()[0] ?? '');
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Send the registration' }).click();
    await page.getByText('The registration is being reviewed').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Review by' }).getByText('nothing left for you').waitFor();
    await dashboard.inspect(page);
  });

  it('has its money on the page once it is approved, and the reason why not while it is suspended', async () => {
    const { app } = dashboard;
    const person = await createClient(app.origin, { headers: OVER_TLS, open: opener(app.app) }).newPerson();
    const operator = createOperator(app);
    try {
      await operator.callWell('business', 'approve', person.businessId);
      const page = await dashboard.pageOf(person, '/');
      await page.getByText('Account number', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Send money' }).waitFor();
      await operator.callWell('business', 'suspend', person.businessId);
      await page.reload();
      await page.getByText(/has suspended this business/).waitFor();
      await page.getByRole('button', { name: 'Suspended' }).waitFor();
      assert.equal(await page.getByText('Account number', { exact: true }).count(), 0);
      assert.equal(await page.getByRole('link', { name: 'Send money' }).count(), 0);
      await dashboard.inspect(page);
      await page.goto(pathOf(person, '/transactions'));
      await page.getByText('This business is suspended.').waitFor();
      await page.getByRole('link', { name: 'See the business' }).click();
      await page.getByText(/has suspended this business/).waitFor();
      await dashboard.inspect(page);
    } finally {
      await operator.stop();
    }
  });
});
