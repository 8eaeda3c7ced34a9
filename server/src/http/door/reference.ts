/** The API reference at /docs: Scalar on our own description, from our own server, without a request to anybody else. */

import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const PATH = '/docs';
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

export async function addReference(app: FastifyInstance): Promise<void> {
  await app.register(reference, {
    routePrefix: PATH,
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
    hooks: {
      onRequest: async (_request, reply) => {
        reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
      },
    },
  });
}
