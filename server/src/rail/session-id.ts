/** The names of orders between banks: 30 digits, made by the bank that sends. */

import { type Clock, LAGOS_AHEAD_MS } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';

export interface SessionIds {
  next(): string;
}

const UNIQUE_DIGITS = 12;
const UNIQUE_COUNT = 10n ** BigInt(UNIQUE_DIGITS);

/**
 * Session ids of one institution: its NIP code (6 digits), the time in Lagos (`yyMMddHHmmss`), and 12 random digits, so
 * that processes need not agree on a counter.
 */
export function createSessionIds(options: {
  readonly clock: Clock;
  readonly nipCode: string;
  readonly random: Random;
}): SessionIds {
  const { clock, nipCode, random } = options;
  return {
    next() {
      const time = new Date(clock.now() + LAGOS_AHEAD_MS).toISOString().replaceAll(/\D/g, '').slice(2, 14);
      // 64 bits: what the remainder prefers is beyond measure.
      const unique = Buffer.from(random.bytes(8)).readBigUInt64BE() % UNIQUE_COUNT;
      return nipCode + time + unique.toString().padStart(UNIQUE_DIGITS, '0');
    },
  };
}
