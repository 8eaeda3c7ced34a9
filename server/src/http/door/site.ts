/**
 * The dashboard at / and the documentation at /docs/, as they were built. What no route answers may be a page of theirs;
 * where they were not built, nothing is, and the API is the same. Pages have policies of their own, since a browser
 * obeys them: no script runs but those that were built.
 */

import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../../faults/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Log } from '../../platform/log.ts';
import type { Random } from '../../platform/random.ts';
import type { Limits } from '../limits.ts';
import { RequestOrigin } from './origin.ts';
import { consumeLimit } from './serve.ts';
import { chooseCoding, openSiteFolder, type SiteContents, type SiteFolder } from './site-folder.ts';
import { dashboardHeaders, documentHeaders, FILE_HEADERS, mediaTypeOf } from './site-headers.ts';

/** The folders into which the dashboard and the documentation are built. */
export interface SiteFolders {
  readonly dashboard: string;
  readonly documentation: string;
}

const REPOSITORY = join(import.meta.dirname, '../../../..');
export const BUILT_SITE: SiteFolders = {
  dashboard: join(REPOSITORY, 'dashboard/dist'),
  documentation: join(REPOSITORY, 'docs/.vitepress/dist'),
};

export interface SiteParts {
  readonly folders: SiteFolders;
  readonly limits: Limits;
  readonly log: Log;
  /** What is answered where nothing is. */
  readonly missing: (request: FastifyRequest) => Fault;
  readonly random: Random;
}

export interface Site {
  /** Whether a page or a file is at the path. */
  has(path: string): Promise<boolean>;
}

/** What is at an address. */
type Place =
  | { readonly kind: 'redirect'; readonly to: string; readonly status: 301 | 302 }
  | { readonly kind: 'app'; readonly html: string }
  | {
      readonly kind: 'file';
      readonly folder: SiteFolder;
      readonly contents: SiteContents;
      readonly name: string;
      readonly status: 200 | 404;
    };

const DOCS = '/docs/';
const REFERENCE = '/docs/reference';
const APP_PAGE = 'index.html';
const NOT_FOUND_PAGE = '404.html';
/** Written for machines that read all of the documentation at once; by convention they are looked for at the root. */
const AT_ROOT = new Set(['llms.txt', 'llms-full.txt']);
/** Where the dashboard has no pages of its own. */
const NOT_THE_APP = /^\/(?:api|v1|docs|health|metrics|openapi\.json|\.well-known|assets)(?:\/|$)/;
/** What some reader of a path takes for another path. */
const AMBIGUOUS = /\/\/|\/\.|\\|%(?:2f|5c|2e|00)/i;
/** Their names hold a hash of what is in them. */
const HASHED = /^assets\//;
const FOR_EVER = 'public, max-age=31536000, immutable';

export function addSite(app: FastifyInstance, { folders, limits, log, missing, random }: SiteParts): Site {
  const dashboard = openSiteFolder(folders.dashboard);
  const documentation = openSiteFolder(folders.documentation);
  for (const { root } of [dashboard, documentation]) {
    if (!existsSync(join(root, APP_PAGE))) log.warn({ folder: root }, 'not built, so not served: npm run build');
  }
  const find = async (path: string, wantsPage: boolean): Promise<Place | undefined> => {
    if (path === '/docs' || path.startsWith(DOCS)) return findDocument(documentation, path, wantsPage);
    return (await findAtRoot(documentation, path)) ?? findInApp(dashboard, path, wantsPage);
  };

  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: async (request, reply) => {
      const place = await find(pathOf(request), acceptsPages(request));
      if (place === undefined) throw missing(request);
      await consumeLimit(limits, addressSource(new RequestOrigin(request).address), reply);
      switch (place.kind) {
        case 'redirect':
          return reply.redirect(place.to, place.status);
        case 'app':
          return sendApp(place.html, Buffer.from(random.bytes(16)).toString('base64'), reply);
        case 'file':
          return sendFile(place, request, reply, missing);
      }
    },
  });
  return { has: async (path) => (await find(path, false)) !== undefined };
}

