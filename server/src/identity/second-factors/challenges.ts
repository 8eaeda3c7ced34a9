/**
 * Questions that are answered once and soon: a right password that waits for its second factor, and the ceremonies of
 * passkeys. The question itself leaves with the answer to its asker; what stays is a digest under the pepper.
 */

import type { Clock } from '../../platform/clock.ts';
import type { UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Random } from '../../platform/random.ts';
import type { Pepper } from '../../platform/seal.ts';
import {
  countTry,
  findSecondFactorChallenge,
  insertPasskeyChallenge,
  insertSecondFactorChallenge,
  type PasskeyPurpose,
  type SecondFactorChallenge,
  takePasskeyChallenge,
  takeSecondFactorChallenge,
} from '../store/challenges.ts';

export interface Challenges {
  /** Puts a question to this user, or with null to anybody. */
  askForPasskey(sql: Sql, purpose: PasskeyPurpose, userId: UserId | null): Promise<string>;
  /** Whether this question was put, is still open, and may be answered by this user. It no longer is, afterwards. */
  takePasskey(sql: Sql, purpose: PasskeyPurpose, userId: UserId | null, challenge: string): Promise<boolean>;
  askForSecondFactor(
    sql: Sql,
    attempt: SecondFactorChallenge,
  ): Promise<{ readonly challenge: string; readonly expiresAt: Date }>;
  findSecondFactor(sql: Sql, challenge: string): Promise<SecondFactorChallenge | undefined>;
  /** Counts a try before it is made; false when it is one too many. */
  countTry(sql: Sql, challenge: string): Promise<boolean>;
  takeSecondFactor(sql: Sql, challenge: string): Promise<boolean>;
}

const CHALLENGE_BYTES = 32;
const TTL_MS = 5 * 60_000;
const MAX_TRIES = 5;

export function createChallenges(options: {
  readonly clock: Clock;
  readonly pepper: Pepper;
  readonly random: Random;
}): Challenges {
  const { clock, pepper, random } = options;
  const now = () => new Date(clock.now());
  const draw = () => ({
    challenge: Buffer.from(random.bytes(CHALLENGE_BYTES)).toString('base64url'),
    expiresAt: new Date(clock.now() + TTL_MS),
  });
  const digestsOf = (challenge: string) => pepper.digests('one-time-token', `challenge ${challenge}`);
  return {
    async askForPasskey(sql, purpose, userId) {
      const { challenge, expiresAt } = draw();
      const [digest] = digestsOf(challenge);
      await insertPasskeyChallenge(sql, { digest, purpose, userId, expiresAt });
      return challenge;
    },
    takePasskey: (sql, purpose, userId, challenge) =>
      takePasskeyChallenge(sql, { digests: digestsOf(challenge), purpose, userId }, now()),
    async askForSecondFactor(sql, attempt) {
      const { challenge, expiresAt } = draw();
      await insertSecondFactorChallenge(sql, digestsOf(challenge)[0], attempt, expiresAt);
      return { challenge, expiresAt };
    },
    findSecondFactor: (sql, challenge) => findSecondFactorChallenge(sql, digestsOf(challenge), now()),
    countTry: (sql, challenge) => countTry(sql, digestsOf(challenge), MAX_TRIES),
    takeSecondFactor: (sql, challenge) => takeSecondFactorChallenge(sql, digestsOf(challenge)),
  };
}
