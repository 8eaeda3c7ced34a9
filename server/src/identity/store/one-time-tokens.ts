/** The SQL of one-time tokens. */

import type { UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export type TokenPurpose = 'email-verification' | 'password-reset' | 'email-change';

/** Whose token it is: a user's, or of an address with which nobody has signed up yet (its digest). */
export type TokenHolder = { readonly userId: UserId } | { readonly address: Buffer };

export interface NewToken {
  readonly digest: Buffer;
  readonly purpose: TokenPurpose;
  readonly holder: TokenHolder;
  readonly sealed: Buffer | null;
  readonly expiresAt: Date;
}

export interface TokenRow {
  readonly digest: Buffer;
  readonly holder: TokenHolder;
  readonly sealed: Buffer | null;
}

export interface TokenSlot {
  /** Of the one token, under every pepper that is accepted. */
  readonly digests: readonly Buffer[];
  readonly purpose: TokenPurpose;
  readonly now: Date;
}

interface Stored {
  readonly digest: Buffer;
  readonly userId: UserId | null;
  readonly address: Buffer | null;
  readonly sealed: Buffer | null;
}

/** Inserts the token, in the place of the holder's older one of this purpose. */
export async function insertToken(sql: Sql, token: NewToken): Promise<void> {
  const { holder } = token;
  const [userId, address] = 'userId' in holder ? [holder.userId, null] : [null, holder.address];
  const place = userId === null ? sql`(address, purpose)` : sql`(user_id, purpose)`;
  await sql`
    insert into one_time_token (digest, purpose, user_id, address, sealed, expires_at)
    values (${token.digest}, ${token.purpose}, ${userId}, ${address}, ${token.sealed}, ${token.expiresAt})
    on conflict ${place} do update
      set digest = excluded.digest, sealed = excluded.sealed, expires_at = excluded.expires_at`;
}

export async function findToken(sql: Sql, slot: TokenSlot): Promise<TokenRow | undefined> {
  const rows = await sql<Stored[]>`
    select digest, user_id as "userId", address, sealed from one_time_token
    where digest in ${sql([...slot.digests])} and purpose = ${slot.purpose} and expires_at > ${slot.now}`;
  return toRow(rows[0]);
}

/** Deletes the token and returns what it was: of several at once one gets it. */
export async function takeToken(sql: Sql, slot: TokenSlot): Promise<TokenRow | undefined> {
  const rows = await sql<Stored[]>`
    delete from one_time_token
    where digest in ${sql([...slot.digests])} and purpose = ${slot.purpose} and expires_at > ${slot.now}
    returning digest, user_id as "userId", address, sealed`;
  return toRow(rows[0]);
}

export async function deleteTokensOf(sql: Sql, userId: UserId): Promise<void> {
  await sql`delete from one_time_token where user_id = ${userId}`;
}

/** Deletes tokens that expired before; returns how many. */
export async function deleteTokens(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from one_time_token where digest in
      (select digest from one_time_token where expires_at < ${before} order by expires_at limit ${limit})`;
  return result.count;
}

function toRow(stored: Stored | undefined): TokenRow | undefined {
  if (stored === undefined) return undefined;
  const { digest, userId, address, sealed } = stored;
  if (userId !== null) return { digest, holder: { userId }, sealed };
  return address === null ? undefined : { digest, holder: { address }, sealed };
}
