/**
 * The API reference at /docs: Scalar on our own description, from our own server, without a request to anybody else. The
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
export const REFERENCE_PATHS = /^\/docs(?:\/(?:js\/scalar\.js)?)?$/;

const PAGE = '/docs/';
const SCRIPT = '/docs/js/scalar.js';
const ONE_DAY = 'public, max-age=86400';
/** The page brings one inline script and inline styles; everything it loads comes from here. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Document {
  readonly type: string;
  readonly plain: Buffer;
  readonly compressed: Buffer;
  readonly etag: string;
}

export function addReference(app: FastifyInstance, limits: Limits): void {
  let documents: Promise<ReadonlyMap<string, Document>> | undefined;
  const serve = (path: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    await consumeLimit(limits, addressSource(new RequestOrigin(request).address), reply);
    documents ??= renderReference();
    const document = (await documents).get(path);
    if (document === undefined) throw new Error('the reference has its page and its script');
    reply.headers({
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': ONE_DAY,
      ETag: document.etag,
    });
    if (request.headers['if-none-match'] === document.etag) return reply.code(304).send();
    reply.type(document.type).header('Vary', 'Accept-Encoding');
    if (request.headers['accept-encoding']?.includes('gzip') !== true) return reply.send(document.plain);
    return reply.header('Content-Encoding', 'gzip').send(document.compressed);
  };
  app.get('/docs', (_request, reply) => reply.redirect(PAGE, 301));
  app.get(PAGE, serve(PAGE));
  app.get(SCRIPT, serve(SCRIPT));
}

/** Lets the library answer once, on a server of its own that nobody else reaches. */
async function renderReference(): Promise<ReadonlyMap<string, Document>> {
  const library = fastify();
  // Loaded when the first reader comes: it would more than double the time of a start.
  await library.register(import('@scalar/fastify-api-reference'), {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      // A secret key typed into the page is forgotten with it.
      persistAuth: false,
      authentication: { preferredSecurityScheme: [['accessToken', 'secretKey', 'businessId']] },
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  const render = async (path: string): Promise<[string, Document]> => {
    const answer = await library.inject().get(path).end();
    const plain = answer.rawPayload;
    const compressed = await promisify(gzip)(plain);
    const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
    return [path, { type: String(answer.headers['content-type']), plain, compressed, etag }];
  };
  const documents = new Map(await Promise.all([PAGE, SCRIPT].map(render)));
  await library.close();
  return documents;
}
