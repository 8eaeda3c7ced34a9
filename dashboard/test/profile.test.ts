/** One's own name and phone number, which others see as well. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const EDIT = 'Edit your name and phone number';

describe('the page "Profile"', () => {
  let dashboard: TestDashboard;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  /** A page with the form open, as the person finds it after looking at the team. */
  const edit = async (person: Person): Promise<{ readonly page: Page; readonly form: Locator }> => {
    const page = await dashboard.pageOf(person, '/team');
    await page.getByRole('row', { name: /Ngozi Bello/ }).waitFor();
    await page.getByRole('button', { name: 'Account of Ngozi Bello' }).click();
    await page.getByRole('menuitem', { name: 'Profile' }).click();
    await page.getByRole('button', { name: EDIT }).click();
    return { page, form: page.getByRole('dialog', { name: 'Your name and phone number' }) };
  };
  const me = async (person: Person) => expectOk(await dashboard.app.call('GET', 'auth/me', person)).data;

  it('changes name and phone number, which stand everywhere at once, and still after a reload', async () => {
    const person = await dashboard.app.newPerson();
    const { page, form } = await edit(person);
    await form.locator('input:focus').and(form.getByLabel('First name')).fill(' Adaeze ');
    await form.getByLabel('Phone').fill('0803 111-2222');
    await dashboard.inspect(page);
    // So that what is shown now is not owed to asking again.
    await page.route('**/api/v1/auth/me', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'PATCH'),
      form.getByRole('button', { name: 'Save the changes' }).click(),
    ]);
    assert.deepEqual(request.postDataJSON(), { firstName: 'Adaeze', phoneNo: '08031112222' });
    await said(page, 'The changes are saved.');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: EDIT }).and(page.locator(':focus')).waitFor();
    const facts = page.getByRole('region', { name: 'You' });
    const isShown = async (): Promise<void> => {
      await facts.getByText('Adaeze Bello').waitFor();
      await facts.getByText('08031112222').waitFor();
      await page.getByRole('button', { name: 'Account of Adaeze Bello' }).waitFor();
    };
    await isShown();
    await page.unroute('**/api/v1/auth/me');
    await page.reload();
    await isShown();
    const { firstName, lastName, phoneNo } = await me(person);
    assert.deepEqual([firstName, lastName, phoneNo], ['Adaeze', 'Bello', '08031112222']);
  });

  it('is told of by the team as well, without a reload, when one goes back to it', async () => {
    const person = await dashboard.app.newPerson();
    const { page, form } = await edit(person);
    await form.getByLabel('Last name').fill('Okafor');
    await form.getByRole('button', { name: 'Save the changes' }).click();
    await said(page, 'The changes are saved.');
    await page.goBack();
    await page.getByRole('row', { name: /Ngozi Okafor/ }).waitFor();
  });

  it('says at its field what is wrong with a phone number or a name, and sends nothing until it is right', async () => {
    const person = await dashboard.app.newPerson();
    const before = await me(person);
    const { page, form } = await edit(person);
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'PATCH') sent += 1;
    });
    await form.getByLabel('Phone').fill('0803 111');
    await form.getByLabel('Last name').fill('  ');
    await form.getByRole('button', { name: 'Save the changes' }).click();
    await form.getByText('Enter eleven digits that begin with 0').waitFor();
    await form.getByText('Enter your last name.').waitFor();
    const state = (label: string) => form.getByLabel(label).getAttribute('aria-invalid');
    assert.deepEqual(
      [await state('Phone'), await state('Last name'), await state('First name')],
      ['true', 'true', null],
    );
    await dashboard.inspect(page);
    assert.equal(sent, 0);
    assert.deepEqual(await me(person), before);
    await form.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: EDIT }).click();
    assert.equal(await form.getByLabel('Phone').inputValue(), before.phoneNo);
  });

  it('shows at its field what the server has against a name, and keeps what was typed', async () => {
    const person = await dashboard.app.newPerson();
    const { page, form } = await edit(person);
    // Pasted from somewhere, and seen by nobody.
    await form.getByLabel('First name').fill('Ada\u0007eze');
    await form.getByRole('button', { name: 'Save the changes' }).click();
    await form.getByText(/must not be blank or hold control characters/).waitFor();
    assert.equal(await form.getByLabel('First name').getAttribute('aria-invalid'), 'true');
    await form.getByLabel('First name').fill('Adaeze');
    await form.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('button', { name: 'Account of Adaeze Bello' }).waitFor();
  });
});
