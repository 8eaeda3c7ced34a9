/**
 * Step 1: reading the three credential headers. They are read from the raw header list, where a repetition shows, and
 * from nowhere else: not from the query, not from the body. Where no Authorization came, the dashboard's cookie may
 * stand in for it.
 */

import type { Environment } from '../platform/environment.ts';
import { type CredentialField, refuseConflict } from './refusal.ts';
import type { Credentials } from './request.ts';
import { readSessionCookie } from './session-cookie.ts';

const NAME_LENGTHS: ReadonlySet<number> = new Set(
  ['authorization', 'secret_key', 'businessid'].map((name) => name.length),
);
const BEARER = /^bearer(?: +(.*))?$/i;

/** @param rawHeaders names and values in turn, as Node gives them. */
export function readCredentials(
  rawHeaders: readonly string[],
  { environment, isSecure }: { readonly environment: Environment; readonly isSecure: () => boolean },
): Credentials {
  let authorization: string | undefined;
  let underscored: string | undefined;
  let hyphenated: string | undefined;
  let businessId: string | undefined;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const rawName = rawHeaders[index] ?? '';
    if (!NAME_LENGTHS.has(rawName.length)) continue;
    const value = rawHeaders[index + 1] ?? '';
    switch (rawName.toLowerCase()) {
      case 'authorization':
        authorization = once(authorization, value, 'Authorization');
        break;
      case 'secret_key':
        underscored = once(underscored, value, 'SECRET_KEY');
        break;
      case 'secret-key':
        hyphenated = once(hyphenated, value, 'SECRET_KEY');
        break;
      case 'businessid':
        businessId = once(businessId, value, 'businessId');
        break;
    }
  }
  if (underscored !== undefined && hyphenated !== undefined && underscored !== hyphenated) {
    throw refuseConflict(
      'SECRET_KEY',
      'SECRET_KEY and Secret-Key are one header in two spellings, and were sent with different values.',
    );
  }
  const fromCookie = authorization === undefined ? readSessionCookie(rawHeaders, environment, isSecure()) : undefined;
  return {
    token: authorization === undefined ? fromCookie : nonEmpty(BEARER.exec(authorization)?.[1]),
    isDashboard: fromCookie !== undefined,
    secretKey: nonEmpty(underscored ?? hyphenated),
    businessId: nonEmpty(businessId),
  };
}

function once(previous: string | undefined, value: string, field: CredentialField): string {
  if (previous !== undefined) throw refuseConflict(field, `The header ${field} was sent more than once.`);
  return value;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
