/** The audit log: what was done is told in words, with what changed, and taken away as an export whose chain is whole. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { expectOk } from '../../server/test/harness/client.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

describe('the page "Audit log"', () => {
  let dashboard: TestDashboard;
  before(async () => {
    dashboard = await startDashboard();
  });
  after(() => dashboard.close());

  it('tells who changed what from what to what, filters in the address, and exports what matches', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const [key] = expectOk(await app.call('GET', 'clients/settings/keys', person)).data;
    const body = { name: 'Nightly payouts' };
    expectOk(await app.call('PATCH', `clients/settings/keys/${key.id}`, { ...person, body }));
    const page = await dashboard.pageOf(person, '/audit-log');
    await page.getByRole('button', { name: 'Changed a key' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Default key').waitFor();
    await sheet.getByText('Nightly payouts').waitFor();
    await sheet.getByText('keys.update').first().waitFor();
    await dashboard.inspect(page);
    await sheet.getByRole('button', { name: 'All of this action' }).click();
    await page.waitForURL(/action=keys\.update/);
    await page.getByText('1 of 1').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export what matches' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    const actions = lines.map((line) => JSON.parse(line).action);
    assert.equal(actions[0], 'keys.update');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Exported the audit log' }).waitFor();
    await dashboard.inspect(page);
  });
});
