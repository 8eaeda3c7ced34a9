/** From the key to the first call, as a newcomer goes: what he copies runs as it stands, and the page announces it. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

const SDK = fileURLToPath(new URL('../../sdk', import.meta.url));

describe('the page "First steps"', () => {
  let dashboard: TestDashboard;
  let folder: string;
  before(async () => {
    dashboard = await startDashboard();
    folder = await mkdtemp(join(tmpdir(), 'interstellas-newcomer-'));
    // What `npm install` would do.
    await mkdir(join(folder, 'node_modules', '@interstellas'), { recursive: true });
    await symlink(SDK, join(folder, 'node_modules', '@interstellas', 'sdk'));
  });
  after(async () => {
    await dashboard.close();
    await rm(folder, { recursive: true });
  });

  /** Has a shell do what was copied, with the password typed where it is asked for. */
  const paste = async ({ password }: Person, variables: string, more: string): Promise<string> => {
    await writeFile(join(folder, 'pasted.sh'), `${variables}\n${more}\n`);
    const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    const NODE_OPTIONS = '--conditions=@interstellas/source';
    const shell = spawn('sh', ['pasted.sh'], { cwd: folder, env: { PATH, NODE_OPTIONS }, timeout: 20_000 });
    let shown = '';
    shell.stdout.on('data', (text: Buffer) => (shown += text.toString()));
    shell.stderr.on('data', (text: Buffer) => (shown += text.toString()));
    shell.stdin.end(`${password}\n`);
    return new Promise((resolve) => shell.on('close', () => resolve(shown)));
  };
  /** What goes to the clipboard, which the page may write to and not read. */
  const copied = async (page: Page, button: string): Promise<string> => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copiedText: text });
    });
    await page.getByRole('button', { name: button }).click();
    await page.waitForFunction(() => 'copiedText' in globalThis);
    return page.evaluate(() => {
      const { copiedText } = globalThis as unknown as { copiedText: string };
      Reflect.deleteProperty(globalThis, 'copiedText');
      return copiedText;
    });
  };
  const program = async (page: Page, language: string): Promise<string> => {
    await page.getByRole('tab', { name: language, exact: true }).click();
    return copied(page, `Copy the ${language} code`);
  };

  it('runs as it is copied, in curl, and the page announces the call the moment it arrives', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/first-steps');
    await page.getByText('Waiting for your first call…').waitFor();
    await page.getByText(person.businessId).first().waitFor();
    await dashboard.inspect(page);
    const variables = await copied(page, 'Copy with my key filled in');
    assert.ok(variables.includes(person.key));
    assert.ok(!(await page.content()).includes(person.key), 'the key went to the clipboard alone');
    const shown = await paste(person, variables, await program(page, 'curl'));
    assert.match(shown, /"accountNumber":"\d{10}"/);
    await page.getByText('Your first call arrived').waitFor();
    const call = page.getByRole('status').filter({ hasText: 'Your first call arrived' });
    assert.match(await call.innerText(), /GET \/clients\/business\/account-details[\s\S]*200[\s\S]* ms[\s\S]*req_\w+/);
    await dashboard.inspect(page);
    await page.getByRole('link', { name: 'See it in the request log' }).click();
    await page.getByRole('dialog', { name: 'Request' }).getByText('curl/').waitFor();
  });

  it('runs as it is copied, in Node.js with fetch and with the SDK', async () => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/first-steps');
    const variables = await copied(page, 'Copy with my key filled in');
    for (const [language, file] of [
      ['Node.js', 'fetch.mjs'],
      ['SDK', 'sdk.mjs'],
    ] as const) {
      await writeFile(join(folder, file), await program(page, language));
      assert.match(await paste(person, variables, `node ${file}`), /accountNumber: '\d{10}'/, language);
    }
    await page.getByText('Your first call arrived').waitFor();
  });

  it('shows a call that was refused with its code and the page that explains it', async () => {
    const { app } = dashboard;
    const person = await app.newPerson();
    const body = { name: 'Reads too little', scopes: ['members:read'] };
    const { data } = expectOk(await app.call('POST', 'clients/settings/keys', { ...person, body }));
    await app.app.requestLog.flush();
    await app.sql`delete from request_log where client_id = ${person.clientId}`;
    const page = await dashboard.pageOf(person, '/first-steps');
    await page.getByText('Waiting for your first call…').waitFor();
    await app.call('GET', 'clients/business/account-details', { ...person, key: data.secretKey });
    await page.getByText('The last call was refused').waitFor();
    const link = page.getByRole('link', { name: 'What it means, and what to do' });
    assert.equal(await link.getAttribute('href'), '/docs/errors#key.scope_insufficient');
    await page.getByText('Waiting for your first call…').waitFor();
  });
});
