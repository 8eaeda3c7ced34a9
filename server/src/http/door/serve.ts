/** The way of one request through a route, from top to bottom: guard, limits, validation, operation, envelope. */

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { type AccountPrincipal, attributed, type Guard, type Principal } from '../../guard/index.ts';
import { isLoopback } from '../../platform/address.ts';
import type { Idempotency } from '../idempotency.ts';
import { type Found, inputReader } from '../input.ts';
import type { Limits } from '../limits.ts';
import { listQuery, type PageRequest, paginate, readPage } from '../pagination.ts';
import type { AnyRoute, Call, Streamed, Upload } from '../route.ts';
import { rawBodyOf } from './bodies.ts';
import { withinDeadline } from './deadline.ts';
import { readMultipart, type Uploads } from './multipart.ts';
import { RequestOrigin } from './origin.ts';
import { writeAs } from './serializer.ts';

export interface Pipeline<Services> {
  readonly guard: Guard;
  readonly idempotency: Idempotency;
  /** Told of every request that the guard let in with a key. */
  readonly keyUse: { record(principal: AccountPrincipal, address: string): void };
  readonly limits: Limits;
  readonly services: Services;
  readonly uploads: Uploads;
}

type AnyCall = Call<AnyRoute<unknown>['access'], unknown, unknown, unknown>;

export function serve<Services>(route: AnyRoute<Services>, pipeline: Pipeline<Services>) {
  const { idempotency, services, uploads } = pipeline;
  const readInput = inputReader(route.answers === 'list' ? { ...route, query: listQuery(route.query) } : route);
  const admit = admission(route, pipeline);

  const act = async (request: FastifyRequest, reply: FastifyReply, { origin, principal, body }: Admitted) => {
    const { query, params } = request;
    const input = readInput({ query, params, body: body.fields }, body.problems);
    const page = route.answers === 'list' ? readPage(input.query as Parameters<typeof readPage>[0]) : NO_PAGE;
    const call: AnyCall = {
      ...input,
      principal,
      files: body.files,
      // One item more than is shown: whether there is a next page shows by it.
      page: { ...page, limit: page.limit + 1 },
      origin,
      actor: () => actorOf(principal, origin),
      raw: () => ({ body: rawBodyOf(request), header: (name) => readHeader(request, name) }),
      answerHeader: (name, value) => void reply.header(name, value),
      unit: idempotency.unitFor({
        scope: `${principal === undefined ? 'anybody' : `${placeOf(principal)} ${principal.userId}`} ${route.id}`,
        key: route.creates === true ? readHeader(request, 'idempotency-key') : undefined,
        // What the path names belongs to what is asked for: the same key for another object is another request.
        body: route.params === undefined ? input.body : [input.params, input.body],
        onReplay: () => void reply.header('Idempotency-Replayed', 'true'),
      }),
    };
    reply.code(route.status);
    try {
      return answer(route, await route.handle(services, call), page, reply);
    } catch (error) {
      throw principal === undefined ? error : attributed(error, principal);
    }
  };

  const { files } = route;
  if (files === undefined) {
    const whole = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const origin = new RequestOrigin(request);
      const principal = await admit(request, reply, origin);
      return act(request, reply, { origin, principal, body: { fields: request.body, files: NO_FILES, problems: [] } });
    };
    return (request: FastifyRequest, reply: FastifyReply) => withinDeadline(whole(request, reply));
  }
  // How long files take to arrive is up to the client and his line: that does not count.
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const origin = new RequestOrigin(request);
    const principal = await withinDeadline(admit(request, reply, origin));
    const { clientId } = principal as AccountPrincipal;
    const body = await readMultipart(request, reply, { parts: files, clientId, uploads });
    try {
      return await withinDeadline(act(request, reply, { origin, principal, body }));
    } catch (error) {
      await uploads.discard(Object.values(body.files).flat());
      throw error;
    }
  };
}

