/** The way of one request through a route, from top to bottom: guard, limits, validation, operation, envelope. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../audit/index.ts';
import type { Guard, Principal } from '../../guard/index.ts';
import type { Idempotency } from '../idempotency.ts';
import { compileInput } from '../input.ts';
import type { Limits } from '../limits.ts';
import { PageQuery, type PageRequest, paginate, readPage } from '../pagination.ts';
import type { AnyRoute, Call } from '../route.ts';
import { RequestOrigin } from './origin.ts';

export interface Pipeline<Services> {
  readonly guard: Guard;
  readonly idempotency: Idempotency;
  readonly limits: Limits;
  readonly services: Services;
}

type AnyCall = Call<AnyRoute<unknown>['access'], unknown, unknown, unknown>;

export function serve<Services>(route: AnyRoute<Services>, pipeline: Pipeline<Services>) {
  const { guard, idempotency, limits, services } = pipeline;
  const readInput = compileInput(route.answers === 'list' ? { ...route, query: route.query ?? PageQuery } : route);
  const { access } = route;

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const origin = new RequestOrigin(request);
    const headers = { rawHeaders: request.raw.rawHeaders, address: () => origin.address };
    const checked = access.kind === 'public' ? undefined : guard.check(access, headers);
    const principal = checked instanceof Promise ? await checked : checked;
    if (principal !== undefined) await consumeLimit(limits, ownerOf(principal), reply);
    const input = readInput(request);
    const page = route.answers === 'list' ? readPage(input.query as Parameters<typeof readPage>[0]) : NO_PAGE;
    const call: AnyCall = {
      ...input,
      principal,
      // One item more than is shown: whether there is a next page shows by it.
      page: { ...page, limit: page.limit + 1 },
      origin,
      actor: () => actorOf(principal, origin),
      answerHeader: (name, value) => void reply.header(name, value),
      unit: idempotency.unitFor({
        scope: `${principal === undefined ? 'anybody' : `${ownerOf(principal)} ${principal.userId}`} ${route.id}`,
        key: route.creates === true ? readHeader(request, 'idempotency-key') : undefined,
        body: input.body,
        onReplay: () => void reply.header('Idempotency-Replayed', 'true'),
      }),
    };
    reply.code(route.status);
    return answer(route, await route.handle(services, call), page, reply);
  };
}

const NO_PAGE: PageRequest = { number: 1, limit: 0, offset: 0, before: undefined };

function answer<Services>(route: AnyRoute<Services>, result: unknown, page: PageRequest, reply: FastifyReply): unknown {
  switch (route.answers) {
    case 'envelope':
      return { status: true, message: route.message, data: result ?? null };
    case 'list': {
      const { items, pagination } = paginate(
        result as { items: { id: string }[]; totalCount: number },
        page,
        (item) => item.id,
      );
      return { status: true, message: route.message, data: items, pagination };
    }
    case 'document':
      reply.header('Content-Type', route.contentType);
      reply.header('Cache-Control', route.cacheControl);
      return result;
  }
}

/** Counts the request against the allowance of `subject`. Fault `rate.limited`. */
export async function consumeLimit(limits: Limits, subject: string, reply: FastifyReply): Promise<void> {
  reply.header('RateLimit-Policy', limits.policy);
  reply.header('RateLimit', await limits.consume(subject));
}

/** Whose allowance a request uses up, and within whom an Idempotency-Key is unique. */
function ownerOf(principal: Principal): string {
  return 'clientId' in principal ? principal.clientId : principal.userId;
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
