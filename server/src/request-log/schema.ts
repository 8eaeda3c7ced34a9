/** The shapes of the request log on the wire. */

import { type Static, Type } from 'typebox';
import { timeOfId } from '../platform/ids.ts';
import { id, nullable, patterned, timestamp } from '../platform/schema.ts';
import type { StoredRequest } from './store.ts';

const moment = (description: string) =>
  patterned(
    '^\\d{4}-[01]\\d-[0-3]\\d(?:T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-][0-2]\\d:[0-5]\\d))?$',
    'must be a moment in ISO 8601, such as 2026-07-01 or 2026-07-01T08:15:30Z',
    { description, examples: ['2026-07-01T00:00:00Z'], maxLength: 40 },
  );

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const RequestQuery = Type.Object({
  keyId: Type.Optional(id('secretKey', { description: 'Only what was asked with this secret key.' })),
  requestId: Type.Optional(id('request', { description: 'Only this request.' })),
  operation: Type.Optional(
    patterned('^[a-z][a-z0-9.-]*$', 'must be the name of an operation', {
      description: 'Only this operation, such as `transfers.get`.',
      examples: ['transfers.get'],
      maxLength: 100,
    }),
  ),
  method: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: METHODS, description: 'Only this method.' })),
  status: Type.Optional(
    patterned('^[2-5](?:xx|\\d\\d)$', 'must be a status such as 404, or a class of them such as 4xx', {
      description: 'Only this status, such as `404`, or this class of them, such as `4xx`.',
      examples: ['2xx'],
    }),
  ),
  code: Type.Optional(
    patterned('^[a-z][a-z-]*\\.[a-z_]+$', 'must be the code of a refusal', {
      description: 'Only what was refused for this reason.',
      examples: ['credentials.key_expired'],
      maxLength: 100,
    }),
  ),
  from: Type.Optional(moment('Only requests of this moment and later, ISO 8601.')),
  to: Type.Optional(moment('Only requests before this moment, ISO 8601.')),
});

export const RequestItem = Type.Object({
  id: id('request', { description: 'The `requestId` of errors, and the header `X-Request-Id`.' }),
  occurredAt: timestamp('When the request arrived.'),
  method: Type.String({ examples: ['GET'] }),
  path: Type.String({
    description: 'As the endpoint is described; what stood in the place of `{…}` is not kept, nor is the query.',
    examples: ['/api/v1/clients/business/transfers/{retrievalReference}'],
  }),
  operation: Type.String({ description: 'The `operationId` of the endpoint.', examples: ['transfers.get'] }),
  status: Type.Integer({ examples: [200] }),
  code: nullable(Type.String({ examples: ['transfer.not_found'] }), 'Why it was refused; null when it was not.'),
  durationMs: Type.Number({ description: 'From its arrival to the end of its answer.', examples: [3.2] }),
  keyId: nullable(id('secretKey'), 'With which secret key; null for the dashboard, whose session stands for one.'),
  businessId: nullable(id('business'), 'For which business; null for the client account as a whole.'),
  userId: nullable(id('user'), 'Whose access token it was.'),
  address: Type.String({ description: 'From which network address.', examples: ['203.0.113.7'] }),
  userAgent: Type.String({ description: 'By which program, as it calls itself.', examples: ['acme-payouts/2.1'] }),
});

/** @param path of its operation; undefined when there is none of that name any more. */
export function toItem(
  { durationUs, ...request }: StoredRequest,
  path: string | undefined,
): Static<typeof RequestItem> {
  return {
    ...request,
    occurredAt: new Date(timeOfId(request.id)).toISOString(),
    path: path ?? '',
    durationMs: durationUs / 1000,
  };
}
