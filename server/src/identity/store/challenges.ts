/** The SQL of challenges: each is answered once, since whoever deletes the row has answered it. */

import type { UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export type PasskeyPurpose = 'passkey-registration' | 'passkey-assertion';

/** Of one challenge, under every pepper that is accepted. */
type Digests = readonly Uint8Array[];

export interface NewPasskeyChallenge {
  readonly digest: Uint8Array;
  readonly purpose: PasskeyPurpose;
  /** Null where anybody may answer. */
  readonly userId: UserId | null;
  readonly expiresAt: Date;
}

/** A right password that waits for its second factor. */
export interface SecondFactorChallenge {
  readonly userId: UserId;
  readonly passwordDigest: Buffer;
  /** Where the attempt was counted as a failure. */
  readonly aim: Buffer;
  readonly address: Buffer;
}

export async function insertPasskeyChallenge(sql: Sql, challenge: NewPasskeyChallenge): Promise<void> {
  await sql`
    insert into challenge (digest, purpose, user_id, expires_at)
    values (${challenge.digest}, ${challenge.purpose}, ${challenge.userId}, ${challenge.expiresAt})`;
}

/** Takes the challenge out of the world; false when there is none that this user, or with null anybody, may answer now. */
export async function takePasskeyChallenge(
  sql: Sql,
  { digests, purpose, userId }: Omit<NewPasskeyChallenge, 'digest' | 'expiresAt'> & { readonly digests: Digests },
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    delete from challenge
    where digest in ${sql([...digests])} and purpose = ${purpose} and user_id is not distinct from ${userId} and expires_at > ${now}
    returning digest`;
  return rows.length === 1;
}

export async function insertSecondFactorChallenge(
  sql: Sql,
  digest: Uint8Array,
  challenge: SecondFactorChallenge,
  expiresAt: Date,
): Promise<void> {
  await sql`
    insert into challenge (digest, purpose, user_id, password_digest, aim, address, expires_at)
    values (${digest}, 'second-factor', ${challenge.userId}, ${challenge.passwordDigest}, ${challenge.aim},
            ${challenge.address}, ${expiresAt})`;
}

export async function findSecondFactorChallenge(
  sql: Sql,
  digests: Digests,
  now: Date,
): Promise<SecondFactorChallenge | undefined> {
  const rows = await sql<SecondFactorChallenge[]>`
    select user_id as "userId", password_digest as "passwordDigest", aim, address
    from challenge where digest in ${sql([...digests])} and purpose = 'second-factor' and expires_at > ${now}`;
  return rows[0];
}

/** Counts a try before it is made; false when there were as many as there may be, or the challenge is gone. */
export async function countTry(sql: Sql, digests: Digests, maxTries: number): Promise<boolean> {
  const rows = await sql`
    update challenge set tries = tries + 1 where digest in ${sql([...digests])} and tries < ${maxTries} returning digest`;
  return rows.length === 1;
}

/** Takes the challenge out of the world; false when it was answered before. */
export async function takeSecondFactorChallenge(sql: Sql, digests: Digests): Promise<boolean> {
  const rows =
    await sql`delete from challenge where digest in ${sql([...digests])} and purpose = 'second-factor' returning digest`;
  return rows.length === 1;
}

/** Makes void whatever waits for an answer of this user. */
export async function deleteChallengesOf(sql: Sql, userId: UserId): Promise<void> {
  await sql`delete from challenge where user_id = ${userId}`;
}

/** Deletes challenges that were over before the given time; returns how many. */
export async function deleteChallenges(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from challenge where digest in
      (select digest from challenge where expires_at < ${before} order by expires_at limit ${limit})`;
  return result.count;
}
