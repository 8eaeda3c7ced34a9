/** Second factors: the authenticator app, recovery codes and passkeys of a user, and what they are asked for. */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { deleteChallengesOf, type SecondFactorChallenge } from '../store/challenges.ts';
import { deletePasskeys, listPasskeyHandles } from '../store/passkeys.ts';
import { findUser } from '../store/people.ts';
import {
  activateTotp,
  deleteRecoveryCodes,
  deleteTotp,
  type FactorSummary,
  findPendingTotp,
  lockFactors,
  putPendingTotp,
  summarizeFactors,
} from '../store/second-factors.ts';
import type { Challenges } from './challenges.ts';
import { createEnrolment, type Enrolment, type EnrolmentOptions } from './enrolment.ts';
import { factorRemoved, factorsReset, recoveryCodesReplaced, totpAdded } from './letters.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createProve, type Prove } from './proof.ts';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

export interface SecondFactors {
  readonly passkeys: Passkeys;
  readonly challenges: Challenges;
  readonly prove: Prove;
  summarize(userId: UserId): Promise<FactorSummary>;
  /** Whether the password alone is not enough. */
  isActive(sql: Sql, userId: UserId): Promise<boolean>;
  /** The refusal that asks for the second factor, with all that is needed to answer. */
  demand(attempt: SecondFactorChallenge): Promise<Fault>;
  /** A new secret for an app. It counts once its first code was confirmed; an older one works until then. */
  beginTotp(userId: UserId): Promise<{ readonly secret: string; readonly uri: string }>;
  /** Returns the recovery codes. Faults: `second_factor.not_begun`, `second_factor.code_invalid`. */
  confirmTotp(actor: Actor, code: string): Promise<readonly string[]>;
  /** Fault `second_factor.not_found`. */
  removeTotp(actor: Actor): Promise<void>;
  /** Fault `second_factor.not_found` when there is nothing that they could stand in for. */
  replaceRecoveryCodes(actor: Actor): Promise<readonly string[]>;
  /** Removes every factor, for a user who has lost them all; false when there was none. Whoever does it records it. */
  reset(transaction: Transaction, userId: UserId): Promise<boolean>;
}

/** So long a secret waits for its first code. */
const PENDING_MS = 15 * 60_000;

export function createSecondFactors(options: EnrolmentOptions): SecondFactors {
  const enrolment = createEnrolment(options);
  const { challenges, clock, database } = enrolment;
  return {
    challenges,
    passkeys: createPasskeys(enrolment),
    prove: createProve(enrolment),
    summarize: (userId) => summarizeFactors(database.sql, userId),
    async isActive(sql, userId) {
      const { passkeyCount, totpSince } = await summarizeFactors(sql, userId);
      return passkeyCount > 0 || totpSince !== null;
    },
    demand: (attempt) => demand(enrolment, attempt),

    async beginTotp(userId) {
      const user = await findUser(database.sql, userId);
      if (user === undefined) throw new Error('a signed-in user exists');
      const secret = newTotpSecret(enrolment.random);
      await putPendingTotp(database.sql, userId, enrolment.sealTotp(secret, userId), new Date(clock.now()));
      return { secret, uri: totpUri(secret, { issuer: enrolment.relyingParty.name, email: user.email }) };
    },
    confirmTotp: (actor, code) =>
      database.transaction((transaction) => confirmTotp(enrolment, transaction, actor, code)),
    removeTotp: (actor) =>
      database.transaction(async (transaction) => {
        const { userId } = actor;
        await lockFactors(transaction.sql, userId);
        if (!(await deleteTotp(transaction.sql, userId))) throw new Fault('second_factor.not_found');
        const isLast = await enrolment.dropUselessCodes(transaction, userId);
        await enrolment.tell(transaction, userId, {
          actor,
          action: 'auth.second-factors.totp.remove',
          objectId: userId,
          details: { isLast },
          letter: factorRemoved('The authenticator app', isLast),
        });
      }),

    replaceRecoveryCodes: (actor) =>
      database.transaction(async (transaction) => {
        const { userId } = actor;
        await lockFactors(transaction.sql, userId);
        const { passkeyCount, totpSince } = await summarizeFactors(transaction.sql, userId);
        if (passkeyCount === 0 && totpSince === null) throw new Fault('second_factor.not_found');
        const codes = await enrolment.prepareCodes(transaction, userId);
        await enrolment.tell(transaction, userId, {
          actor,
          action: 'auth.second-factors.recovery-codes.replace',
          objectId: userId,
          letter: recoveryCodesReplaced(),
        });
        return codes;
      }),
    reset: (transaction, userId) => reset(enrolment, transaction, userId),
  };
}

async function demand({ challenges, database, webAuthn }: Enrolment, attempt: SecondFactorChallenge): Promise<Fault> {
  const { userId } = attempt;
  const [{ challenge, expiresAt }, summary, handles] = await Promise.all([
    challenges.askForSecondFactor(database.sql, attempt),
    summarizeFactors(database.sql, userId),
    listPasskeyHandles(database.sql, userId),
  ]);
  const methods = [
    ...(summary.totpSince === null ? [] : (['totp'] as const)),
    ...(handles.length === 0 ? [] : (['passkey'] as const)),
    ...(summary.recoveryCodesLeft === 0 ? [] : (['recovery-code'] as const)),
  ];
  const passkeyOptions = handles.length === 0 ? undefined : await webAuthn.requestOptions(challenge, handles);
  return new Fault('credentials.second_factor_required', {
    secondFactor: { challenge, expiresAt: expiresAt.toISOString(), methods, passkeyOptions },
  });
}

async function confirmTotp(
  enrolment: Enrolment,
  transaction: Transaction,
  actor: Actor,
  code: string,
): Promise<readonly string[]> {
  const { sql } = transaction;
  const { userId } = actor;
  const now = enrolment.clock.now();
  await lockFactors(sql, userId);
  const sealed = await findPendingTotp(sql, userId, new Date(now - PENDING_MS));
  if (sealed === undefined) throw new Fault('second_factor.not_begun');
  const step = totpStep(enrolment.openTotp(sealed, userId), code, now);
  if (step === undefined) throw new Fault('second_factor.code_invalid', { field: 'code' });
  await activateTotp(sql, userId, step, new Date(now));
  // Guesses at the codes of another secret say nothing about this one.
  await enrolment.forgetGuesses(transaction, userId);
  const codes = await enrolment.prepareCodes(transaction, userId);
  await enrolment.tell(transaction, userId, {
    actor,
    action: 'auth.second-factors.totp.confirm',
    objectId: userId,
    letter: totpAdded(),
  });
  return codes;
}

async function reset(enrolment: Enrolment, transaction: Transaction, userId: UserId): Promise<boolean> {
  const { sql } = transaction;
  await lockFactors(sql, userId);
  const { passkeyCount, totpSince } = await summarizeFactors(sql, userId);
  await deleteTotp(sql, userId);
  await deletePasskeys(sql, userId);
  await deleteRecoveryCodes(sql, userId);
  await deleteChallengesOf(sql, userId);
  await enrolment.forgetGuesses(transaction, userId);
  if (passkeyCount === 0 && totpSince === null) return false;
  await enrolment.write(transaction, userId, factorsReset());
  return true;
}
