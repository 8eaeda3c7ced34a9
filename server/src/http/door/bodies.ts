/** How bodies are read: JSON, and forms where a route says so. Broken bytes and broken JSON are refused, nothing is guessed. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/index.ts';

const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    if (keepsRawBody(request)) rawBodies.set(request, bytes);
    return parseJson(bytes);
  });
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'buffer' }, async (_request: unknown, bytes: Buffer) =>
    parseForm(bytes),
  );
}

/** What the router remembers of a route. */
export interface RouteConfig {
  readonly routeId: string;
  readonly keepsRawBody: boolean;
  readonly takesFiles: boolean;
}

const rawBodies = new WeakMap<FastifyRequest, Buffer>();

function keepsRawBody(request: FastifyRequest): boolean {
  return (request.routeOptions.config as Partial<RouteConfig>).keepsRawBody === true;
}

/** The bytes of the body as they arrived, where the route asked for them; empty where none came. */
export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return rawBodies.get(request) ?? Buffer.alloc(0);
}

/** An empty body is an absent one: many clients announce JSON and send nothing. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new Fault('request.malformed_body', { message: 'The request body is not valid JSON.', cause });
  }
}

/** A name that occurs twice becomes a list, which no field of a form accepts: neither of the two values is chosen. */
function parseForm(bytes: Buffer): unknown {
  try {
    const fields = new Map<string, string | string[]>();
    for (const [name, value] of new URLSearchParams(utf8.decode(bytes))) {
      fields.set(name, fields.has(name) ? [] : value);
    }
    return Object.fromEntries(fields);
  } catch (cause) {
    throw new Fault('request.malformed_body', { message: 'The request body is not valid form data.', cause });
  }
}
