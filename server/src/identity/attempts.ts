/**
 * Counting attempts and refusing those that come too soon. The database decides; that a subject must wait is remembered
 * for a moment, so that whoever keeps knocking does not cost a statement each time.
 */

import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Sql } from '../platform/pool.ts';
import type { Pepper } from '../platform/seal.ts';
import type { AttemptPolicy } from './attempt-rules.ts';
import { clearAttempts, countAttempt } from './store/attempts.ts';

export interface Attempts {
  /** Names what an attempt is aimed at, in the form in which it is stored. */
  subject(text: string): Buffer;
  /** Refuses a subject that was told to wait a moment ago; counts nothing. Fault `rate.limited`. */
  admit(subject: Buffer): void;
  /** Counts an attempt as a failure until it succeeds; returns how many there were in a row. Fault `rate.limited`. */
  count(subject: Buffer, policy: AttemptPolicy): Promise<number>;
  /** Says that a success has cleared the subject in the database. */
  forget(subject: Buffer): void;
  /** Forgets the failures of the subject; in a transaction when one is given. */
  clear(subject: Buffer, sql?: Sql): Promise<void>;
}

/** Short, so that forgiveness by another process is noticed soon. */
const REMEMBERED_MS = 1000;
const MAX_REMEMBERED = 100_000;

export function createAttempts(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly pepper: Pepper;
}): Attempts {
  const { clock, database, pepper } = options;
  const blocks = new LRUCache<string, { readonly until: number; readonly rememberedUntil: number }>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: () => 1,
  });
  const nameOf = (subject: Buffer): string => subject.toString('latin1');

  const remember = (subject: Buffer, blockedUntil: Date): void => {
    const until = blockedUntil.getTime();
    blocks.set(nameOf(subject), { until, rememberedUntil: Math.min(until, clock.now() + REMEMBERED_MS) });
  };
  const admit = (subject: Buffer): void => {
    const block = blocks.get(nameOf(subject));
    if (block !== undefined && block.rememberedUntil > clock.now()) throw tooManyAttempts(block.until - clock.now());
  };

  return {
    subject: (text) => pepper.digest('sign-in-attempts', text),
    admit,
    async count(subject, policy) {
      admit(subject);
      const now = clock.now();
      const { failures, isCounted, blockedUntil } = await countAttempt(database.sql, subject, policy, new Date(now));
      if (blockedUntil !== null) remember(subject, blockedUntil);
      if (!isCounted) throw tooManyAttempts((blockedUntil?.getTime() ?? now) - now);
      return failures;
    },
    forget: (subject) => void blocks.delete(nameOf(subject)),
    async clear(subject, sql = database.sql) {
      await clearAttempts(sql, subject);
      blocks.delete(nameOf(subject));
    },
  };
}

function tooManyAttempts(waitMs: number): Fault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Fault('rate.limited', {
    message: `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Policy': '"attempts";q=1',
      RateLimit: `"attempts";r=0;t=${seconds}`,
    },
  });
}
