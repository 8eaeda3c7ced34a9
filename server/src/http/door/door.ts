/**
 * The door: the only place that knows the web framework. It opens the server with explicit limits, gives every route to
 * the router, and turns every failure into the one envelope. Nothing here knows what a route does.
 */

import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { callerOf } from '../../guard/index.ts';
import { addressSource, isLoopback } from '../../platform/address.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Random } from '../../platform/random.ts';
import type { RequestLog } from '../../request-log/index.ts';
import { failureBody } from '../envelope.ts';
import type { RequestMetrics } from '../metrics.ts';
import { API_PREFIXES } from '../prefixes.ts';
import type { AnyRoute, Method } from '../route.ts';
import { LONGEST_ARRIVAL_MS, limitArrival } from './arrival.ts';
import { addBodyParsers, FORM_TYPE, type RouteConfig } from './bodies.ts';
import { withinDeadline } from './deadline.ts';
import { reportFault, toFault } from './failure.ts';
import { addMultipart } from './multipart.ts';
import { RequestOrigin } from './origin.ts';
import { addReference, REFERENCE_PATHS } from './reference.ts';
import { recordRefusal } from './refusals.ts';
import { makeRoomForNotes, tell } from './request-note.ts';
import { consumeLimit, type Pipeline, serve } from './serve.ts';
import { addSite, pathOf, type SiteFolders } from './site.ts';

