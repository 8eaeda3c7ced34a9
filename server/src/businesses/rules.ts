/** Which codes are accepted, how many look-ups are allowed, and what a document is called: decisions without I/O. */

import { timingSafeEqual } from 'node:crypto';
import type { BusinessId } from '../platform/ids.ts';
import type { Random } from '../platform/random.ts';

export const CODE_VALID_MINUTES = 10;
/** After so many wrong tries the code is dead: a fresh one takes a new look-up, and those are counted. */
const MAX_WRONG_CODES = 5;
/** A client account may look up so many times as often as one business: else more businesses would mean more look-ups. */
export const LOOK_UPS_OF_ACCOUNT = 4;
export const LOOK_UP_WINDOW_MS = 60 * 60 * 1000;

const CODE_DIGITS = 6;
/** The largest multiple of ten that fits a byte: bytes at or above it are drawn again, or some digits would be likelier. */
const UNBIASED_BYTES = 250;

export function randomCode(random: Random): string {
  let code = '';
  while (code.length < CODE_DIGITS) {
    for (const byte of random.bytes(CODE_DIGITS - code.length)) if (byte < UNBIASED_BYTES) code += byte % 10;
  }
  return code;
}

/** A code that was sent, as the database has it. */
export interface SentCode {
  readonly codeDigest: Uint8Array;
  readonly codeExpiresAt: Date;
  readonly failures: number;
  readonly usedAt: Date | null;
}

/** `spent`: no code of whatever value is accepted any more. */
export function judgeCode(sent: SentCode | undefined, digest: Uint8Array, now: number): 'right' | 'wrong' | 'spent' {
  if (sent === undefined || sent.usedAt !== null || sent.failures >= MAX_WRONG_CODES) return 'spent';
  if (sent.codeExpiresAt.getTime() <= now) return 'spent';
  return timingSafeEqual(sent.codeDigest, digest) ? 'right' : 'wrong';
}

/** What a business's BVN is sealed for. */
export function bvnContext(businessId: BusinessId): string {
  return `bvn ${businessId}`;
}

export const PHOTO_TYPES = ['image/jpeg', 'image/png'] as const;
export const DOCUMENT_TYPES = [...PHOTO_TYPES, 'application/pdf'] as const;

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
};

/** A name of our making: what a client called the file is not kept. */
export function fileNameOf(id: string, mediaType: string): string {
  return `${id}.${ENDINGS[mediaType] ?? 'bin'}`;
}
