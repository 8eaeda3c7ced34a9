/**
 * Recovery codes: 24 letters and digits in groups, that is 120 bits of chance. Nobody guesses that, which is why a plain
 * digest protects them (ASVS 5.0, 6.5.2) and why no throttle has to stand before them. Without the pepper: they lie in a
 * drawer for years, and must still work after it was replaced.
 */

import { hash } from 'node:crypto';
import type { UserId } from '../../platform/ids.ts';
import type { Random } from '../../platform/random.ts';

const RECOVERY_CODE_COUNT = 10;
export const RECOVERY_CODE_MAX_LENGTH = 64;

/** Crockford's: nothing in it is taken for something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 24;
const GROUP = /.{4}(?=.)/g;

export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: RECOVERY_CODE_COUNT }, () => {
    const letters = [...random.bytes(LENGTH)].map((byte) => ALPHABET.charAt(byte & 31));
    return letters.join('').replaceAll(GROUP, '$&-');
  });
}

/** As it is stored; the same for every way in which people write the code. */
export function recoveryCodeDigest(userId: UserId, code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return hash('sha256', `recovery code of ${userId} ${plain}`, 'buffer');
}
