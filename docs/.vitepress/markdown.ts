/** How Markdown that was written to be read in the repository too becomes pages: its links, and the anchors of its headings. */

import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** A code of the catalog as a heading: its anchor is the code itself, which every error answer links to. */
const FAULT_CODE = /^[a-z_-]+\.[a-z_]+$/;

/** What the repository has beside the documentation, and where a server has it. */
const SERVED: Readonly<Record<string, string>> = { 'api/openapi.json': '/openapi.json' };

/** As GitHub makes them, so that links to headings lead there in both. */
export function slugOf(title: string): string {
  if (FAULT_CODE.test(title)) return title;
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\d _-]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * Where a link of the page leads that leaves the documentation: to an address of the server, or nowhere (`null`), since
 * the site has no source code. `undefined` for every other link.
 */
export function servedAt(href: string, page: string): string | null | undefined {
  if (/^(?:[a-z]+:|\/|#)/.test(href)) return undefined;
  const [path = ''] = href.split('#', 1);
  const target = posix.normalize(posix.join('docs', posix.dirname(page), path));
  if (target.startsWith('docs/') && !target.startsWith('docs/decisions')) return undefined;
  return SERVED[target] ?? null;
}

export function linksOfTheRepository(md: MarkdownRenderer): void {
  md.core.ruler.push('links-of-the-repository', (state) => {
    const page = String(state.env.relativePath ?? '');
    for (const { children } of state.tokens) rewriteLinks(children ?? [], page);
  });
}

type Token = Parameters<MarkdownRenderer['renderer']['render']>[0][number];

/** Links have no links inside, so that whatever closes closes the last one that was opened. */
function rewriteLinks(tokens: readonly Token[], page: string): void {
  let target: string | null | undefined;
  for (const token of tokens) {
    if (token.type === 'link_open') target = servedAt(token.attrGet('href') ?? '', page);
    if (target === undefined || !token.type.startsWith('link_')) continue;
    const html = token.type === 'link_open' ? `<a href="${target}" target="_self">` : '</a>';
    token.content = target === null ? '' : html;
    token.type = 'html_inline';
  }
}
