/** How the documentation becomes a site: VitePress reads docs/*.md in place and writes docs/.vitepress/dist, which the server serves at /docs. */

import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { inlineScriptHashes } from './csp.ts';
import { linksOfTheRepository, slugOf } from './markdown.ts';
import { SECTIONS } from './pages.ts';
import { writeTexts } from './texts.ts';

const BASE = '/docs/';
/** Served by the server itself, beside the site. */
const REFERENCE = { text: 'API reference', link: '/reference/', target: '_self', noIcon: true };

/** Links are put below the base, and the dashboard is above it. */
const DASHBOARD = { text: 'Dashboard', link: '/../', target: '_self', noIcon: true };

/** Pages that are mostly wide tables: they have the place of the outline too. */
const WIDE = new Set(['endpoints.md', 'configuration.md', 'security/asvs.md']);

const DESCRIPTIONS = new Map(
  SECTIONS.flatMap(({ pages }) => pages).map(({ name, description }) => [`${name}.md`, description]),
);

const hashes = new Set<string>();

// biome-ignore lint/style/noDefaultExport: VitePress takes the configuration from the default export
export default defineConfig({
  title: 'Interstellas',
  description: 'Self-hostable banking as a service: three credentials, one ledger, and every answer explained.',
  lang: 'en',
  base: BASE,
  cleanUrls: true,
  metaChunk: true,
  lastUpdated: false,
  srcExclude: ['decisions/**'],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${BASE}logo.svg` }],
    ['meta', { name: 'theme-color', content: '#4338ca' }],
  ],
  markdown: {
    anchor: { slugify: slugOf },
    theme: { light: 'github-light', dark: 'github-dark' },
    config: (md) => md.use(linksOfTheRepository),
  },
  themeConfig: {
    logo: { src: '/logo.svg', alt: '' },
    nav: [
      { text: 'Quickstart', link: '/quickstart' },
      { text: 'Authentication', link: '/authentication' },
      { text: 'Errors', link: '/errors' },
      {
        text: 'Operating',
        link: '/operations',
        activeMatch: '^/(operations|configuration|tariff|proxies|monitoring|backups)',
      },
      REFERENCE,
      DASHBOARD,
    ],
    sidebar: [
      ...SECTIONS.map(({ title, pages }) => ({
        text: title,
        items: [
          ...pages.map(({ title: text, name }) => ({ text, link: `/${name}` })),
          ...(title === 'Building' ? [REFERENCE] : []),
        ],
      })),
    ],
    outline: { level: [2, 2], label: 'On this page' },
    search: { provider: 'local', options: { detailedView: true } },
    docFooter: { prev: 'Before', next: 'Next' },
    externalLinkIcon: true,
    notFound: {
      title: 'This page does not exist',
      quote: 'The address may be mistyped, or the page has another name now. The search above finds every page.',
      linkLabel: 'To the documentation',
      linkText: 'To the documentation',
    },
  },
  transformPageData: ({ relativePath, frontmatter }) => {
    if (WIDE.has(relativePath)) frontmatter['aside'] = false;
    const description = DESCRIPTIONS.get(relativePath);
    return description === undefined ? undefined : { description };
  },
  transformHead: ({ page }) =>
    page === '404.md' || page === 'index.md'
      ? []
      : [['link', { rel: 'alternate', type: 'text/markdown', href: `${BASE}${page}` }]],
  transformHtml: (html) => {
    for (const hash of inlineScriptHashes(html)) hashes.add(hash);
  },
  buildEnd: async ({ outDir, srcDir }) => {
    await writeFile(join(outDir, 'csp-hashes.json'), `${JSON.stringify([...hashes].sort())}\n`);
    await copyFile(join(srcDir, '../api/postman.json'), join(outDir, 'postman.json'));
    await writeTexts(srcDir, outDir, BASE);
  },
});
