/** Step 3: the secret key says which client account. It opens nothing on its own: it is only looked at behind a valid token. */

import type { Standing } from '../businesses/index.ts';
import { type KeyRecord, readKeyForm } from '../keys/index.ts';
import type { Fact } from './facts.ts';
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

export function checkKey(key: Fact<KeyRecord> | undefined, request: GuardRequest): Fact<KeyRecord> {
  if (key === undefined) throw refuse('credentials.key_invalid', FIELD, request);
  const { deactivatedAt, expiresAt } = key.value;
  if (expiresAt !== null && expiresAt.getTime() <= request.now) throw refuse('credentials.key_expired', FIELD, request);
  if (deactivatedAt !== null) throw refuse('credentials.key_deactivated', FIELD, request);
  return key;
}

/** A key of a client account in which the user has no place is to him a key that does not exist. */
export function checkStanding<S extends Standing>(standing: Fact<S> | undefined, request: GuardRequest): Fact<S> {
  const hasPlace = standing?.value.isOwner === true || (standing?.value.roles.length ?? 0) > 0;
  if (standing === undefined || !hasPlace) throw refuse('credentials.key_invalid', FIELD, request);
  return standing;
}
