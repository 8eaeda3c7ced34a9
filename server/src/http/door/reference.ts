/**
 * The API reference at /docs/reference: Scalar on our own description, from our own server, without a request to anybody else. The
 * script is several megabytes that never change, so it is compressed once and sent from memory.
 */

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addressSource } from '../../platform/address.ts';
import type { Limits } from '../limits.ts';
import { RequestOrigin } from './origin.ts';
import { consumeLimit } from './serve.ts';

/** Everything that is answered here. */
export const REFERENCE_PATHS = /^\/docs\/reference(?:\/(?:js\/scalar\.js)?)?$/;

const PREFIX = '/docs/reference';
const PAGE = `${PREFIX}/`;
const SCRIPT = `${PREFIX}/js/scalar.js`;
const ONE_DAY = 'public, max-age=86400';
/** The indigo of the dashboard and the documentation. */
const BRAND = `
  :root { --scalar-custom-header-height: 56px; }
  .light-mode { --scalar-color-accent: #4338ca; --scalar-background-accent: #4f46e51f; }
  .dark-mode {
    --scalar-color-accent: #a5b4fc; --scalar-background-accent: #818cf829;
    --scalar-background-1: #0f1018; --scalar-background-2: #171926; --scalar-background-3: #232637;
  }
  .site-header {
    align-items: center; background: var(--scalar-background-1); border-bottom: 1px solid var(--scalar-border-color);
    box-sizing: border-box; color: var(--scalar-color-1); display: flex; font: 500 14px/1 var(--scalar-font); gap: 24px;
    height: 56px; padding: 0 16px; position: sticky; top: 0; z-index: 20;
  }
  .site-header a { color: inherit; padding: 8px 0; text-decoration: none; }
  .site-header a:hover { color: var(--scalar-color-accent); }
  .site-header a:first-child { align-items: center; display: flex; font-size: 16px; font-weight: 600; gap: 8px; margin-right: auto; }
  /* The names of three credentials are longer than the library expects, and the label beside them must stay whole. */
  .scalar-reference-intro-auth [id^='headlessui-disclosure-button'] { flex: none; }
  .scalar-reference-intro-auth [id^='headlessui-disclosure-button'] + div { flex: 1; justify-content: end; min-width: 0; }
`;

/** The way back: the library has no place for it. */
const HEADER = `<header class="site-header">
      <a href="/docs/"><img src="/docs/logo.svg" alt="" width="24" height="24">Interstellas</a>
      <a href="/docs/">Documentation</a>
      <a href="/">Dashboard</a>
    </header>
    `;

/** What the library writes where a credential is not filled in says nothing of ours. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/`QUxMIFlPVVIgQkFTRSBBUkUgQkVMT05HIFRPIFVT`/g, '`Not filled in`'],
  [
    /`YOUR_SECRET_TOKEN`;if\(!(\w+)\.name\)/,
    '({SECRET_KEY:`YOUR_SECRET_KEY`,businessId:`YOUR_BUSINESS_ID`})[$1.name];if(!$1.name)',
  ],
  [/`YOUR_SECRET_TOKEN`/g, '`YOUR_ACCESS_TOKEN`'],
];
/** Everything comes from here. The page brings one inline script, which is named by its hash, and inline styles. */
const policyFor = (page: string): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts(page).map(hashSource)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

function inlineScripts(page: string): string[] {
  return [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(?<code>[\s\S]*?)<\/script>/g)].map(
    ({ groups }) => groups?.['code'] ?? '',
  );
}

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

interface Document {
  readonly type: string;
  readonly plain: Buffer;
  readonly compressed: Buffer;
  readonly etag: string;
  readonly policy: string;
}

export function addReference(app: FastifyInstance, limits: Limits): void {
  let documents: Promise<ReadonlyMap<string, Document>> | undefined;
  const serve = (path: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    await consumeLimit(limits, addressSource(new RequestOrigin(request).address), reply);
    documents ??= renderReference();
    const document = (await documents).get(path);
    if (document === undefined) throw new Error('the reference has its page and its script');
    reply.headers({
      'Content-Security-Policy': document.policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': ONE_DAY,
      ETag: document.etag,
    });
    if (request.headers['if-none-match'] === document.etag) return reply.code(304).send();
    reply.type(document.type).header('Vary', 'Accept-Encoding');
    if (request.headers['accept-encoding']?.includes('gzip') !== true) return reply.send(document.plain);
    return reply.header('Content-Encoding', 'gzip').send(document.compressed);
  };
  app.get(PREFIX, (_request, reply) => reply.redirect(PAGE, 301));
  app.get(PAGE, serve(PAGE));
  app.get(SCRIPT, serve(SCRIPT));
}

function withHeader(page: string): string {
  return page.replace('<html>', '<html lang="en">').replace('<div id="app">', `${HEADER}<div id="app">`);
}

function withPlaceholders(script: string): string {
  return PLACEHOLDERS.reduce((text, [pattern, ours]) => text.replace(pattern, ours), script);
}

/** Lets the library answer once, on a server of its own that nobody else reaches. */
async function renderReference(): Promise<ReadonlyMap<string, Document>> {
  const library = fastify();
  // Loaded when the first reader comes: it would more than double the time of a start.
  await library.register(import('@scalar/fastify-api-reference'), {
    routePrefix: PREFIX,
    configuration: {
      url: '/openapi.json',
      favicon: '/docs/logo.svg',
      customCss: BRAND,
      pageTitle: 'API reference · Interstellas',
      defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      // A secret key typed into the page is forgotten with it.
      persistAuth: false,
      authentication: { preferredSecurityScheme: [['accessToken', 'secretKey', 'businessId']] },
      localization: { translations: { apiClient: { authSelector: { selectedType: '{type}' } } } },
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  const render = async (path: string): Promise<[string, Document]> => {
    const answer = await library.inject().get(path).end();
    const plain = Buffer.from(path === PAGE ? withHeader(answer.payload) : withPlaceholders(answer.payload));
    const compressed = await promisify(gzip)(plain);
    const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
    const policy = policyFor(path === PAGE ? plain.toString() : '');
    return [path, { type: String(answer.headers['content-type']), plain, compressed, etag, policy }];
  };
  const documents = new Map(await Promise.all([PAGE, SCRIPT].map(render)));
  await library.close();
  return documents;
}
