/** The SQL of authenticator apps and recovery codes. */

import type { UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

/** What of a user's second factors is active. */
export interface FactorSummary {
  readonly totpSince: Date | null;
  readonly recoveryCodesLeft: number;
  readonly passkeyCount: number;
}

export async function summarizeFactors(sql: Sql, userId: UserId): Promise<FactorSummary> {
  const rows = await sql<FactorSummary[]>`
    select (select active_since from totp_factor where user_id = ${userId}) as "totpSince",
           (select count(*)::int from recovery_code where user_id = ${userId}) as "recoveryCodesLeft",
           (select count(*)::int from passkey where user_id = ${userId}) as "passkeyCount"`;
  return rows[0] ?? { totpSince: null, recoveryCodesLeft: 0, passkeyCount: 0 };
}

/** Keeps everybody else from changing the factors of this user until the transaction ends. */
export async function lockFactors(sql: Sql, userId: UserId): Promise<void> {
  await sql`select id from app_user where id = ${userId} for no key update`;
}

export async function putPendingTotp(sql: Sql, userId: UserId, sealed: Uint8Array, at: Date): Promise<void> {
  await sql`
    insert into totp_factor (user_id, pending_sealed, pending_since) values (${userId}, ${sealed}, ${at})
    on conflict (user_id) do update set pending_sealed = excluded.pending_sealed, pending_since = excluded.pending_since`;
}

export async function findPendingTotp(sql: Sql, userId: UserId, since: Date): Promise<Uint8Array | undefined> {
  const rows = await sql<{ sealed: Uint8Array }[]>`
    select pending_sealed as sealed from totp_factor where user_id = ${userId} and pending_since > ${since}`;
  return rows[0]?.sealed;
}

/** The pending app takes the place of the active one; the code of `step`, which proved it, is used up. */
export async function activateTotp(sql: Sql, userId: UserId, step: number, at: Date): Promise<void> {
  await sql`
    update totp_factor set secret_sealed = pending_sealed, active_since = ${at}, last_step = ${step},
                           pending_sealed = null, pending_since = null
    where user_id = ${userId}`;
}

export async function findTotp(sql: Sql, userId: UserId): Promise<Uint8Array | undefined> {
  const rows = await sql<{ sealed: Uint8Array }[]>`
    select secret_sealed as sealed from totp_factor where user_id = ${userId} and secret_sealed is not null`;
  return rows[0]?.sealed;
}

/** Uses up the code of this time step; false when it or a later one was used before. */
export async function takeTotpStep(sql: Sql, userId: UserId, step: number): Promise<boolean> {
  const rows = await sql`
    update totp_factor set last_step = ${step}
    where user_id = ${userId} and last_step < ${step} and secret_sealed is not null
    returning user_id`;
  return rows.length === 1;
}

/** Removes the app, active or begun; false when none was active. */
export async function deleteTotp(sql: Sql, userId: UserId): Promise<boolean> {
  const rows = await sql<{ wasActive: boolean }[]>`
    delete from totp_factor where user_id = ${userId} returning secret_sealed is not null as "wasActive"`;
  return rows[0]?.wasActive ?? false;
}

/** Puts these in the place of all that there were. */
export async function replaceRecoveryCodes(sql: Sql, userId: UserId, digests: readonly Uint8Array[]): Promise<void> {
  await deleteRecoveryCodes(sql, userId);
  await sql`insert into recovery_code ${sql(digests.map((digest) => ({ user_id: userId, digest })))}`;
}

/** Uses up a code; false when it is none, or was used before. */
export async function takeRecoveryCode(sql: Sql, userId: UserId, digest: Uint8Array): Promise<boolean> {
  const rows = await sql`delete from recovery_code where user_id = ${userId} and digest = ${digest} returning user_id`;
  return rows.length === 1;
}

export async function deleteRecoveryCodes(sql: Sql, userId: UserId): Promise<void> {
  await sql`delete from recovery_code where user_id = ${userId}`;
}
