/** The wire shapes of audit events. */

import { Type } from 'typebox';
import { exampleId, id, nullable, patterned, text, timestamp } from '../platform/schema.ts';
import type { ChainedEvent } from './event.ts';

const MOMENT = patterned(
  '^\\d{4}-[01]\\d-[0-3]\\d(?:T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-][0-2]\\d:[0-5]\\d))?$',
  'must be a moment in ISO 8601, such as 2026-07-01 or 2026-07-01T08:15:30Z',
  { examples: ['2026-07-01T00:00:00Z'], maxLength: 40 },
);

export const EventQuery = Type.Object({
  action: Type.Optional(
    patterned('^[a-z][a-z0-9.-]*$', 'must be the name of an operation', {
      description: 'Only this operation, such as `keys.rotate`.',
      examples: ['keys.reveal'],
      maxLength: 100,
    }),
  ),
  userId: Type.Optional(id('user', { description: 'Only what this user did or tried.' })),
  keyId: Type.Optional(id('secretKey', { description: 'Only what was done or tried with this secret key.' })),
  objectId: Type.Optional(
    text({ maxLength: 256, description: 'Only what was done to this object.', examples: [exampleId('secretKey')] }),
  ),
  from: Type.Optional({ ...MOMENT, description: 'Only events of this moment and later, ISO 8601.' }),
  to: Type.Optional({ ...MOMENT, description: 'Only events before this moment, ISO 8601.' }),
});

const facts = (description: string, example: Record<string, unknown>) =>
  nullable(Type.Record(Type.String(), Type.Unknown(), { examples: [example] }), description);
const some = (description: string, example: string) => nullable(Type.String({ examples: [example] }), description);

export const Event = Type.Object({
  id: id('auditEvent'),
  sequence: Type.Integer({ description: 'Its number in the client account, from 1, without gaps.', examples: [42] }),
  occurredAt: timestamp('When it was done, or when the refusals counted in it were written down.'),
  action: Type.String({ description: 'The operation: the `operationId` of its endpoint.', examples: ['keys.update'] }),
  objectId: Type.String({ description: 'What it was done to.', examples: [exampleId('secretKey')] }),
  userId: nullable(id('user'), 'Who did it; null when the operator did, or when nobody was signed in.'),
  sessionId: nullable(id('session'), 'In which session.'),
  keyId: nullable(id('secretKey'), 'With which secret key.'),
  address: some('From which network address.', '203.0.113.7'),
  userAgent: some('With which program, as it calls itself.', 'acme-payouts/2.1'),
  requestId: nullable(id('request'), 'In which request.'),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('refused')], { examples: ['done'] }),
  code: some('Why it was refused; null when it was done.', 'permission.denied'),
  count: Type.Integer({
    description: 'How often: repeated refusals are counted together, and what differs is told of the first.',
    examples: [1],
  }),
  before: facts('The fields that changed, as they were.', { name: 'Payouts' }),
  after: facts('The fields that changed, as they became.', { name: 'Payouts, nightly' }),
  details: facts('More about it.', { force: false }),
  hash: Type.String({
    description: 'SHA-256 over the event and the hash of the one before it: a chain that shows every change.',
    examples: ['055713be076cc08479ca5f35444e4a1f6c17c6f9a185fdf1ad301b7f6f3cb915'],
  }),
});

export function toWire({ id: eventId, sequence, hash, content }: ChainedEvent) {
  return { id: eventId, sequence, ...content, hash };
}
