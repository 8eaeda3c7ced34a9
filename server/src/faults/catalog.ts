/**
 * The closed catalog of every refusal: code → HTTP status and the message a client reads when the refusal brings no
 * more precise one. The documentation, the OpenAPI description and the tests are generated from it.
 * Nothing else may invent a code or a status.
 */

interface CatalogEntry {
  readonly status: number;
  readonly message: string;
}

const SESSION_OVER = 'Session Expired! Please login again';

export const CATALOG = {
  'route.not_found': { status: 404, message: 'There is no such endpoint.' },
  'route.method_not_allowed': { status: 405, message: 'This endpoint does not support that method.' },
  'transport.https_required': {
    status: 403,
    message: 'Production answers over HTTPS only. Treat a key that was sent over plain HTTP as leaked.',
  },
  'request.body_too_large': { status: 413, message: 'The request body is larger than this endpoint accepts.' },
  'request.headers_too_large': { status: 431, message: 'The request headers are larger than this server accepts.' },
  'request.unsupported_media_type': {
    status: 415,
    message: 'This endpoint does not read bodies of that Content-Type.',
  },
  'request.malformed_body': { status: 400, message: 'The request body could not be parsed.' },
  'request.malformed': { status: 400, message: 'The request could not be parsed.' },
  'request.timeout': { status: 408, message: 'The request took too long to arrive.' },
  'request.invalid': { status: 400, message: 'A field is missing or of the wrong type.' },
  'request.unprocessable': { status: 422, message: 'A field has a value that is not accepted.' },
  'credentials.conflicting': { status: 401, message: 'A credential was sent more than once.' },
  'credentials.token_missing': {
    status: 401,
    message: 'The access token is missing: send Authorization: Bearer <accessToken>.',
  },
  'credentials.token_invalid': { status: 401, message: 'The access token is not valid. Sign in to get a new one.' },
  'credentials.token_expired': { status: 401, message: SESSION_OVER },
  'credentials.session_ended': { status: 401, message: SESSION_OVER },
  'credentials.wrong_environment': { status: 401, message: 'That credential belongs to the other environment.' },
  'credentials.key_missing': {
    status: 401,
    message: 'The secret key is missing: send SECRET_KEY: <key> (or Secret-Key: <key>).',
  },
  'credentials.key_invalid': { status: 401, message: 'The secret key is not valid.' },
  'credentials.key_expired': { status: 401, message: 'The secret key has expired.' },
  'credentials.key_deactivated': { status: 401, message: 'The secret key has been deactivated.' },
  'credentials.business_missing': { status: 401, message: 'The business is missing: send businessId: <id>.' },
  'credentials.business_invalid': {
    status: 401,
    message: 'The businessId header does not have the form of a business id (biz_…).',
  },
  'credentials.invalid': { status: 401, message: 'Invalid credentials.' },
  'business.forbidden': { status: 403, message: 'You have no access to this business.' },
  'business.not_approved': { status: 403, message: 'This business has not been approved yet.' },
  'permission.denied': { status: 403, message: 'Your role does not permit this.' },
  'key.scope_insufficient': { status: 403, message: 'The secret key does not have the scope for this.' },
  'key.address_forbidden': { status: 403, message: 'The secret key may not be used from this address.' },
  'session.reauthentication_required': { status: 403, message: 'This needs a recent sign-in. Sign in again.' },
  'rate.limited': { status: 429, message: 'Too many requests. Wait for the time given in Retry-After.' },
  'idempotency.conflict': {
    status: 409,
    message: 'This Idempotency-Key was already used with a different request.',
  },
  'idempotency.in_progress': { status: 409, message: 'A request with this Idempotency-Key is still being processed.' },
  'user.email_taken': { status: 409, message: 'An account with this e-mail address already exists.' },
  'session.not_found': { status: 404, message: 'There is no such session.' },
  'key.not_found': { status: 404, message: 'There is no active secret key.' },
  'internal.unexpected': {
    status: 500,
    message: 'Something went wrong on our side. Quote the request id when you report it.',
  },
  'service.unavailable': { status: 503, message: 'The service is unavailable for a moment. Try again shortly.' },
} as const satisfies Record<string, CatalogEntry>;

export type FaultCode = keyof typeof CATALOG;

export const FAULT_CODES = Object.keys(CATALOG) as FaultCode[];
