/** From the key to the first call, as a newcomer goes: what he copies runs as it stands, and the page announces it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { hasPython } from '../../server/test/harness/python.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';
import { copied, copiedProgram, createProgramFolder, type ProgramFolder } from './harness/programs.ts';

describe('the page "First steps"', () => {
  let dashboard: TestDashboard;
  let folder: ProgramFolder;
  before(async () => {
    [dashboard, folder] = await Promise.all([startDashboard(), createProgramFolder()]);
  });
  after(async () => {
    await dashboard.close();
    await folder.remove();
  });

  /** Has a shell do what was copied, with the password typed where it is asked for. */
  const paste = async ({ password }: Person, variables: string, more: string): Promise<string> => {
    await folder.write('pasted.sh', `${variables}\n${more}\n`);
    const shell = folder.start(['sh', 'pasted.sh']);
    let shown = '';
    shell.stdout.on('data', (text: Buffer) => (shown += text.toString()));
    shell.stderr.on('data', (text: Buffer) => (shown += text.toString()));
    shell.stdin.end(`${password}\n`);
    return new Promise((resolve) => shell.on('close', () => resolve(shown)));
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
    const shown = await paste(person, variables, await copiedProgram(page, 'curl'));
    assert.match(shown, /"accountNumber":"\d{10}"/);
    await page.getByText('Your first call arrived').waitFor();
    const call = page.getByRole('status').filter({ hasText: 'Your first call arrived' });
    assert.match(await call.innerText(), /GET \/clients\/business\/account-details[\s\S]*200[\s\S]* ms[\s\S]*req_\w+/);
    await dashboard.inspect(page);
    await page.getByRole('link', { name: 'See it in the request log' }).click();
    await page.getByRole('dialog', { name: 'Request' }).getByText('curl/').waitFor();
  });

  it('runs as it is copied, in Node.js with fetch and with the SDK, and in Python', async (test) => {
    const person = await dashboard.app.newPerson();
    const page = await dashboard.pageOf(person, '/first-steps');
    const variables = await copied(page, 'Copy with my key filled in');
    for (const [language, command, file] of [
      ['Node.js', 'node', 'fetch.mjs'],
      ['SDK', 'node', 'sdk.mjs'],
      ['Python', 'python3', 'first_call.py'],
    ] as const) {
      await folder.write(file, await copiedProgram(page, language));
      if (language === 'Python' && !hasPython(test, 'the program in Python')) continue;
      assert.match(await paste(person, variables, `${command} ${file}`), /accountNumber'?: '\d{10}'/, language);
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
