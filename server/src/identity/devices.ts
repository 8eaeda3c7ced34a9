/**
 * Devices that a user signed in from before: a browser by its cookie, a server by its network. Guesses from elsewhere do
 * not slow them down. The cookie proves itself (an HMAC over the user and a nonce), so nothing is stored for it, nobody
 * can make one without having signed in, and it opens nothing.
 */

import { timingSafeEqual } from 'node:crypto';
import { addressSource } from '../platform/address.ts';
import type { RequestId, UserId } from '../platform/ids.ts';
import { type Random, randomBase62 } from '../platform/random.ts';
import type { Pepper } from '../platform/seal.ts';

/** Where a sign-in comes from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId?: RequestId;
  /** Whether it came over TLS. */
  readonly isSecure: boolean;
  /** Whether the dashboard's own page asks, whose session is kept in a cookie. */
  readonly isDashboard: boolean;
  cookie(name: string): string | undefined;
}

export interface Devices {
  /** The network of the address, in the form in which it is remembered. */
  networkOf(address: string): Buffer;
  /** Names the browser, if it signed in as this user before. */
  browserOf(origin: Origin, emailKey: string, userId: UserId): string | undefined;
  /** The Set-Cookie header that makes the browser one that signed in as this user. */
  cookieFor(origin: Origin, emailKey: string, userId: UserId): string;
}

const NONCE_LENGTH = 22;
const FORM = /^([0-9A-Za-z]{22})\.([A-Za-z0-9_-]{43})$/;
const NAME_LENGTH = 12;
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 34_560_000;

export function createDevices({ pepper, random }: { readonly pepper: Pepper; readonly random: Random }): Devices {
  const proofOf = (userId: UserId, nonce: string) => pepper.digest('device', `browser ${userId} ${nonce}`);
  // One cookie for each account, so that people who share a browser do not take each other's. Browsers accept the
  // prefix only together with Secure, which plain HTTP on loopback cannot offer.
  const nameFor = ({ isSecure }: Origin, emailKey: string): string => {
    const tag = pepper.digest('device', `cookie ${emailKey}`).toString('hex').slice(0, NAME_LENGTH);
    return `${isSecure ? '__Host-' : ''}interstellas-device-${tag}`;
  };
  return {
    networkOf: (address) => pepper.digest('device', `network ${addressSource(address)}`),
    browserOf(origin, emailKey, userId) {
      const [, nonce, proof] = FORM.exec(origin.cookie(nameFor(origin, emailKey)) ?? '') ?? [];
      if (nonce === undefined || proof === undefined) return undefined;
      return timingSafeEqual(Buffer.from(proof, 'base64url'), proofOf(userId, nonce)) ? nonce : undefined;
    },
    cookieFor(origin, emailKey, userId) {
      const nonce = randomBase62(random, NONCE_LENGTH);
      const value = `${nonce}.${proofOf(userId, nonce).toString('base64url')}`;
      const secure = origin.isSecure ? '; Secure' : '';
      return `${nameFor(origin, emailKey)}=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
    },
  };
}