async function findDocument(folder: SiteFolder, path: string, wantsPage: boolean): Promise<Place | undefined> {
  if (path === '/docs') return { kind: 'redirect', to: DOCS, status: 301 };
  const contents = await folder.contents();
  if (contents === undefined) return path === DOCS ? { kind: 'redirect', to: REFERENCE, status: 302 } : undefined;
  const rest = path.slice(DOCS.length);
  const names = rest === '' || rest.endsWith('/') ? [`${rest}${APP_PAGE}`] : [rest, `${rest}.html`];
  const name = names.find((candidate) => contents.files.has(candidate));
  if (name !== undefined) return { kind: 'file', folder, contents, name, status: 200 };
  if (!wantsPage || !contents.files.has(NOT_FOUND_PAGE)) return undefined;
  return { kind: 'file', folder, contents, name: NOT_FOUND_PAGE, status: 404 };
}

async function findInApp(folder: SiteFolder, path: string, wantsPage: boolean): Promise<Place | undefined> {
  const contents = await folder.contents();
  if (contents === undefined) return undefined;
  const name = path.slice(1);
  const isFile = contents.files.has(name) && name !== APP_PAGE;
  if (isFile) return { kind: 'file', folder, contents, name, status: 200 };
  const isPage = wantsPage && !NOT_THE_APP.test(path) && !AMBIGUOUS.test(path);
  const html = name === '' || name === APP_PAGE || isPage ? await contents.text(APP_PAGE) : undefined;
  return html === undefined ? undefined : { kind: 'app', html };
}

async function findAtRoot(folder: SiteFolder, path: string): Promise<Place | undefined> {
  const name = path.slice(1);
  const contents = AT_ROOT.has(name) ? await folder.contents() : undefined;
  return contents?.files.has(name) === true ? { kind: 'file', folder, contents, name, status: 200 } : undefined;
}

/** Where the build left room for what each answer has anew. */
const NONCE_PLACE = '__CSP_NONCE__';

function sendApp(html: string, nonce: string, reply: FastifyReply): FastifyReply {
  return reply.headers(dashboardHeaders(nonce)).type(mediaTypeOf(APP_PAGE)).send(html.replaceAll(NONCE_PLACE, nonce));
}

async function sendFile(
  { folder, contents, name, status }: Extract<Place, { kind: 'file' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  missing: SiteParts['missing'],
): Promise<FastifyReply> {
  // Loaded when the first visitor comes, so that it does not add to the time of a start.
  const { send } = await import('@fastify/send');
  const coding = chooseCoding(contents.files.get(name) ?? [], String(request.headers['accept-encoding'] ?? ''));
  const file = coding === undefined ? name : `${name}.${coding.ending}`;
  const isThere = status === 200;
  // Of what is not there, nobody has a copy or a part.
  const conditional = { etag: isThere, lastModified: isThere, acceptRanges: isThere };
  const options = { ...conditional, root: folder.root, index: false, cacheControl: false, contentType: false };
  const found = await send(request.raw, encodeURI(file), options);
  // It was there a moment ago: a build is replacing it.
  if (found.type === 'error' && found.statusCode === 404) throw missing(request);
  reply.headers(found.headers).code(isThere ? found.statusCode : status);
  // A range that the file does not have, a condition that it does not meet: the sender has said why.
  if (found.type !== 'file') return reply.send(found.stream);
  reply.headers(extname(name) === '.html' ? documentHeaders(await contents.text(SCRIPT_HASHES)) : FILE_HEADERS);
  if (isThere) reply.header('Cache-Control', HASHED.test(name) ? FOR_EVER : 'no-cache');
  reply.header('Vary', 'Accept-Encoding').type(mediaTypeOf(name));
  if (coding !== undefined) reply.header('Content-Encoding', coding.name);
  return reply.send(found.stream);
}

/** The build writes down the hashes of the few scripts that it puts into pages. */
const SCRIPT_HASHES = 'csp-hashes.json';

/** The path as it was sent: nothing in it is decoded. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** A browser that goes to a page says so; a program that calls an address of the API by mistake does not. */
function acceptsPages(request: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '');
}
