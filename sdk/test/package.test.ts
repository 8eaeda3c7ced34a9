/** The package as it is published: built, packed, installed into an empty folder, imported as plain ESM, type-checked. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const SDK = join(ROOT, 'sdk');
const BIN = join(ROOT, 'node_modules/.bin');
const PUBLISHED = ['package.json', 'README.md', 'LICENSE', 'src'];

const CONSUMER = `
import { Interstellas, InterstellasError, verifyWebhook } from '@interstellas/sdk';
import type { ErrorCode, List, SecretKey, Transfer, VirtualAccount } from '@interstellas/sdk';

export const client = new Interstellas({ baseUrl: 'https://bank.example.com', email: 'a@b.c', password: 'p' });
export const keys: List<SecretKey> = client.keys.list({ limit: 5 });
export const transfer: Promise<Transfer> = client.transfers.get('order-1');

export async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const account of client.virtualAccounts.list({ status: 'active' })) found.push(account.accountName);
  const { items, pagination }: { items: readonly VirtualAccount[]; pagination: { nextCursor: string | null } } =
    await client.virtualAccounts.list();
  return [...found, pagination.nextCursor ?? items[0]?.id ?? ''];
}

export async function act(optional: string | undefined): Promise<ErrorCode | undefined> {
  try {
    await client.forBusiness('biz_1').auth.signIn.secondFactor({ challenge: 'c', code: optional });
    await client.keys.create({ name: 'n' }, { idempotencyKey: 'k', signal: new AbortController().signal });
  } catch (error) {
    if (error instanceof InterstellasError && error.code === 'rate.limited') return error.code;
  }
  const event = await verifyWebhook({ payload: '{}', headers: {}, secret: 'whsec_AAAA' });
  if (event.event === 'payment.received') console.log(event.availableBalance, event.accountNumber);
  // @ts-expect-error: a transfer has no balance
  if (event.event === 'transfer.failed') console.log(event.availableBalance);
  // @ts-expect-error: there is no such status
  await client.virtualAccounts.list({ status: 'gone' });
  // @ts-expect-error: what cannot be done twice has no key to do it once
  await client.keys.update('key_1', { name: 'n' }, { idempotencyKey: 'k' });
  // @ts-expect-error: one way of signing in
  return void new Interstellas({ baseUrl: 'https://x.example', accessToken: 't', session: 'cookie' });
}
`;

/** In a browser or on the edge, and in Node.js. */
const RUNTIMES = {
  browser: { lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
  node: { lib: ['es2022'], types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')] },
};
const MODULES = { nodenext: 'nodenext', bundler: 'esnext' };

describe('the published package', () => {
  let folder: string;
  let consumer: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-sdk-'));
    consumer = join(folder, 'consumer');
    const source = join(folder, 'package');
    await mkdir(consumer);
    for (const path of PUBLISHED) await cp(join(SDK, path), join(source, path), { recursive: true });
    const build = ['--project', join(SDK, 'tsconfig.build.json'), '--outDir', join(source, 'dist')];
    await run(join(BIN, 'tsc'), build);
    await run('npm', ['pack', source, '--pack-destination', folder], { cwd: folder });
    await writeFile(join(consumer, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
    const { version } = JSON.parse(await readFile(join(SDK, 'package.json'), 'utf8')) as { version: string };
    const tarball = join(folder, `interstellas-sdk-${version}.tgz`);
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: consumer });
    await writeFile(join(consumer, 'consumer.ts'), CONSUMER);
  });
  after(() => rm(folder, { recursive: true }));

  it('brings nothing with it: no dependencies, and no file but itself', async () => {
    const lock = JSON.parse(await readFile(join(consumer, 'package-lock.json'), 'utf8')) as { packages: object };
    assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/@interstellas/sdk']);
  });

  it('is imported by a Node.js that knows no TypeScript, and works', async () => {
    const program = `
      import { Interstellas, verifyWebhook } from '@interstellas/sdk';
      const answer = JSON.stringify({ status: true, message: '', data: { id: 'usr_1' } });
      const fetch = async () => new Response(answer);
      const client = new Interstellas({ baseUrl: 'https://bank.example.com', accessToken: 't', fetch });
      console.log((await client.auth.me()).id, typeof verifyWebhook);`;
    const flags = ['--no-experimental-strip-types', '--input-type=module', '--eval', program];
    const { stdout } = await run(process.execPath, flags, { cwd: consumer });
    assert.equal(stdout, 'usr_1 function\n');
  });

  for (const [runtime, types] of Object.entries(RUNTIMES))
    for (const [moduleResolution, module] of Object.entries(MODULES))
      it(`is type-checked by a consumer: ${runtime}, ${moduleResolution}, everything strict`, async () => {
        const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
        const compilerOptions = { ...strict, ...types, module, moduleResolution, target: 'es2022', noEmit: true };
        const config = join(consumer, `tsconfig.${runtime}.${moduleResolution}.json`);
        await writeFile(config, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
        const { stdout } = await run(join(BIN, 'tsc'), ['--project', config], { cwd: consumer }).catch(
          (error: { stdout: string }) => error,
        );
        assert.equal(stdout, '');
      });
});
