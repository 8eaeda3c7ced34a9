/** What the request log is told of a request: whose it is shows on its way, how it ended at its end. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultCode } from '../../faults/index.ts';
import type { RefusedCaller } from '../../guard/index.ts';
import type { RequestId } from '../../platform/ids.ts';
import type { LoggedRequest } from '../../request-log/index.ts';
import type { RouteConfig } from './bodies.ts';
import { RequestOrigin } from './origin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, as far as his credentials were verified. */
    caller: RefusedCaller | undefined;
    /** Why it was refused. */
    refusal: FaultCode | undefined;
  }
}

/** Gives every request room for the note from the start: added later, each would cost more than the rest of the note. */
export function makeRoomForNotes(app: FastifyInstance): void {
  app.decorateRequest('caller', undefined);
  app.decorateRequest('refusal', undefined);
}

/** Only what belongs to a client account is told: without a key or a business it belongs to nobody. */
export function tell(
  requestLog: { record(request: LoggedRequest, isDashboard: boolean): void },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { caller, refusal } = request;
  const { routeId } = request.routeOptions.config as Partial<RouteConfig>;
  if (caller?.clientId === undefined || routeId === undefined) return;
  const { clientId, businessId, keyId, userId } = caller;
  requestLog.record(
    {
      id: request.id as RequestId,
      clientId,
      // Not his, or not there: it is listed where he will find it.
      businessId: refusal === 'business.forbidden' ? undefined : businessId,
      keyId,
      userId,
      method: request.method,
      operation: routeId,
      status: reply.statusCode,
      code: refusal,
      durationMs: reply.elapsedTime,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    },
    // The header alone says nothing: a program may send it beside its token.
    keyId === undefined && request.headers.authorization === undefined && new RequestOrigin(request).isDashboard,
  );
}
