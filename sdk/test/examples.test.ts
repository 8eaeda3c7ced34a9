/** The examples: each runs as it stands against a real server, and the documentation shows it to the letter. */

import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseEnv, promisify } from 'node:util';
import { prepareDemo } from '../../server/src/prepare-demo.ts';
import { startTestApp, type TestApp } from '../../server/test/harness/app.ts';
import { expectOk } from '../../server/test/harness/client.ts';
import { until } from '../../server/test/harness/until.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'sdk/examples');
const PAGE = 'docs/sdk.md';
const FLAGS = ['--conditions=@interstellas/source', '--disable-warning=ExperimentalWarning'];

/** What each says, whatever the ids, amounts and times. */
const SAID: Readonly<Record<string, RegExp>> = {
  'first-call': /^\S+: account \d{10} holds \d+ kobo\n$/,
  transfer: /^To .+, for \d+ kobo\nsuccessful: \d+ kobo were debited\n$/,
  'list-transactions': /^(?:\d{4}-\S+Z \d+ .*\n)+[1-9]\d* transactions, [1-9]\d+ kobo\n$/,
  'rotate-key':
    /^The old key works until \d{4}-\S+Z\nThe new key works for .+\nThe old key was last used: never\nThe old key is deactivated\n$/,
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

describe('the examples of the SDK', () => {
  let app: TestApp;
  let folder: string;
  let demo: NodeJS.Dict<string>;
  const children: ChildProcess[] = [];
  before(async () => {
    app = await startTestApp();
    folder = await mkdtemp(join(tmpdir(), 'interstellas-examples-'));
    await prepareDemo({ ...app.config, demo: true, dataDir: folder }, app.app, app.origin);
    demo = parseEnv(await readFile(join(folder, 'demo.env'), 'utf8'));
  });
  after(async () => {
    for (const child of children) child.kill();
    await app.stop();
    await rm(folder, { recursive: true });
  });

  describe('run as they stand', { concurrency: 2 }, () => {
    for (const [name, said] of Object.entries(SAID))
      it(name, async () => {
        const env = { PATH: process.env['PATH'], ...demo };
        const { stdout, stderr } = await run(process.execPath, [...FLAGS, join(EXAMPLES, `${name}.ts`)], { env });
        assert.equal(stderr, '');
        assert.match(stdout, said);
      });
  });

  it('webhook-receiver takes what the server sends, and refuses what somebody else does', async () => {
    const credentials = {
      token: expectOk(await app.signIn(demo['DEMO_EMAIL'] ?? '', demo['DEMO_PASSWORD'] ?? '')).data.accessToken,
      key: demo['DEMO_SECRET_KEY'] ?? '',
      businessId: demo['DEMO_BUSINESS_ID'] ?? '',
    };
    const call = async (method: string, path: string, body?: object) =>
      expectOk(await app.call(method, `clients/settings/${path}`, { ...credentials, body })).data;
    // An address first: the secret comes with it, and the program needs the secret to start.
    const { signingSecret } = await call('PATCH', 'update-webhook-url', { webhookUrl: 'http://127.0.0.1:9/' });
    const port = await freePort();
    const env = { PATH: process.env['PATH'], WEBHOOK_SECRET: signingSecret, PORT: String(port) };
    const program = spawn(process.execPath, [...FLAGS, join(EXAMPLES, 'webhook-receiver.ts')], { env });
    children.push(program);
    let said = '';
    program.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await until('it listens', () => said.includes('listening'));
    const webhookUrl = `http://127.0.0.1:${port}/`;
    const forged = await fetch(webhookUrl, { method: 'POST', body: '{"event":"payment.received"}' });
    assert.equal(forged.status, 401);
    await call('PATCH', 'update-webhook-url', { webhookUrl });
    await call('POST', 'webhook/test');
    await until('it has taken the test', () => said.includes('webhook.test'));
    assert.doesNotMatch(said, /payment.received/);
  });

  it('are all of them run', async () => {
    const names = (await readdir(EXAMPLES)).map((file) => file.replace('.ts', ''));
    assert.deepEqual(names.sort(), [...Object.keys(SAID), 'webhook-receiver'].sort());
  });

  it('are all on the page about the SDK, and what the pages show is to the letter what is run', async () => {
    const files = (await readdir(EXAMPLES)).map((file) => readFile(join(EXAMPLES, file), 'utf8'));
    // Without the file's opening comment, which the page says in its own words.
    const codes = (await Promise.all(files)).map((file) => file.replace(/^\/\*\*[\s\S]*?\*\/\n\n/, ''));
    for (const code of codes) assert.ok((await readFile(join(ROOT, PAGE), 'utf8')).includes(code), code);
    for (const page of [PAGE, 'sdk/README.md']) {
      const text = await readFile(join(ROOT, page), 'utf8');
      for (const [, code = ''] of text.matchAll(/(?<!<!-- runs -->\n)```ts\n([\s\S]*?)```/g))
        assert.ok(codes.includes(code), `${page} shows what is no example:\n${code}`);
    }
  });
});
