/**
 * How long a request may take to arrive. Node knows one limit for all of them, which must leave time for files over a slow
 * line; a request without files gets the shorter one here.
 */

import type { FastifyReply, FastifyRequest } from 'fastify';

/** The most that any request may take, files included. */
export const LONGEST_ARRIVAL_MS = 10 * 60_000;
const ARRIVAL_MS = 30_000;

/** Calls `refuse` when the body is not there in time; when an answer was already begun there is nothing left to say. */
export function limitArrival(request: FastifyRequest, reply: FastifyReply, refuse: () => void): void {
  const { headers } = request.raw;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => {
    if (reply.raw.headersSent) request.raw.destroy();
    else refuse();
  }, ARRIVAL_MS);
  const arrived = (): void => clearTimeout(timer);
  request.raw.once('end', arrived).once('close', arrived);
  // A request that was refused before its end hears of neither when its connection is ended with the answer.
  reply.raw.once('close', () => {
    if (!request.raw.socket.writable) arrived();
  });
}
