/** The documentation for programs that read: each page as Markdown beside its HTML, llms.txt as their list, llms-full.txt as all of them. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { servedAt } from './markdown.ts';
import { SECTIONS } from './pages.ts';

const TITLE = '# Interstellas';
const SUMMARY =
  '> Self-hostable banking as a service. Every business request carries three credentials: an access token (who), a secret key (which client account) and a businessId (where). Money is whole kobo.';
const BESIDE = `## Beside these pages

- [OpenAPI description](/openapi.json): every endpoint with its fields, examples and refusals
- [Postman collection](/docs/postman.json)
- [All pages in one](/llms-full.txt)`;

export async function writeTexts(srcDir: string, outDir: string, base: string): Promise<void> {
  const sections = await Promise.all(
    SECTIONS.map(async ({ title, pages }) => ({
      title,
      pages: await Promise.all(pages.map(async ([text, name]) => readPage(srcDir, base, text, name))),
    })),
  );
  const pages = sections.flatMap((section) => section.pages);
  for (const { name, markdown } of pages) {
    const path = join(outDir, `${name}.md`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, markdown);
  }
  const lists = sections.map((section) => `## ${section.title}\n\n${section.pages.map(entryOf).join('\n')}`);
  await writeFile(join(outDir, 'llms.txt'), `${[TITLE, SUMMARY, ...lists, BESIDE].join('\n\n')}\n`);
  const full = pages.map(({ address, markdown }) => `<!-- ${address} -->\n\n${markdown}`);
  await writeFile(join(outDir, 'llms-full.txt'), full.join('\n---\n\n'));
}

interface Page {
  readonly name: string;
  readonly title: string;
  /** Where the page is as Markdown. */
  readonly address: string;
  readonly markdown: string;
}

async function readPage(srcDir: string, base: string, title: string, name: string): Promise<Page> {
  const text = await readFile(join(srcDir, `${name}.md`), 'utf8');
  return { name, title, address: `${base}${name}.md`, markdown: plainMarkdown(text, `${name}.md`, base) };
}

function entryOf({ title, address, markdown }: Page): string {
  return `- [${title}](${address}): ${firstSentence(markdown)}`;
}

function firstSentence(markdown: string): string {
  const paragraph = markdown.split('\n\n').find((block) => /^[\p{L}`*]/u.test(block)) ?? '';
  const text = paragraph.replaceAll('\n', ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}

/** Without the marks for our tests, and with links that lead from wherever the text is read. */
export function plainMarkdown(text: string, page: string, base: string): string {
  return text.replace(/^<!--.*?-->\n+/gms, '').replace(/\]\((?<href>[^)\s]+)\)/g, (link, href: string) => {
    const served = servedAt(href, page);
    if (served === null) return ']';
    if (served !== undefined) return `](${served})`;
    if (/^(?:[a-z]+:|\/)/.test(href)) return link;
    const [path = '', anchor] = href.split('#', 2);
    const target = path === '' ? page : posix.join(posix.dirname(page), path);
    return `](${base}${target}${anchor === undefined ? '' : `#${anchor}`})`;
  });
}
