/** How the guard refuses: the fault with its challenges, and every missing credential named at once. */

import { CATALOG, Fault, type FaultCode, type Problem } from '../faults/index.ts';
import { type GuardRequest, missingCredentials } from './request.ts';

const REALM = 'realm="interstellas"';

export type CredentialField = 'Authorization' | 'SECRET_KEY' | 'businessId';

/** Refuses a credential that was sent and is at fault; `errors` also names those that are missing. */
export function refuse(
  code: FaultCode,
  field: CredentialField,
  request: GuardRequest,
  message: string = CATALOG[code].message,
): Fault {
  return build(code, message, [{ message, field }, ...missingCredentials(request)], challenge(field));
}

/** Refuses for a missing credential: the first problem decides the code. */
export function refuseMissing(code: FaultCode, problems: readonly Problem[], field: CredentialField): Fault {
  const message = problems[0]?.message ?? CATALOG[code].message;
  // A token that is absent is not an invalid token: the challenge then carries no error (RFC 6750, 3).
  return build(code, message, problems, field === 'Authorization' ? `Bearer ${REALM}` : challenge(field));
}

/** Refuses a header that came more than once, before anything in it is read. */
export function refuseConflict(field: CredentialField, message: string): Fault {
  return build('credentials.conflicting', message, [{ message, field }], challenge(field));
}

function build(code: FaultCode, message: string, problems: readonly Problem[], wwwAuthenticate: string): Fault {
  const headers = CATALOG[code].status === 401 ? { 'WWW-Authenticate': wwwAuthenticate } : {};
  return new Fault(code, { message, problems, headers });
}

function challenge(field: CredentialField): string {
  if (field === 'Authorization') return `Bearer ${REALM}, error="invalid_token"`;
  return field === 'SECRET_KEY' ? `Bearer ${REALM}, SecretKey ${REALM}` : `Bearer ${REALM}`;
}
