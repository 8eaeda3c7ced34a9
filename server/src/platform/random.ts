/** Randomness. The only source of it is the operating system's CSPRNG; everything else is given a Random. */

import { randomBytes } from 'node:crypto';

export interface Random {
  /** `count` bytes of cryptographic randomness. */
  bytes(count: number): Uint8Array;
}

const POOL_BYTES = 4096;

/** Draws from the CSPRNG in blocks: a call per id would cost more than the id. Bytes are handed out once. */
function createSystemRandom(): Random {
  let pool = new Uint8Array(0);
  let used = 0;
  return {
    bytes(count) {
      if (count > POOL_BYTES / 4) return randomBytes(count);
      if (used + count > pool.length) {
        pool = randomBytes(POOL_BYTES);
        used = 0;
      }
      // A copy: a view of the pool would be wiped by the next line.
      const taken = Uint8Array.from(pool.subarray(used, used + count));
      pool.fill(0, used, used + count);
      used += count;
      return taken;
    },
  };
}

export const systemRandom: Random = createSystemRandom();

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The largest multiple of 62 that fits a byte: bytes at or above it are drawn again, or some letters would be likelier. */
const UNBIASED_BYTES = 248;

/** `length` uniformly random base62 characters (5.95 bits each). */
export function randomBase62(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < UNBIASED_BYTES) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}

/** A non-negative integer below 62^length as base62, left-padded with zeros. */
export function toBase62(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = BASE62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