/** Who calls, if the route lets him in; undefined where it asks nobody. */
function admission<Services>(route: AnyRoute<Services>, { guard, keyUse, limits }: Pipeline<Services>) {
  const { access } = route;
  return async (request: FastifyRequest, reply: FastifyReply, origin: RequestOrigin) => {
    if (route.sameMachineOnly === true) requireSameMachine(origin);
    const headers = {
      rawHeaders: request.raw.rawHeaders,
      address: () => origin.address,
      isSecure: () => origin.isSecure,
    };
    const checked = access.kind === 'public' ? undefined : guard.check(access, headers);
    const principal = (checked instanceof Promise ? await checked : checked) as Principal | undefined;
    request.caller = principal;
    if (principal !== undefined) {
      if ('clientId' in principal) keyUse.record(principal, request.ip);
      await consumeLimit(limits, ownerOf(principal), reply);
    }
    return principal;
  };
}

/** A request of a known caller, whose body was read. */
interface Admitted {
  readonly origin: RequestOrigin;
  readonly principal: Principal | undefined;
  readonly body: {
    readonly fields: unknown;
    readonly files: Readonly<Record<string, readonly Upload[]>>;
    readonly problems: readonly Found[];
  };
}

const NO_FILES: Admitted['body']['files'] = {};

const NO_PAGE: PageRequest = { number: 1, limit: 0, offset: 0, before: undefined };

function answer<Services>(route: AnyRoute<Services>, result: unknown, page: PageRequest, reply: FastifyReply): unknown {
  switch (route.answers) {
    case 'envelope':
      writeAs(route, reply);
      return { status: true, message: route.message, data: result ?? null };
    case 'list': {
      const { items, pagination } = paginate(
        result as { items: { id: string }[]; totalCount: number },
        page,
        (item) => item.id,
      );
      writeAs(route, reply);
      return { status: true, message: route.message, data: items, pagination };
    }
    case 'stream':
      return send(result as Streamed, reply);
    case 'document':
      reply.header('Content-Type', route.contentType);
      reply.header('Cache-Control', route.cacheControl);
      return result;
  }
}

/** Node looks twice before it gives a connection up: after twice this time. */
const STALLED_MS = 30_000;

/** A file to be saved: no browser shows it in a page of ours, whatever is in it. */
function send({ mediaType, fileName, sizeBytes, body }: Streamed, reply: FastifyReply): Readable {
  // Whoever takes nothing any more must not hold on to what is made for him.
  reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
  reply.header('Content-Type', mediaType);
  reply.header('Content-Disposition', `attachment; filename="${fileName}"`);
  if (sizeBytes !== undefined) reply.header('Content-Length', sizeBytes);
  if (reply.request.method !== 'HEAD') return body;
  // The framework would read all of it, and throw it away.
  body.destroy();
  return Readable.from([]);
}

/** Counts the request against the allowance of `subject`. Fault `rate.limited`. */
export async function consumeLimit(limits: Limits, subject: string, reply: FastifyReply): Promise<void> {
  reply.header('RateLimit-Policy', limits.policy);
  reply.header('RateLimit', await limits.consume(subject));
}

/** Whose allowance a request uses up. */
function ownerOf(principal: Principal): string {
  return 'clientId' in principal ? principal.clientId : principal.userId;
}

/** Within what an Idempotency-Key is unique: the same request for another business is another request. */
function placeOf(principal: Principal): string {
  return 'businessId' in principal ? principal.businessId : ownerOf(principal);
}

/** A request that a proxy on this machine forwards comes from loopback too, so forwarding headers rule it out. */
function requireSameMachine(origin: RequestOrigin): void {
  const isHere = isLoopback(origin.address) && !origin.isForwarded && !origin.isCalledByForeignName;
  if (!isHere) throw new Fault('route.not_found');
}

function actorOf(principal: Principal | undefined, origin: RequestOrigin): Actor {
  if (principal === undefined) throw new Error('a public route has no actor');
  return {
    userId: principal.userId,
    sessionId: principal.sessionId,
    keyId: 'keyId' in principal ? principal.keyId : undefined,
    address: origin.address,
    userAgent: origin.userAgent,
    requestId: origin.requestId,
  };
}

function readHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
