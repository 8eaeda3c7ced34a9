/** The documentation as a server has it: every page is there and current, every error has its place, and nothing comes from elsewhere. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SECTIONS } from '../../../docs/.vitepress/pages.ts';
import { plainMarkdown } from '../../../docs/.vitepress/texts.ts';
import { FAULT_CODES } from '../../src/faults/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { ROOT, readPages } from './documentation.fixture.ts';

const WRITTEN = SECTIONS.flatMap(({ pages }) => pages);
const NAMES = WRITTEN.map(({ name }) => name);
const PAGES = ['/docs/', ...NAMES.map((name) => `/docs/${name}`)];
/** Linked to by every page, and served by the server itself. */
const BESIDE = new Set(['/', '/docs/reference/', '/openapi.json', '/llms.txt']);

describe('the documentation of a server', () => {
  let app: TestApp;
  const htmlOf = new Map<string, string>();
  before(async () => {
    app = await startTestApp();
    for (const path of PAGES) htmlOf.set(path, await textAt(path));
  });
  after(() => app.stop());

  async function textAt(path: string): Promise<string> {
    const answer = await fetch(app.origin + path);
    assert.equal(answer.status, 200, `${path}: is the site built? (npm run build)`);
    return answer.text();
  }

  it('has every page that is written, and each as Markdown', async () => {
    const written = (await readPages()).filter((page) => page !== 'README.md' && page !== 'docs/index.md');
    assert.deepEqual(NAMES.map((name) => `docs/${name}.md`).toSorted(), written.toSorted());
    for (const name of NAMES) assert.match(htmlOf.get(`/docs/${name}`) ?? '', /<h1 /, name);
  });

  it('was built from the pages as they are now', async () => {
    for (const name of NAMES) {
      const written = await readFile(join(ROOT, `docs/${name}.md`), 'utf8');
      const served = await textAt(`/docs/${name}.md`);
      assert.equal(served, plainMarkdown(written, `${name}.md`, '/docs/'), `docs/${name}.md: npm run build`);
    }
  });

  it('has a place for every code that an answer can link to', () => {
    const errors = htmlOf.get('/docs/errors') ?? '';
    assert.deepEqual(
      FAULT_CODES.filter((code) => !errors.includes(`id="${code}"`)),
      [],
    );
  });

  it('has no link within itself that leads nowhere', () => {
    const dead = [...htmlOf].flatMap(([page, html]) =>
      matches(html, /<a [^>]*?href="([^"]+)"/g)
        .filter((href) => !/^https?:/.test(href))
        .map((href) => new URL(href, app.origin + page))
        .filter(({ pathname, hash }) => !leadsSomewhere(pathname, decodeURIComponent(hash.slice(1))))
        .map(({ pathname, hash }) => `${page}: ${pathname}${hash}`),
    );
    assert.deepEqual([...new Set(dead)], []);
  });

  function leadsSomewhere(path: string, anchor: string): boolean {
    if (BESIDE.has(path)) return true;
    const html = htmlOf.get(path.replace(/\.md$/, ''));
    return html !== undefined && (anchor === '' || html.includes(`id="${anchor}"`));
  }

  it('loads nothing from anybody else', () => {
    for (const [page, html] of htmlOf) {
      const loaded = [
        ...matches(html, /<(?:script|img|iframe|source)\b[^>]*?\ssrc="([^"]+)"/g),
        ...matches(html, /<link\b[^>]*?\shref="([^"]+)"/g),
        ...matches(html, /url\(([^)]+)\)/g),
      ];
      assert.ok(loaded.length > 0);
      for (const address of loaded) assert.match(address, /^(?:\/docs\/|data:)/, page);
    }
  });

  it('permits every script that its pages bring, by its hash, and no other', async () => {
    for (const path of [...PAGES, '/docs/reference/']) {
      const answer = await fetch(app.origin + path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const scripts = /script-src (?<sources>[^;]+)/.exec(policy)?.groups?.['sources']?.split(' ') ?? [];
      const brought = matches(await answer.text(), /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
      for (const script of brought) {
        const hash = createHash('sha256').update(script).digest('base64');
        assert.ok(scripts.includes(`'sha256-${hash}'`), `${path}: ${script.slice(0, 80)}`);
      }
      assert.deepEqual(
        scripts.filter((source) => source.startsWith("'unsafe")),
        [],
        path,
      );
    }
  });

  it('says in llms.txt what is on every page, and has all of them in llms-full.txt', async () => {
    const [list, full] = [await textAt('/llms.txt'), await textAt('/llms-full.txt')];
    for (const { title, name, description } of WRITTEN) {
      assert.ok(list.includes(`- [${title}](/docs/${name}.md): ${description}\n`), name);
      assert.ok(full.includes(await textAt(`/docs/${name}.md`)), name);
    }
  });

  it('tells search engines of each page what is on it, in a sentence of its own', () => {
    for (const { name, description } of WRITTEN) {
      assert.match(description, /^[A-Z].{40,158}\.$/, name);
      assert.ok(htmlOf.get(`/docs/${name}`)?.includes(`<meta name="description" content="${description}">`), name);
    }
    assert.equal(new Set(WRITTEN.map(({ description }) => description)).size, WRITTEN.length);
  });

  it('has no brackets left of a link that leads out of the site', () => {
    const links =
      'See [the *first*](../server/test/a.test.ts), [others](decisions/0001.md) and [keys](keys.md#rotate).';
    const plain = 'See the *first*, others and [keys](/docs/keys.md#rotate).';
    assert.equal(plainMarkdown(links, 'money.md', '/docs/'), plain);
  });

  it('leads back from the API reference, which asks for credentials by their own names', async () => {
    const page = await textAt('/docs/reference/');
    for (const path of ['/docs/', '/']) assert.ok(page.includes(`<a href="${path}">`), path);
    const script = await textAt('/docs/reference/js/scalar.js');
    for (const ours of ['YOUR_ACCESS_TOKEN', 'YOUR_SECRET_KEY', 'YOUR_BUSINESS_ID']) assert.ok(script.includes(ours));
    for (const theirs of ['YOUR_SECRET_TOKEN', 'QUxMIFlPVVI']) assert.ok(!script.includes(theirs), theirs);
  });

  it('has the Postman collection of the repository', async () => {
    assert.equal(await textAt('/docs/postman.json'), await readFile(join(ROOT, 'api/postman.json'), 'utf8'));
  });
});

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}
