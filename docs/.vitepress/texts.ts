/** The documentation for programs that read: each page as Markdown beside its HTML, llms.txt as their list, llms-full.txt as all of them. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { servedAt } from './markdown.ts';
import { SECTIONS, type SitePage } from './pages.ts';

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
      pages: await Promise.all(pages.map((page) => readPage(srcDir, base, page))),
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

interface Page extends SitePage {
  /** Where the page is as Markdown. */
  readonly address: string;
  readonly markdown: string;
}

async function readPage(srcDir: string, base: string, page: SitePage): Promise<Page> {
  const text = await readFile(join(srcDir, `${page.name}.md`), 'utf8');
  return { ...page, address: `${base}${page.name}.md`, markdown: plainMarkdown(text, `${page.name}.md`, base) };
}

function entryOf({ title, address, description }: Page): string {
  return `- [${title}](${address}): ${description}`;
}

const LINK = /\[(?<label>[^[\]]*)\]\((?<href>[^)\s]+)\)/g;

/** Without the marks for our tests, and with links that lead from wherever the text is read; one that leads out of the site is its words. */
export function plainMarkdown(text: string, page: string, base: string): string {
  return text.replace(/^<!--.*?-->\n+/gms, '').replace(LINK, (link, label: string, href: string) => {
    const served = servedAt(href, page);
    if (served === null) return label;
    if (served !== undefined) return `[${label}](${served})`;
    if (/^(?:[a-z]+:|\/)/.test(href)) return link;
    const [path = '', anchor] = href.split('#', 2);
    const target = path === '' ? page : posix.join(posix.dirname(page), path);
    return `[${label}](${base}${target}${anchor === undefined ? '' : `#${anchor}`})`;
  });
}
