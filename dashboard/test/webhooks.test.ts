/** The pages about webhooks, as a person uses them: from the first address to an event that is sent again. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { freePort } from '../../server/test/harness/process.ts';
import { hasPython } from '../../server/test/harness/python.ts';
import { until } from '../../server/test/harness/until.ts';
import {
  type Notification,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../server/test/harness/webhook-receiver.ts';
import { pathOf, said, startDashboard, type TestDashboard } from './harness/dashboard.ts';
import { copiedProgram, createProgramFolder, type ProgramFolder } from './harness/programs.ts';

const WEBHOOK = 'clients/settings/webhook';
const UPDATE = 'clients/settings/update-webhook-url';

describe('the pages about webhooks', () => {
  let dashboard: TestDashboard;
  let receiver: WebhookReceiver;
  let folder: ProgramFolder;
  let status = 200;
  before(async () => {
    receiver = await startWebhookReceiver((_request, response) => {
      response.statusCode = status;
      response.end(status === 200 ? 'thank you' : 'the shop is closed');
    });
    [dashboard, folder] = await Promise.all([startDashboard(), createProgramFolder()]);
  });
  after(async () => {
    receiver.stop();
    await dashboard.close();
    await folder.remove();
  });

  const settings = async (person: Person) => expectOk(await dashboard.app.call('GET', WEBHOOK, person)).data;

  it('set an address, show its secrets, send a test event and say at once how it was taken', async () => {
    status = 200;
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/webhooks');
    await page.getByRole('heading', { name: 'Set the address' }).waitFor();
    await dashboard.inspect(page);
    await page.getByLabel('Address').fill('shop');
    await page.getByRole('button', { name: 'Set the address' }).click();
    await page.getByText('Enter a whole address').waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Set the address' }).click();
    const dialog = page.getByRole('dialog', { name: 'The new secrets' });
    const secret = await dialog.locator('code', { hasText: /^whsec_/ }).innerText();
    await dialog.getByRole('button', { name: 'Done' }).click();
    assert.equal((await settings(person)).url, receiver.url);
    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.getByText('Your server took it.').waitFor();
    await page.getByText('thank you').waitFor();
    assert.equal(receiver.notifications.at(-1)?.body.event, 'webhook.test');
    assert.ok(!(await page.content()).includes(secret), 'a secret is not on the page longer than it is shown');
    await page.getByRole('button', { name: 'Reveal the signing secret' }).click();
    await page.getByText(secret).waitFor();
    await page.getByRole('button', { name: 'Hide the signing secret' }).click();
    await dashboard.inspect(page);

    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.getByRole('radio', { name: /1 hour/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click();
    const rotated = await page
      .getByRole('dialog')
      .locator('code', { hasText: /^whsec_/ })
      .innerText();
    assert.notEqual(rotated, secret);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('The old signing secret ends in').waitFor();
    assert.ok((await settings(person)).oldSecretEndsAt !== null);

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Events wait until you enable the webhook again.').waitFor();
    assert.equal((await settings(person)).state, 'paused');
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('Active').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete the webhook' }).click();
    await page.getByRole('heading', { name: 'Set the address' }).waitFor();
    assert.equal((await dashboard.app.call('GET', WEBHOOK, person)).body.code, 'webhook.not_found');
  });

  it('show programs that let in what is genuine and nothing else', async (test) => {
    status = 200;
    const { app } = dashboard;
    const person = await app.newPerson();
    const { data } = expectOk(await app.call('PATCH', UPDATE, { ...person, body: { webhookUrl: receiver.url } }));
    const earlier = receiver.notifications.length;
    expectOk(await app.call('POST', `${WEBHOOK}/test`, person));
    await until('the event has come', () => receiver.notifications.length > earlier);
    const genuine = receiver.notifications.at(-1) as Notification;
    const isSigned = ([name]: [string, unknown]) => name.startsWith('webhook-');
    const headers = Object.fromEntries(Object.entries(genuine.headers).filter(isSigned)) as Record<string, string>;
    const page = await dashboard.pageOf(person, '/webhooks');
    for (const [language, command, file] of [
      ['Node.js', 'node', 'receiver.mjs'],
      ['Python', 'python3', 'receiver.py'],
    ] as const) {
      const port = await freePort();
      const shown = await copiedProgram(page, language);
      assert.ok(shown.includes('8080'));
      await folder.write(file, shown.replace('8080', String(port)));
      if (language === 'Python' && !hasPython(test, 'the receiver in Python')) continue;
      const program = folder.start([command, file], { WEBHOOK_SECRET: data.signingSecret });
      const send = async (body: string): Promise<number> => {
        const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers });
        return answer.status;
      };
      await until(`the ${language} program listens`, () => send('{}').then(Boolean, () => false));
      assert.deepEqual([await send(genuine.rawBody), await send(`${genuine.rawBody} `)], [204, 401], language);
      program.kill();
    }
  });

  it('explain a webhook that was given up, and follow an event until it is taken', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const body = { webhookUrl: receiver.url };
    expectOk(await app.call('PATCH', UPDATE, { ...person, body }));
    status = 500;
    const { id } = expectOk(await app.call('POST', `${WEBHOOK}/test`, { ...person, body: {} })).data;
    const page = await dashboard.pageOf(person, '/webhooks/events?type=webhook.test');
    await page.getByRole('link', { name: 'Test event' }).click();
    await page.getByText('the shop is closed').first().waitFor();
    await page.getByText('Your server answered with a status that is not 2xx.').first().waitFor();
    await page.getByText('What was sent').first().click();
    await page
      .getByText(/webhook-id: wh_/)
      .first()
      .waitFor();
    await dashboard.inspect(page);
    status = 200;
    await page.getByRole('button', { name: 'Resend' }).click();
    await page.getByText('Your server took it.').waitFor();
    await page.getByText('Delivered', { exact: true }).waitFor();
    assert.equal(expectOk(await app.call('GET', `${WEBHOOK}/events/${id}`, person)).data.state, 'delivered');

    status = 410;
    expectOk(await app.call('POST', `${WEBHOOK}/test`, { ...person, body: {} }));
    await page.goto(pathOf(person, '/webhooks'));
    await page.getByText('Your server answered 410 Gone').waitFor();
    await dashboard.inspect(page);
    status = 200;
    await page.getByRole('button', { name: 'Enable' }).click();
    await said(page, 'Enabled. Events that waited are sent now.');

    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: /Delivered/ }).click();
    await page.waitForURL(/state=delivered/);
    await page.getByRole('button', { name: 'Resend a period' }).click();
    await page.getByRole('combobox', { name: 'Events' }).click();
    await page.getByRole('option', { name: /Delivered/ }).click();
    const before = receiver.notifications.length;
    await page.getByRole('dialog').getByRole('button', { name: 'Resend' }).click();
    await page
      .getByText(/sent again\.$/)
      .first()
      .waitFor();
    assert.ok(receiver.notifications.length >= before);
    await dashboard.inspect(page);
  });
});