export interface DoorOptions<Services> extends Pipeline<Services> {
  readonly audit: Pick<Audit, 'refused'>;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: RequestMetrics;
  readonly random: Random;
  /** Told of every request that was answered and belongs to a client account. */
  readonly requestLog: Pick<RequestLog, 'record'>;
  readonly routes: readonly AnyRoute<Services>[];
  readonly site: SiteFolders;
  /** CIDR blocks of the proxies whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  /** PEM texts; absent when TLS ends in front of this process. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
}

const BODY_LIMIT_BYTES = 256 * 1024;
const HEADERS_LIMIT_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the idle time of common load balancers, so that they close a connection before we do. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

export function openDoor<Services>(options: DoorOptions<Services>): FastifyInstance {
  const { limits, log, random, routes } = options;
  const app = createServer(options);
  addBodyParsers(app);
  makeRoomForNotes(app);
  // An expectation other than 100-continue may be ignored (RFC 9110, 10.1.1); Node would refuse it outside the envelope.
  app.server.on('checkExpectation', (request, response) => void app.server.emit('request', request, response));
  const pathsOf = compilePaths(routes);
  const missing = (request: FastifyRequest): Fault => noRoute(request, pathsOf);
  const site = addSite(app, { folders: options.site, limits, log, missing, random });
  const late = Object.assign(new Error('the request did not arrive in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

  app.addHook('onRequest', async (request, reply) => {
    const { takesFiles } = request.routeOptions.config as Partial<RouteConfig>;
    if (takesFiles !== true) limitArrival(request, reply, () => refuseConnection(late, request.raw.socket, options));
    reply.headers(SECURITY_HEADERS).header('X-Request-Id', request.id);
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') throw new Fault('request.malformed');
    if (options.environment === 'production') requireHttps(request, reply);
    if (request.is404) throw noRoute(request, pathsOf, await site.has(pathOf(request)));
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const seconds = reply.elapsedTime / 1000;
    tell(options.requestLog, request, reply);
    options.metrics.observe({ method: request.method, route, status: reply.statusCode, seconds });
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler((error, request, reply) => sendFault(toFault(error), request, reply, options));
  app.setNotFoundHandler((request) => {
    throw missing(request);
  });

  const [withFiles, others] = [routes.filter((route) => route.files), routes.filter((route) => !route.files)];
  for (const route of others) addRoute(app, route, options);
  void app.register((scope, _options, done) => {
    addMultipart(scope);
    for (const route of withFiles) addRoute(scope, route, options);
    done();
  });
  addReference(app, limits);
  return app;
}

function createServer<Services>(options: DoorOptions<Services>): FastifyInstance {
  const { tls } = options;
  // Node answers a request without Host on its own, outside the envelope: the door refuses it instead.
  const http = { maxHeaderSize: HEADERS_LIMIT_BYTES, headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false };
  const settings = {
    logger: false,
    genReqId: () => options.ids.next('request'),
    bodyLimit: BODY_LIMIT_BYTES,
    // Schemas bound a parameter; the router's own bound would be an error that carries the path into the log.
    routerOptions: { maxParamLength: HEADERS_LIMIT_BYTES },
    requestTimeout: LONGEST_ARRIVAL_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    return503OnClosing: true,
    forceCloseConnections: 'idle' as const,
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseConnection(error, socket, options),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(SECURITY_HEADERS).header('X-Request-Id', request.id);
      return sendFault(toFault(error), request, reply, options);
    },
  };
  if (tls === undefined) return fastify({ ...settings, http });
  return fastify({
    ...settings,
    https: { ...http, cert: tls.certificate, key: tls.key },
  }) as unknown as FastifyInstance;
}

function addRoute<Services>(app: FastifyInstance, route: AnyRoute<Services>, options: DoorOptions<Services>): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  const prefixes = route.at === 'root' ? [''] : API_PREFIXES;
  const handle = serve(route, options);
  for (const prefix of prefixes) {
    app.route({
      method: route.method,
      url: prefix + path,
      config: {
        routeId: route.id,
        keepsRawBody: route.signedBody === true,
        takesFiles: route.files !== undefined,
      } satisfies RouteConfig,
      onRequest: async (request, reply) => {
        const origin = new RequestOrigin(request);
        const isCounted = route.access.kind === 'public' && route.at !== 'root';
        if (isCounted) await consumeLimit(options.limits, addressSource(origin.address), reply);
        const isForm = request.headers['content-type']?.toLowerCase().startsWith(FORM_TYPE) === true;
        if (route.admit !== undefined) await withinDeadline(Promise.resolve(route.admit(options.services, origin)));
        if (isForm && route.acceptsForm !== true) throw new Fault('request.unsupported_media_type');
      },
      handler: (request, reply) =>
        handle(request, reply).catch((error: unknown) => {
          request.caller ??= callerOf(error);
          recordRefusal(options.audit, route.id, error, new RequestOrigin(request));
          throw error;
        }),
    });
  }
}

const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
const ONE_YEAR_SECONDS = 31_536_000;

/** Never a redirect: by then the key has travelled in clear. */
function requireHttps(request: FastifyRequest, reply: FastifyReply): void {
  if (request.protocol === 'https') {
    reply.header('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}`);
    return;
  }
  if (!mayBeInClear(request)) throw new Fault('transport.https_required');
}

/**
 * What watches the server has no credentials to lose: an orchestrator asks each process by its address, and whatever
 * gathers the metrics is on the same machine.
 */
function mayBeInClear(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return path.startsWith('/health/') || (path === '/metrics' && isLoopback(request.socket.remoteAddress ?? ''));
}

type PathIndex = readonly { readonly pattern: RegExp; readonly method: Method }[];

function compilePaths<Services>(routes: readonly AnyRoute<Services>[]): PathIndex {
  const api = `(?:${API_PREFIXES.join('|')})`;
  const declared = routes.map(({ at, path, method }) => {
    const pattern = path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+');
    return { pattern: new RegExp(`^${at === 'root' ? '' : api}${pattern}$`), method };
  });
  return [...declared, { pattern: REFERENCE_PATHS, method: 'GET' }];
}

function noRoute(request: FastifyRequest, paths: PathIndex, isPage = false): Fault {
  const path = pathOf(request);
  const found = paths.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  // A fixed path may also be one with a parameter: each method is named once.
  const methods = [...new Set(isPage ? [...found, 'GET'] : found)];
  if (methods.length === 0) return new Fault('route.not_found');
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return new Fault('route.method_not_allowed', { headers: { Allow: allowed.join(', ') } });
}

function sendFault(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  options: Pick<DoorOptions<unknown>, 'log' | 'metrics'>,
): FastifyReply {
  request.refusal = fault.code;
  options.metrics.refused(fault.code);
  reportFault(options.log, fault, request.id);
  return reply
    .code(fault.status)
    .headers({ ...fault.headers, 'Cache-Control': 'no-store' })
    .type('application/json; charset=utf-8')
    .serializer((body: string) => body)
    .send(failureBody(fault, request.id));
}

/** Answers what could not be parsed as a request at all, in the same envelope, and hangs up. */
function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Socket,
  { ids, log, metrics }: Pick<DoorOptions<unknown>, 'ids' | 'log' | 'metrics'>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const fault = new Fault(CONNECTION_FAULTS[error.code ?? ''] ?? 'request.malformed');
  const requestId = ids.next('request');
  metrics.refused(fault.code);
  log.info({ requestId, status: fault.status, code: fault.code }, 'connection refused');
  const body = failureBody(fault, requestId);
  const headers = { ...SECURITY_HEADERS, 'X-Request-Id': requestId, 'Content-Type': 'application/json; charset=utf-8' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${fault.status} Refused\r\n${lines.join('')}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const CONNECTION_FAULTS = {
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
} as Readonly<Record<string, 'request.headers_too_large' | 'request.timeout' | undefined>>;
