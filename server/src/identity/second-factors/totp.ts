/** Codes of authenticator apps (RFC 6238), in the one form that all apps understand: SHA-1, six digits, thirty seconds. */

import { Secret, TOTP } from 'otpauth';
import type { Random } from '../../platform/random.ts';

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** Steps before and after the present one whose codes are accepted: clocks differ, and people type slowly. */
const WINDOW = 1;

/** A new secret in base32, as apps take it. */
export function newTotpSecret(random: Random): string {
  return new Secret({ buffer: Uint8Array.from(random.bytes(SECRET_BYTES)).buffer }).base32;
}

/** What a QR code for an app holds. */
export function totpUri(secret: string, owner: { readonly issuer: string; readonly email: string }): string {
  return new TOTP({ issuer: owner.issuer, label: owner.email, secret, period: PERIOD_SECONDS }).toString();
}

/** The time step to which the code belongs; undefined when it is the code of none that is near. */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const totp = new TOTP({ secret, period: PERIOD_SECONDS });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}
