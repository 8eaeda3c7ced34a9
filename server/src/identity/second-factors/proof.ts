/**
 * Proving a second factor. A code of an app can be guessed, so each try counts before it is made, and tries that fail
 * make wait; recovery codes and passkeys cannot, so nobody who plays with codes keeps the owner from using those.
 */

import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { UserId } from '../../platform/ids.ts';
import { MAX_CONSECUTIVE_FAILURES, SECOND_FACTOR_POLICY } from '../attempt-rules.ts';
import { lockActiveUser } from '../store/people.ts';
import { findTotp, summarizeFactors, takeRecoveryCode, takeTotpStep } from '../store/second-factors.ts';
import type { Enrolment } from './enrolment.ts';
import { recoveryCodeUsed, wrongCodes } from './letters.ts';
import { acceptAnswer, acceptAsked } from './passkeys.ts';
import { recoveryCodeDigest } from './recovery-codes.ts';
import { totpStep } from './totp.ts';

/** One of them. */
export interface Proof {
  /** Of the authenticator app. */
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  /** What a passkey signed. */
  readonly passkey?: AuthenticationResponseJSON | undefined;
}

export interface ProofRequest {
  readonly userId: UserId;
  readonly proof: Proof;
  /** The challenge that a passkey must have signed; when absent, one of `POST /auth/signin/passkey/options`. */
  readonly challenge?: string;
}

/**
 * Runs `work` in the transaction that uses up the proof: both happen, or neither.
 * Faults: `credentials.second_factor_invalid`, `request.unprocessable` unless there is exactly one proof, `rate.limited`.
 */
export type Prove = <T>(request: ProofRequest, work: (transaction: Transaction) => Promise<T>) => Promise<T>;

export function createProve(enrolment: Enrolment): Prove {
  const { attempts, database } = enrolment;

  return async (request, work) => {
    const { userId, proof } = request;
    demandOne(proof);
    const subject = enrolment.guessesOf(userId);
    const failures = proof.code === undefined ? 0 : await attempts.count(subject, SECOND_FACTOR_POLICY);
    const done = await database.transaction(async (transaction) => {
      const isRight = failures <= MAX_CONSECUTIVE_FAILURES && (await isProved(enrolment, transaction, request));
      return isRight ? { value: await work(transaction) } : undefined;
    });
    if (done === undefined) {
      if (failures === SECOND_FACTOR_POLICY.freeFailures) await warn(enrolment, userId, failures);
      throw new Fault('credentials.second_factor_invalid');
    }
    await attempts.clear(subject);
    return done.value;
  };
}

function demandOne(proof: Proof): void {
  const given = [proof.code, proof.recoveryCode, proof.passkey].filter((one) => one !== undefined);
  if (given.length === 1) return;
  const message = 'Send exactly one of code, recoveryCode and passkey.';
  throw new Fault('request.unprocessable', { message, field: 'code' });
}

async function isProved(
  enrolment: Enrolment,
  transaction: Transaction,
  { userId, proof, challenge }: ProofRequest,
): Promise<boolean> {
  const { sql } = transaction;
  // First, in the order in which changes of the factors lock: they wait for each other and never in a circle.
  if (!(await lockActiveUser(sql, userId))) return false;
  if (proof.code !== undefined) {
    const sealed = await findTotp(sql, userId);
    if (sealed === undefined) return false;
    const step = totpStep(enrolment.openTotp(sealed, userId), proof.code, enrolment.clock.now());
    return step !== undefined && (await takeTotpStep(sql, userId, step));
  }
  if (proof.recoveryCode !== undefined) {
    const digest = recoveryCodeDigest(userId, proof.recoveryCode);
    if (!(await takeRecoveryCode(sql, userId, digest))) return false;
    const { recoveryCodesLeft } = await summarizeFactors(sql, userId);
    await enrolment.write(transaction, userId, recoveryCodeUsed(recoveryCodesLeft));
    return true;
  }
  if (proof.passkey === undefined) return false;
  return challenge === undefined
    ? acceptAsked(enrolment, transaction, proof.passkey, userId)
    : acceptAnswer(enrolment, transaction, proof.passkey, { challenge, userId });
}

/** Whoever gives wrong codes has got past the password, or into a session: the owner should know. */
function warn({ database, write }: Enrolment, userId: UserId, failures: number): Promise<void> {
  return database.transaction((transaction) => write(transaction, userId, wrongCodes(failures)));
}
