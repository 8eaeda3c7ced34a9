/** The programs of the page about webhooks: each takes what we send, and nothing that somebody else does. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { shapeOf } from './documentation.fixture.ts';
import { openShop, WEBHOOK } from './webhooks.fixture.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NOTIFICATION = /```http\nPOST .*\n(?<headers>(?:.+\n)+)\n(?<body>\{.*\})\n```/;
const PROGRAM = /<!-- serves -->\n```js\n(?<code>[\s\S]*?)```/g;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('the page about webhooks', () => {
  let app: TestApp;
  const children: ChildProcess[] = [];
  before(async () => {
    app = await startTestApp();
  });
  after(async () => {
    for (const child of children) child.kill();
    await app.stop();
  });

  it('shows a notification as it arrives', async () => {
    const page = await readFile(join(ROOT, 'docs/webhooks.md'), 'utf8');
    const shown = NOTIFICATION.exec(page)?.groups;
    const shop = await openShop(app, await app.newPerson());
    const account = { firstName: 'Ada', lastName: 'Obi', type: 'permanent', reference: 'order-1042' };
    const { accountNumber } = expectOk(await shop.call('POST', 'clients/business/virtual-accounts', account)).data;
    expectOk(await shop.call('POST', 'sandbox/inbound-payments', { accountNumber, amount: 450_000 }));
    await until('it has arrived', () => shop.notifications.length === 1);
    const [arrived = assert.fail()] = shop.notifications;
    assert.deepEqual(shapeOf(JSON.parse(arrived.rawBody)), shapeOf(JSON.parse(shown?.['body'] ?? '')));
    for (const line of (shown?.['headers'] ?? '').trim().split('\n')) {
      const [name = '', value = ''] = line.split(': ');
      const got = arrived.headers[name.toLowerCase()];
      assert.ok(typeof got === 'string', name);
      if (/^(?:Content-Type|User-Agent)$/.test(name)) assert.equal(got, value);
    }
    shop.stop();
  });

  it('has programs that accept what we send and refuse what is forged, altered or old', async () => {
    const page = await readFile(join(ROOT, 'docs/webhooks.md'), 'utf8');
    const programs = [...page.matchAll(PROGRAM)].map(({ groups }) => groups?.['code'] ?? '');
    assert.equal(programs.length, 2);
    for (const code of programs) {
      const shop = await openShop(app, await app.newPerson());
      await shop.emit();
      await until('a notification is there to be altered', () => shop.notifications.length === 1);
      const port = await freePort();
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], PORT: String(port), WEBHOOK_SECRET: shop.signingSecret },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      const url = `http://127.0.0.1:${port}/webhooks`;
      const post = (body: string, headers: Record<string, string>) =>
        fetch(url, { method: 'POST', body, headers }).then(
          ({ status }) => status,
          () => undefined,
        );
      await until('the program listens', async () => (await post('{}', {})) === 401);
      expectOk(await shop.call('PATCH', 'clients/settings/update-webhook-url', { webhookUrl: url }));
      expectOk(await shop.call('POST', `${WEBHOOK}/test`));
      await until('the program has taken it', async () => (await shop.latest()).state === 'delivered');

      const [{ headers, rawBody } = assert.fail()] = shop.notifications;
      const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
      const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
      assert.equal(await post(rawBody, signed), 204);
      assert.equal(await post(rawBody.replace('450000', '950000'), signed), 401);
      assert.equal(await post(rawBody, { ...signed, 'webhook-id': 'another' }), 401);
      const old = Math.floor(Date.now() / 1000) - 3600;
      assert.equal(await post(rawBody, { ...signed, 'webhook-timestamp': String(old) }), 401);
      shop.stop();
    }
  });
});
