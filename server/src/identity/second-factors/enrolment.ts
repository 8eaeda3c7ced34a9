/** What adding and removing a second factor of any kind have in common: recovery codes, the letter, the audit event. */

import type { Actor, Audit } from '../../audit/index.ts';
import type { Mail, Words } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Ids, UserId } from '../../platform/ids.ts';
import type { Random } from '../../platform/random.ts';
import type { Pepper, Seal } from '../../platform/seal.ts';
import type { Attempts } from '../attempts.ts';
import { findUser } from '../store/people.ts';
import { deleteRecoveryCodes, replaceRecoveryCodes, summarizeFactors } from '../store/second-factors.ts';
import { type Challenges, createChallenges } from './challenges.ts';
import { newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.ts';
import { createWebAuthn, type RelyingParty, type WebAuthn } from './webauthn.ts';

export interface EnrolmentOptions {
  readonly attempts: Attempts;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly mail: Mail;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly seal: Seal;
  readonly relyingParty: RelyingParty;
}

interface Change {
  readonly action: string;
  /** Absent when the operator did it. */
  readonly actor?: Actor;
  readonly objectId: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly letter: Words;
}

export interface Enrolment extends EnrolmentOptions {
  readonly challenges: Challenges;
  readonly webAuthn: WebAuthn;
  /** Ten new recovery codes in the place of those there were. Shown now and never again. */
  prepareCodes(transaction: Transaction, userId: UserId): Promise<string[]>;
  /** After a removal: whether nothing but the password is left, in which case the recovery codes go too. */
  dropUselessCodes(transaction: Transaction, userId: UserId): Promise<boolean>;
  /** Records the change, and writes to the user. */
  tell(transaction: Transaction, userId: UserId, change: Change): Promise<void>;
  write(transaction: Transaction, userId: UserId, letter: Change['letter']): Promise<void>;
  /** What wrong codes of the user's app are counted under. */
  guessesOf(userId: UserId): Buffer;
  forgetGuesses(transaction: Transaction, userId: UserId): Promise<void>;
  sealTotp(secret: string, userId: UserId): Uint8Array;
  openTotp(sealed: Uint8Array, userId: UserId): string;
}

export function createEnrolment(options: EnrolmentOptions): Enrolment {
  const { attempts, audit, mail, random } = options;
  const guessesOf = (userId: UserId): Buffer => attempts.subject(`second factor ${userId}`);
  const write: Enrolment['write'] = async (transaction, userId, letter) => {
    const user = await findUser(transaction.sql, userId);
    if (user !== undefined) await mail.send(transaction, { to: user.email, ...letter });
  };
  return {
    ...options,
    challenges: createChallenges(options),
    webAuthn: createWebAuthn(options.relyingParty),
    async prepareCodes({ sql }, userId) {
      const codes = newRecoveryCodes(random);
      const digests = codes.map((code) => recoveryCodeDigest(userId, code));
      await replaceRecoveryCodes(sql, userId, digests);
      return codes;
    },
    async dropUselessCodes({ sql }, userId) {
      const { passkeyCount, totpSince } = await summarizeFactors(sql, userId);
      const isLast = passkeyCount === 0 && totpSince === null;
      if (isLast) await deleteRecoveryCodes(sql, userId);
      return isLast;
    },
    async tell(transaction, userId, { letter, ...event }) {
      await audit.recordForUser(transaction.sql, userId, event);
      await write(transaction, userId, letter);
    },
    write,
    guessesOf,
    forgetGuesses: ({ sql }, userId) => attempts.clear(guessesOf(userId), sql),
    sealTotp: (secret, userId) => options.seal.seal(secret, `totp ${userId}`),
    openTotp: (sealed, userId) => options.seal.open(sealed, `totp ${userId}`),
  };
}
