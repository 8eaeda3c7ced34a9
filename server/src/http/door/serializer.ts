/**
 * How answers become text: what a route declares is written, and nothing else. The code for that is made when a route
 * first answers, so that it does not add to the time of a start, and once for all the paths of the route.
 */

import type { FastifyReply } from 'fastify';
import type { TSchema } from 'typebox';
import { envelopeOf, listEnvelopeOf } from '../envelope.ts';

type Serialize = ReturnType<FastifyReply['compileSerializationSchema']>;

const made = new WeakMap<object, Serialize>();

/** Has the reply written in the envelope of the route. */
export function writeAs(
  route: { readonly answers: 'envelope' | 'list'; readonly output: TSchema },
  reply: FastifyReply,
): void {
  let serialize = made.get(route);
  if (serialize === undefined) {
    const schema = route.answers === 'list' ? listEnvelopeOf(route.output) : envelopeOf(route.output);
    serialize = reply.compileSerializationSchema({ ...schema });
    made.set(route, serialize);
  }
  reply.type('application/json; charset=utf-8').serializer(serialize);
}
