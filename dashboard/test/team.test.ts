/** The pages about the team: nobody is given more than the giver has, and what the pages say is what the server knows. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { pathOf, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const MEMBERS = 'clients/members';

describe('the pages about the team', () => {
  let dashboard: TestDashboard;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  const read = async (person: Person, path: string) => expectOk(await dashboard.app.call('GET', path, person)).data;

  it('invite with a role, send the letter again and cancel it', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.pageOf(person, '/team/invitations');
    await page.getByText('No invitation waits for an answer').waitFor();
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('Choose a role.').waitFor();
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: /Developer/ }).click();
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const [invited] = await read(person, `${MEMBERS}/invitations`);
    assert.deepEqual([invited.email, invited.clientMemberRole.name], ['ada@example.com', 'developer']);
    await app.mailTo('ada@example.com');
    await dashboard.inspect(page);
    await page.getByRole('button', { name: 'Resend to ada@example.com' }).click();
    await page.getByText('The old link is void.').first().waitFor();
    await page.getByRole('button', { name: 'Cancel the invitation of ada@example.com' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the invitation' }).click();
    await page.getByText('No invitation waits for an answer').waitFor();
    assert.deepEqual(await read(person, `${MEMBERS}/invitations`), []);
  });

  it('make a role and a program with it, whose password is shown once and works; removed, it works no more', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const page = await dashboard.pageOf(person, '/team/roles');
    await page.getByRole('button', { name: 'Create a role' }).click();
    await page.getByLabel('Name').fill('Accountant');
    await page.getByLabel('transactions:read', { exact: true }).click();
    assert.ok(await page.getByLabel('businesses:create', { exact: true }).isDisabled());
    await page.getByRole('button', { name: 'Create the role' }).click();
    await page.getByRole('button', { name: 'Change the role Accountant' }).waitFor();
    await dashboard.inspect(page);
    const role = (await read(person, `${MEMBERS}/roles`)).find(({ name }: { name: string }) => name === 'Accountant');
    assert.deepEqual(role.permissions, ['transactions:read']);

    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await page.getByRole('button', { name: 'Add a program' }).click();
    await page.getByLabel('Name').fill('Payroll');
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: /Accountant/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add the program' }).click();
    await page.getByText('The password is shown this once.').waitFor();
    const [email = '', password = ''] = await page.getByRole('dialog').locator('code').allInnerTexts();
    expectOk(await app.signIn(email, password));
    await page.keyboard.press('Escape');
    await page.getByText('The password is not stored yet.').waitFor();
    await page.getByLabel('I have stored the password').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.ok(!(await page.content()).includes(password), 'the password is nowhere afterwards');
    await dashboard.inspect(page);

    await page.goto(pathOf(person, '/team/roles'));
    await page
      .getByRole('row', { name: /Accountant/ })
      .getByText('Payroll')
      .waitFor();
    await page.getByRole('button', { name: 'Delete the role Accountant' }).click();
    await page.getByText('It is in use').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await page.getByRole('button', { name: 'Actions for Payroll' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal((await app.signIn(email, password)).status, 401);
  });

  it('tell the last owner why he cannot leave, and show who may change nothing the team without its buttons', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson({ businessName: 'Stall of the owner' });
    const page = await dashboard.pageOf(owner, '/team');
    await page.getByRole('button', { name: /Actions for Ngozi/ }).click();
    await page.getByRole('menuitem', { name: 'Leave the business' }).click();
    await page.getByLabel(/Type Stall of the owner/).fill('Stall of the owner');
    await page.getByRole('button', { name: 'Leave the business' }).click();
    await page.getByText(/last owner|one active owner/i).waitFor();

    const guest = await app.newPerson();
    await app.sql`
      insert into member (id, client_id, business_id, user_id, role, is_active, created_at)
      select 'mbr_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg', client_id, business_id, ${guest.userId}, 'viewer', true, now()
      from member where user_id = ${owner.userId}`;
    const seen = await dashboard.pageOf({ ...guest, businessId: owner.businessId }, '/team');
    await seen.getByText('it takes the permission members:manage').waitFor();
    assert.equal(await seen.getByRole('button', { name: 'Invite somebody' }).count(), 0);
    await dashboard.inspect(seen);
  });
});
