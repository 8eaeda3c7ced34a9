/** The one form of every answer: status, message, data; on lists pagination; on refusals code, errors and the request's id. */

import { type TSchema, Type } from 'typebox';
import { FAULT_CODES, type Fault, type FaultCode } from '../faults/index.ts';
import { timestamp } from '../platform/schema.ts';
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

const SecondFactor = Type.Object(
  {
    challenge: Type.String({
      description: 'Send it with the second factor to `POST /auth/signin/second-factor`. Works once.',
      examples: ['Rk1sZ1p3bW5jQ0t6cWJ5a2FzZGZnaGprbHF3ZXJ0eXU'],
    }),
    expiresAt: timestamp('Until when it works.', '2026-07-01T08:20:30.000Z'),
    methods: Type.Array(Type.String({ enum: ['totp', 'passkey', 'recovery-code'], examples: ['totp'] }), {
      description: 'The second factors of this user.',
    }),
    passkeyOptions: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: true,
          description:
            'For `navigator.credentials.get`, as `PublicKeyCredentialRequestOptionsJSON` (WebAuthn). Absent without a passkey.',
          examples: [{ challenge: 'Rk1sZ1p3bW5jQ0t6cWJ5a2FzZGZnaGprbHF3ZXJ0eXU', rpId: 'localhost' }],
        },
      ),
    ),
  },
  { description: 'Comes with `credentials.second_factor_required` alone: what the sign-in still lacks.' },
);

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
    secondFactor: Type.Optional(SecondFactor),
    requestId: Type.String({ description: 'Quote it when you report a problem; also in the X-Request-Id header.' }),
    documentation: Type.String({
      format: 'uri-reference',
      description: 'Where this server explains the code and what to do about it: a path on its own origin.',
    }),
  },
  { title: 'Failure' },
);

/** The page of every code is served beside the API, so the link holds behind whatever name the server has. */
export function documentationOf(code: FaultCode): string {
  return `/docs/errors#${code}`;
}

export function failureBody(fault: Fault, requestId: string): string {
  return JSON.stringify({
    status: false,
    message: fault.message,
    data: null,
    code: fault.code,
    errors: fault.problems,
    secondFactor: fault.secondFactor,
    requestId,
    documentation: documentationOf(fault.code),
  });
}
