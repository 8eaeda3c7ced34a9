/** The one form of every answer: status, message, data; on lists pagination; on refusals code, errors and the request's id. */

import { type TSchema, Type } from 'typebox';
import { FAULT_CODES, type Fault } from '../faults/index.ts';
import { Pagination } from './pagination.ts';

export function envelopeOf(data: TSchema): TSchema {
  return Type.Object({ status: Type.Boolean({ const: true }), message: Type.String(), data });
}

export function listEnvelopeOf(item: TSchema): TSchema {
  return Type.Object({
    status: Type.Boolean({ const: true }),
    message: Type.String(),
    data: Type.Array(item),
    pagination: Pagination,
  });
}

export const FailureEnvelope = Type.Object(
  {
    status: Type.Boolean({ const: false }),
    message: Type.String({ description: 'For people.' }),
    data: Type.Null(),
    code: Type.String({ enum: [...FAULT_CODES], description: 'For programs: stable, one per cause.' }),
    errors: Type.Array(
      Type.Object({
        message: Type.String(),
        field: Type.Optional(Type.String({ description: 'The header, body field or query parameter at fault.' })),
      }),
      { minItems: 1, description: 'Every problem found.' },
    ),
    requestId: Type.String({ description: 'Quote it when you report a problem; also in the X-Request-Id header.' }),
  },
  { title: 'Failure' },
);

export function failureBody(fault: Fault, requestId: string): string {
  return JSON.stringify({
    status: false,
    message: fault.message,
    data: null,
    code: fault.code,
    errors: fault.problems,
    requestId,
  });
}
