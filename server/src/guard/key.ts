/** Step 3: the secret key says which client account. It opens nothing on its own: it is only looked at behind a valid token. */

import type { Standing } from '../businesses/index.ts';
import { type KeyRecord, readKeyForm } from '../keys/index.ts';
import { refuse, refuseMissing } from './refusal.ts';
import { type GuardRequest, missingCredentials } from './request.ts';

const FIELD = 'SECRET_KEY';

export function requireKey(request: GuardRequest): string {
  const { secretKey } = request.credentials;
  if (secretKey !== undefined) return secretKey;
  throw refuseMissing('credentials.key_missing', missingCredentials(request), FIELD);
}

/** Refuses by the look of the key alone, before any look-up. */
export function checkKeyForm(secretKey: string, request: GuardRequest): void {
  const form = readKeyForm(secretKey);
  if (form === undefined) throw refuse('credentials.key_invalid', FIELD, request);
  if (form.kind === 'public') {
    throw refuse(
      'credentials.key_invalid',
      FIELD,
      request,
      'This is a public key (pk_…). The header takes the secret key (sk_…).',
    );
  }
  if (form.environment !== request.environment) {
    const message = `This secret key is of the ${form.environment} environment, and this is ${request.environment}.`;
    throw refuse('credentials.wrong_environment', FIELD, request, message);
  }
}

export function checkKey(key: KeyRecord | undefined, request: GuardRequest): KeyRecord {
  if (key === undefined) throw refuse('credentials.key_invalid', FIELD, request);
  if (key.deactivatedAt !== null) throw refuse('credentials.key_deactivated', FIELD, request);
  if (key.expiresAt !== null && key.expiresAt.getTime() <= request.now)
    throw refuse('credentials.key_expired', FIELD, request);
  return key;
}

/** A key of a client account in which the user has no place is to him a key that does not exist. */
export function checkStanding(standing: Standing | undefined, request: GuardRequest): void {
  if (standing === undefined || (!standing.isOwner && standing.roles.length === 0))
    throw refuse('credentials.key_invalid', FIELD, request);
}
