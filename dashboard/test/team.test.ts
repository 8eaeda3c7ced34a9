/** The pages about the team: nobody is given more than the giver has, and what the pages say is what the server knows. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { pathOf, said, startDashboard, type TestDashboard } from './harness/dashboard.ts';

const MEMBERS = 'clients/members';

describe('the pages about the team', () => {
  let dashboard: TestDashboard;
  let members = 0;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  /** Makes the person a member of the owner's business. */
  const join = async (person: Pick<Person, 'userId'>, owner: Person, role: string): Promise<void> => {
    members += 1;
    const id = `mem_01jz5k3v8e4tq2m7wn9xh6r0b${String(members).padStart(5, '0')}`;
    await dashboard.app.sql`
      insert into member (id, client_id, business_id, user_id, role, is_active, created_at)
      values (${id}, ${owner.clientId}, ${owner.businessId}, ${person.userId}, ${role}, true, now())`;
  };

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
    await said(page, 'The old link is void.');
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
    await said(page, 'A business keeps at least one active owner.');

    const guest = await app.newPerson();
    await join(guest, owner, 'viewer');
    const seen = await dashboard.pageOf({ ...guest, businessId: owner.businessId }, '/team');
    await seen.getByText('it takes the permission members:manage').waitFor();
    assert.equal(await seen.getByRole('button', { name: 'Invite somebody' }).count(), 0);
    await dashboard.inspect(seen);
  });

  it('change the role of a member, which counts on his next request and on the page that he is looking at', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson();
    const guest = await app.newPerson();
    await join(guest, owner, 'viewer');
    const asGuest = { ...guest, key: owner.key, businessId: owner.businessId };
    const hisKeys = async () => (await app.call('GET', 'clients/settings/keys', asGuest)).status;
    assert.equal(await hisKeys(), 403);
    const his = await dashboard.pageOf(asGuest, '/api-keys');
    await his.getByText('It takes the permission keys:read').waitFor();

    const page = await dashboard.pageOf(owner, '/team');
    await actOn(page, guest.email, 'Change the role');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: /Developer/ }).click();
    await dialog.getByRole('button', { name: 'Change the role' }).click();
    await said(page, 'Ngozi Bello has the new role.');
    await dialog.waitFor({ state: 'hidden' });
    await rowOf(page, guest.email).getByText('Developer').waitFor();
    assert.equal(await hisKeys(), 200);
    await his.reload();
    await his.getByText('Your role sees keys.').waitFor();

    await actOn(page, guest.email, 'Change the role');
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: /Viewer/ }).click();
    await dialog.getByRole('button', { name: 'Change the role' }).click();
    await rowOf(page, guest.email).getByText('Viewer').waitFor();
    assert.equal(await hisKeys(), 403);
    await his.getByRole('link', { name: 'Request log' }).click();
    await his.getByText('It takes the permission keys:read').waitFor();
  });

  it('deactivate a member, who is refused at once and whose page says so, and activate him again', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson({ businessName: 'Stall that is closed to him' });
    const guest = await app.newPerson({ businessName: 'Stall of his own' });
    await join(guest, owner, 'viewer');
    const asGuest = { ...guest, businessId: owner.businessId };
    const his = await dashboard.pageOf(asGuest, '/team');
    await rowOf(his, guest.email).waitFor();

    const page = await dashboard.pageOf(owner, '/team');
    await actOn(page, guest.email, 'Deactivate');
    await dashboard.inspect(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await said(page, 'Ngozi Bello is deactivated.');
    await rowOf(page, guest.email).getByText('Deactivated').waitFor();
    await his.getByRole('link', { name: 'Roles', exact: true }).click();
    await his.getByText('There is no page here').waitFor();
    await dashboard.inspect(his);
    await his.getByRole('link', { name: 'Go home' }).click();
    await his.waitForURL(`**${pathOf(guest, '')}`);

    await actOn(page, guest.email, 'Activate');
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await said(page, 'Ngozi Bello is active again.');
    await rowOf(page, guest.email).getByText('Active', { exact: true }).waitFor();
    await his.goto(pathOf(owner, '/team'));
    await rowOf(his, guest.email).waitFor();
  });

  it('give a program a new password, which is shown once and signs in, while the old one and its session end', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson();
    const viewer = (await read(owner, `${MEMBERS}/roles`)).find(({ name }: { name: string }) => name === 'viewer');
    const body = { name: 'Payroll', memberRoleId: viewer.id };
    const program = expectOk(await app.call('POST', `${MEMBERS}/service`, { ...owner, body })).data;
    const { accessToken: token } = expectOk(await app.signIn(program.email, program.password)).data;

    const page = await dashboard.pageOf(owner, '/team');
    await actOn(page, program.email, 'New password');
    await page.getByRole('button', { name: 'Make a new password' }).click();
    await page.getByText('The password is shown this once.').waitFor();
    const [email = '', password = ''] = await page.getByRole('dialog').locator('code').allInnerTexts();
    assert.equal(email, program.email);
    assert.equal((await app.signIn(email, program.password)).status, 401);
    assert.equal((await app.call('GET', MEMBERS, { ...owner, token })).status, 401);
    expectOk(await app.signIn(email, password));
    await dashboard.inspect(page);
    assert.ok(await page.getByRole('button', { name: 'Done' }).isDisabled());
    await page.getByLabel('I have stored the password').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.ok(!(await page.content()).includes(password), 'the password is nowhere afterwards');
  });

  it('let a member leave, who lands in a business that he still has, and finds the other one nowhere', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson({ businessName: 'Stall that is left' });
    const guest = await app.newPerson({ businessName: 'Stall that stays' });
    await join(guest, owner, 'viewer');
    const page = await dashboard.pageOf({ ...guest, businessId: owner.businessId }, '/team');
    await leave(page, guest.email, 'Stall that is left');
    await page.waitForURL(`**${pathOf(guest, '')}`);
    await page.getByText('How Stall that stays stands.').waitFor();
    await page.getByRole('button', { name: /Switch the business/ }).click();
    await page.getByRole('option', { name: 'Stall that stays' }).waitFor();
    assert.equal(await page.getByRole('option', { name: 'Stall that is left' }).count(), 0);
    await dashboard.inspect(page);
    await page.goto(pathOf(owner, '/team'));
    await page.getByText('There is no page here').waitFor();
    const left = await read(owner, MEMBERS);
    assert.deepEqual(
      left.map((member: { readonly userId: string }) => member.userId),
      [owner.userId],
    );
  });

  it('let a member leave the only business that he has, and offer him to open one', async () => {
    const { app } = dashboard;
    const owner = await app.newPerson({ businessName: 'Stall of another' });
    const [email, password] = ['no-business@example.com', 'plum tree without a garden'];
    const names = { firstName: 'Tunde', lastName: 'Ade', phoneNo: '+2348030000002' };
    const { id: userId } = await app.signUp({ email, password, ...names });
    await join({ userId }, owner, 'viewer');
    const page = await dashboard.pageOf({ ...owner, email, password, userId }, '/team');
    await leave(page, email, 'Stall of another');
    await page.waitForURL('**/businesses/new');
    await page.getByRole('button', { name: 'Create the business' }).waitFor();
    await dashboard.inspect(page);
  });
});

const rowOf = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

async function actOn(page: Page, email: string, deed: string): Promise<void> {
  await rowOf(page, email)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: deed, exact: true }).click();
}

async function leave(page: Page, email: string, business: string): Promise<void> {
  await actOn(page, email, 'Leave the business');
  await page.getByLabel(/^Type/).fill(business);
  await page.getByRole('button', { name: 'Leave the business' }).click();
  await said(page, `You have left ${business}.`);
}
