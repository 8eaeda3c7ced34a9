/**
 * How many letters strangers can have sent to one address: a few, however many of our callers' addresses they use. The
 * rest is left out silently, since the answer must not tell what became of a letter.
 */

import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/pool.ts';
import { LETTER_POLICY } from './attempt-rules.ts';
import type { Attempts } from './attempts.ts';
import { emailKey } from './rules.ts';
import { countAttempt } from './store/attempts.ts';

/** What the letter is about: each has a count of its own, so that sign-ups cannot use up somebody's recovery. */
export type LetterTopic = 'sign-up' | 'recovery' | 'email-change';

export interface LetterLimit {
  /** Counts a letter; false: there were too many, leave it out. */
  allows(sql: Sql, topic: LetterTopic, email: string): Promise<boolean>;
}

export function createLetterLimit({
  attempts,
  clock,
}: {
  readonly attempts: Pick<Attempts, 'subject'>;
  readonly clock: Clock;
}): LetterLimit {
  return {
    async allows(sql, topic, email) {
      const subject = attempts.subject(`letters ${topic} ${emailKey(email)}`);
      return (await countAttempt(sql, subject, LETTER_POLICY, new Date(clock.now()))).isCounted;
    },
  };
}
