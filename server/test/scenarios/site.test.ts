/** The dashboard and the documentation, served from folders that stand for what the build makes. */

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { header, send, type WireAnswer } from '../harness/wire.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(500))})`;
const HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const BROWSER = ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'] as const;

const BUILT: Readonly<Record<string, string | Buffer>> = {
  'app/index.html':
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>app',
  'app/favicon.svg': '<svg/>',
  'app/assets/index-a1b2.js': SCRIPT,
  'app/assets/index-a1b2.js.br': brotliCompressSync(SCRIPT),
  'app/assets/index-a1b2.js.gz': gzipSync(SCRIPT),
  'app/.secret': 'hidden',
  'docs/index.html': 'docs home',
  'docs/keys.html': 'docs keys',
  'docs/keys.md': '# Keys',
  'docs/security/index.html': 'docs security',
  'docs/404.html': 'docs nothing',
  'docs/llms.txt': 'llms',
  'docs/llms-full.txt': 'llms in full',
  'docs/csp-hashes.json': JSON.stringify([HASH, "'unsafe-inline'"]),
  'docs/assets/app.c3d4.js': SCRIPT,
  'outside.txt': 'outside',
};

describe('the site', () => {
  let folder: string;
  let app: TestApp;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-site-'));
    for (const [name, content] of Object.entries(BUILT)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    app = await startTestApp({ site: { dashboard: join(folder, 'app'), documentation: join(folder, 'docs') } });
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (
    target: string,
    headers: readonly (readonly [string, string])[] = [],
    method = 'GET',
  ): Promise<WireAnswer> =>
    send(app.origin, { method, target, headers: headers.map(([name, value]) => [name, value]) });

  it('serves the dashboard at every address that a browser goes to and nothing else has', async () => {
    for (const target of [
      '/',
      '/index.html',
      '/settings/keys',
      '/transfers/transfer_1?tab=a/../b',
      '/apiary',
      '/docsy',
    ]) {
      const page = await ask(target, [BROWSER]);
      assert.equal(page.status, 200, target);
      assert.match(page.text, /app$/);
      assert.equal(header(page, 'content-type'), 'text/html; charset=utf-8');
      assert.equal(header(page, 'cache-control'), 'no-store');
    }
    assert.equal((await ask('/')).status, 200, 'also to who asks for anything');
  });

  it('lets no script run in the dashboard but its files, and gives each answer a nonce of its own', async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const page = await ask('/', [BROWSER]);
      const policy = header(page, 'content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([\w+/=]{22,})'/.exec(policy)?.[1] ?? '';
      nonces.add(nonce);
      assert.equal(page.text.split(nonce).length - 1, 2, 'in both places');
      assert.doesNotMatch(page.text, /__CSP_NONCE__/);
      assert.match(policy, /^default-src 'none'; script-src 'self';/);
      assert.match(policy, /frame-ancestors 'none'$/);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      assert.equal(header(page, 'cross-origin-opener-policy'), 'same-origin');
      assert.equal(header(page, 'cross-origin-resource-policy'), 'same-origin');
      assert.match(header(page, 'permissions-policy') ?? '', /camera=\(\).*publickey-credentials-get=\(self\)/);
      assert.equal(header(page, 'x-content-type-options'), 'nosniff');
    }
    assert.equal(nonces.size, 3);
  });

  it('leaves the refusals of the API as they are, whatever a browser accepts', async () => {
    const refusals: [string, string, number, string][] = [
      ['GET', '/api/v1/nothing', 404, 'route.not_found'],
      ['GET', '/v1/nothing', 404, 'route.not_found'],
      ['GET', '/api', 404, 'route.not_found'],
      ['GET', '/.well-known/nothing', 404, 'route.not_found'],
      ['GET', '/health/nothing', 404, 'route.not_found'],
      ['GET', '/openapi.json/', 404, 'route.not_found'],
      ['GET', '/assets/gone-ffff.js', 404, 'route.not_found'],
      ['GET', '/api/v1/auth/signin', 405, 'route.method_not_allowed'],
      ['GET', '/api/v1/auth/me', 401, 'credentials.token_missing'],
      ['POST', '/', 405, 'route.method_not_allowed'],
      ['PUT', '/docs/keys', 405, 'route.method_not_allowed'],
      ['DELETE', '/assets/index-a1b2.js', 405, 'route.method_not_allowed'],
      ['POST', '/settings/keys', 404, 'route.not_found'],
      ['OPTIONS', '/settings/keys', 404, 'route.not_found'],
    ];
    for (const [method, target, status, code] of refusals) {
      const answer = await ask(target, [BROWSER], method);
      assert.equal(answer.status, status, [method, target].join(' '));
      assert.equal(JSON.parse(answer.text).code, code);
      assert.equal(header(answer, 'cache-control'), 'no-store');
      assert.match(header(answer, 'content-security-policy') ?? '', /^default-src 'none'; base-uri/);
    }
    assert.equal(header(await ask('/docs/keys', [], 'PATCH'), 'allow'), 'GET, HEAD');
    const mistaken = await ask('/settings/keys', [['Accept', '*/*']]);
    assert.equal(JSON.parse(mistaken.text).code, 'route.not_found', 'a program is not shown a page');
  });

  it('lets no address out of the folders, however it is spelt, nor to hidden files', async () => {
    const spelt = [
      '/../outside.txt',
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/%2e%2e%2foutside.txt',
      '/..\\outside.txt',
      '/assets/../../outside.txt',
      '/docs/../outside.txt',
      '/docs/../../outside.txt',
      '/docs/%2e%2e/%2e%2e/outside.txt',
      '/docs//keys',
      '//docs/keys',
      '/.secret',
      '/%2esecret',
      '/assets%2findex-a1b2.js',
      '/assets/index-a1b2.js%00.html',
      '/assets/index-a1b2.js.br',
      '/assets/',
      '/assets',
    ];
    for (const target of spelt) {
      for (const headers of [[], [BROWSER]]) {
        const answer = await ask(target, headers);
        assert.equal(answer.status, 404, target);
        assert.doesNotMatch(answer.text, /outside|hidden|console|docs keys/, target);
      }
    }
  });

  it('serves hashed files for ever, smaller where the client can read that, and by condition', async () => {
    const target = '/assets/index-a1b2.js';
    const plain = await ask(target);
    assert.equal(plain.text, SCRIPT);
    assert.equal(header(plain, 'cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(header(plain, 'content-type'), 'text/javascript; charset=utf-8');
    assert.equal(header(plain, 'vary'), 'Accept-Encoding');
    assert.equal(header(plain, 'content-encoding'), undefined);
    const coded = await ask(target, [['Accept-Encoding', 'gzip, deflate, br']]);
    assert.equal(header(coded, 'content-encoding'), 'br');
    const decoded = await fetch(app.origin + target, { headers: { 'accept-encoding': 'br' } });
    assert.equal(await decoded.text(), SCRIPT);
    const zipped = await ask(target, [['Accept-Encoding', 'gzip;q=0.5, br;q=0']]);
    assert.equal(header(zipped, 'content-encoding'), 'gzip');
    const etag = header(coded, 'etag') ?? '';
    const known = await ask(target, [
      ['Accept-Encoding', 'br'],
      ['If-None-Match', etag],
    ]);
    assert.equal(known.status, 304);
    assert.equal(known.text, '');
    assert.equal(header(known, 'etag'), etag);
    assert.notEqual(header(plain, 'etag'), etag);
    const head = await ask(target, [], 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(header(head, 'content-length'), String(SCRIPT.length));
    assert.equal(head.text, '');
    const part = await ask(target, [['Range', 'bytes=0-6']]);
    assert.equal(part.status, 206);
    assert.equal(part.text, 'console');
    const beyond = await ask(target, [['Range', 'bytes=9999-']]);
    assert.equal(beyond.status, 416);
    assert.equal(header(beyond, 'content-range'), `bytes */${SCRIPT.length}`);
    assert.equal((await ask(target, [['If-Match', '"other"']])).status, 412);
    assert.equal(header(await ask('/favicon.svg'), 'cache-control'), 'no-cache');
  });

  it('serves the documentation as pages, as Markdown, and whole for machines', async () => {
    const moved = await ask('/docs');
    assert.equal(moved.status, 301);
    assert.equal(header(moved, 'location'), '/docs/');
    const texts: Record<string, string> = {
      '/docs/': 'docs home',
      '/docs/keys': 'docs keys',
      '/docs/keys?a=b': 'docs keys',
      '/docs/keys.html': 'docs keys',
      '/docs/keys.md': '# Keys',
      '/docs/security/': 'docs security',
      '/llms.txt': 'llms',
      '/docs/llms.txt': 'llms',
      '/llms-full.txt': 'llms in full',
    };
    for (const [target, text] of Object.entries(texts)) {
      for (const page of [await ask(target), await ask(target, [BROWSER])]) {
        assert.equal(page.status, 200, target);
        assert.equal(page.text, text, target);
        assert.equal(header(page, 'cache-control'), 'no-cache');
      }
    }
    const policy = header(await ask('/docs/keys', [BROWSER]), 'content-security-policy') ?? '';
    assert.match(policy, new RegExp(`script-src 'self' '${HASH.replaceAll(/[+/]/g, '\\$&')}';`));
    assert.equal(header(await ask('/docs/keys.md'), 'content-type'), 'text/markdown; charset=utf-8');
    const hashed = await ask('/docs/assets/app.c3d4.js');
    assert.equal(header(hashed, 'cache-control'), 'public, max-age=31536000, immutable');
  });

  it('answers 404 for a page of the documentation that is not there: a page to a browser, the envelope to a program', async () => {
    const page = await ask('/docs/nothing', [BROWSER]);
    assert.equal(page.status, 404);
    assert.equal(page.text, 'docs nothing');
    assert.equal(header(page, 'cache-control'), 'no-store');
    const again = await ask('/docs/nothing', [BROWSER, ['If-None-Match', '*'], ['Range', 'bytes=0-3']]);
    assert.equal(again.status, 404);
    assert.equal(JSON.parse((await ask('/docs/nothing')).text).code, 'route.not_found');
  });

  it('counts visits against the allowance of the address, and by one label whatever the address', async () => {
    const page = await ask('/some/address/of/its-own', [BROWSER]);
    assert.match(header(page, 'ratelimit') ?? '', /r=\d+/);
    const metrics = (await ask('/metrics')).text;
    assert.match(metrics, /route="\/\*"/);
    assert.doesNotMatch(metrics, /its-own|index-a1b2/);
  });

  it('serves a new build without a restart', async () => {
    await writeFile(join(folder, 'app/assets/index-e5f6.js'), 'new');
    await writeFile(join(folder, 'app/index.html'), 'a new app');
    await utimes(join(folder, 'app/index.html'), new Date(), new Date('2027-01-01'));
    assert.equal((await ask('/', [BROWSER])).text, 'a new app');
    assert.equal((await ask('/assets/index-e5f6.js')).text, 'new');
  });
});

describe('a server whose site was not built', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ site: { dashboard: '/nowhere/app', documentation: '/nowhere/docs' } });
  });
  after(() => app.stop());

  it('says so once, refuses as an API does, and still has its reference', async () => {
    assert.equal(app.logLines.filter((line) => line.includes('npm run build')).length, 2, 'one line a folder');
    for (const target of ['/', '/settings', '/docs/keys', '/llms.txt', '/assets/x.js']) {
      const answer = await send(app.origin, { method: 'GET', target, headers: [['Accept', 'text/html']] });
      assert.equal(answer.status, 404, target);
      assert.equal(JSON.parse(answer.text).code, 'route.not_found');
    }
    const docs = await send(app.origin, { method: 'GET', target: '/docs/', headers: [] });
    assert.equal(header(docs, 'location'), '/docs/reference');
  });
});

describe('the site in production', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_ENVIRONMENT: 'production' } });
  });
  after(() => app.stop());

  it('is served over HTTPS alone', async () => {
    for (const target of ['/', '/docs/', '/assets/x.js']) {
      const answer = await send(app.origin, { method: 'GET', target, headers: [['Accept', 'text/html']] });
      assert.equal(JSON.parse(answer.text).code, 'transport.https_required', target);
    }
  });
});
