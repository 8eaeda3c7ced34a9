/** Step 2: the access token says who. Its session is looked at every time, so that the token ends with it. */

import type { SessionRecord, TokenClaims, TokenReading } from '../identity/index.ts';
import { otherEnvironment } from '../platform/environment.ts';
import type { Fact } from './facts.ts';
import { refuse, refuseMissing } from './refusal.ts';
import { type GuardRequest, missingCredentials } from './request.ts';

const FIELD = 'Authorization';

export function requireToken(request: GuardRequest): string {
  const { token } = request.credentials;
  if (token !== undefined) return token;
  throw refuseMissing('credentials.token_missing', missingCredentials(request), FIELD);
}

/**
 * The claims of a token that is ours. The dashboard's counts in its cookie alone, and an API client's as Bearer alone:
 * the cookie needs no secret key, so that either in the other's place would open more than it was given for.
 */
export function acceptToken(reading: TokenReading, request: GuardRequest): TokenClaims {
  if (reading.ok && reading.claims.isDashboard === request.credentials.isDashboard) return reading.claims;
  if (reading.ok || reading.refusal === 'token_invalid') throw refuse('credentials.token_invalid', FIELD, request);
  const { environment } = request;
  const message = `This access token is of the ${otherEnvironment(environment)} environment, and this is ${environment}. Sign in here.`;
  throw refuse('credentials.wrong_environment', FIELD, request, message);
}

export function checkExpiry(claims: TokenClaims, request: GuardRequest): void {
  if (claims.expiresAt * 1000 <= request.now) throw refuse('credentials.token_expired', FIELD, request);
}

export function checkSession(
  claims: TokenClaims,
  session: Fact<SessionRecord> | undefined,
  request: GuardRequest,
): Fact<SessionRecord> {
  const record = session?.value;
  const isActive =
    record?.userId === claims.userId &&
    record.endedAt === null &&
    record.userDisabledAt === null &&
    (record.userKind === 'person' || !claims.isDashboard) &&
    record.expiresAt.getTime() > request.now;
  if (session === undefined || !isActive) throw refuse('credentials.session_ended', FIELD, request);
  return session;
}
