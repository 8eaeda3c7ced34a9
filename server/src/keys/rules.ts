/**
 * The form of keys: `sk_test_`, `sk_live_`, `pk_test_` or `pk_live_`, 32 random base62 characters, and a base62 CRC32 of
 * what stands before it. A mistyped or invented key fails the checksum and costs neither a hash nor a look-up.
 */

import { crc32 } from 'node:zlib';
import type { Environment } from '../platform/environment.ts';
import { type Random, randomBase62, toBase62 } from '../platform/random.ts';

const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const FORM = /^(sk|pk)_(test|live)_[0-9A-Za-z]{38}$/;
const HINT_LENGTH = 4;

/** What a secret key looks like, for scanners; whether it is one is told by its checksum. Published in docs/keys.md. */
export const SECRET_KEY_PATTERN = 'sk_(?:test|live)_[0-9A-Za-z]{38}';

export interface KeyForm {
  readonly kind: 'secret' | 'public';
  readonly environment: Environment;
}

export function mintKey(form: KeyForm, random: Random): string {
  const prefix = form.kind === 'secret' ? 'sk' : 'pk';
  const mode = form.environment === 'sandbox' ? 'test' : 'live';
  const body = `${prefix}_${mode}_${randomBase62(random, RANDOM_LENGTH)}`;
  return body + checksum(body);
}

/** What kind of key the text is, or undefined when it is none of ours or its checksum is wrong. */
export function readKeyForm(text: string): KeyForm | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  if (checksum(body) !== text.slice(-CHECKSUM_LENGTH)) return undefined;
  return {
    kind: match[1] === 'sk' ? 'secret' : 'public',
    environment: match[2] === 'test' ? 'sandbox' : 'production',
  };
}

/** The characters by which a person tells a key from another. */
export function hintOf(secretKey: string): string {
  return secretKey.slice(-HINT_LENGTH);
}

/** The key as it may be shown: its prefix and the hint. */
export function maskedKey(environment: Environment, hint: string): string {
  return `sk_${environment === 'sandbox' ? 'test' : 'live'}_…${hint}`;
}

function checksum(body: string): string {
  return toBase62(crc32(body), CHECKSUM_LENGTH);
}
