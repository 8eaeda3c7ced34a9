/** The SQL of passkeys. */

import type { PasskeyId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export interface Passkey {
  readonly id: PasskeyId;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** How a browser finds a passkey again. */
export interface PasskeyHandle {
  readonly credentialId: string;
  readonly transports: readonly string[];
}

/** What a signature of a passkey is checked against. */
export interface PasskeyCredential extends PasskeyHandle {
  readonly id: PasskeyId;
  readonly userId: UserId;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

export interface NewPasskey extends PasskeyCredential {
  readonly name: string;
  readonly createdAt: Date;
}

export async function insertPasskey(sql: Sql, passkey: NewPasskey): Promise<void> {
  await sql`
    insert into passkey (user_id, id, credential_id, public_key, counter, transports, name, created_at)
    values (${passkey.userId}, ${passkey.id}, ${passkey.credentialId}, ${passkey.publicKey}, ${passkey.counter},
            ${sql.json([...passkey.transports])}, ${passkey.name}, ${passkey.createdAt})`;
}

/** The user's passkeys, newest first, at most `limit`, after the one named by `before`. */
export async function listPasskeys(
  sql: Sql,
  userId: UserId,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<Passkey[]> {
  return sql<Passkey[]>`
    select id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
    from passkey
    where user_id = ${userId} and (${page.before ?? null}::text is null or id < ${page.before ?? null})
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

export async function listPasskeyHandles(sql: Sql, userId: UserId): Promise<PasskeyHandle[]> {
  return sql<PasskeyHandle[]>`
    select credential_id as "credentialId", transports from passkey where user_id = ${userId} order by id desc`;
}

export async function findCredential(sql: Sql, credentialId: string): Promise<PasskeyCredential | undefined> {
  const rows = await sql<PasskeyCredential[]>`
    select id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey", transports,
           counter::float8 as counter
    from passkey where credential_id = ${credentialId}`;
  return rows[0];
}

/**
 * Notes a use; false when the passkey is gone or its counter did not grow, which says that somebody made a copy of it.
 * Both 0: the authenticator does not count.
 */
export async function usePasskey(sql: Sql, passkey: PasskeyCredential, counter: number, at: Date): Promise<boolean> {
  const rows = await sql`
    update passkey set counter = ${counter}, last_used_at = ${at}
    where user_id = ${passkey.userId} and id = ${passkey.id}
      and (counter < ${counter} or (counter = 0 and ${counter} = 0))
    returning id`;
  return rows.length === 1;
}

/** Returns the name of the passkey that was removed; undefined when the user has no such passkey. */
export async function deletePasskey(sql: Sql, userId: UserId, id: PasskeyId): Promise<string | undefined> {
  const rows = await sql<{ name: string }[]>`
    delete from passkey where user_id = ${userId} and id = ${id} returning name`;
  return rows[0]?.name;
}

export async function deletePasskeys(sql: Sql, userId: UserId): Promise<void> {
  await sql`delete from passkey where user_id = ${userId}`;
}
