/** The SQL of secret keys. The key itself is never here: a digest to find it by, and a sealed form to show it again. */

import type { BusinessId, ClientId, SecretKeyId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

/** What a request needs to know of its key, as the database has it now. */
export interface KeyRecord {
  readonly id: SecretKeyId;
  readonly clientId: ClientId;
  readonly scopes: readonly string[] | null;
  readonly businessIds: readonly BusinessId[] | null;
  readonly addresses: readonly string[] | null;
  readonly expiresAt: Date | null;
  readonly deactivatedAt: Date | null;
}

export interface NewKey {
  readonly id: SecretKeyId;
  readonly clientId: ClientId;
  readonly digest: Uint8Array;
  readonly sealed: Uint8Array;
  readonly publicKey: string;
  readonly isPrimary: boolean;
  readonly createdAt: Date;
}

export interface PrimaryKey {
  readonly id: SecretKeyId;
  readonly publicKey: string;
  readonly sealed: Uint8Array;
}

export async function insertKey(sql: Sql, key: NewKey): Promise<void> {
  await sql`
    insert into secret_key (client_id, id, digest, sealed, public_key, is_primary, created_at)
    values (${key.clientId}, ${key.id}, ${key.digest}, ${key.sealed}, ${key.publicKey}, ${key.isPrimary}, ${key.createdAt})`;
}

export async function findKeyByDigest(sql: Sql, digest: Uint8Array): Promise<KeyRecord | undefined> {
  const rows = await sql<KeyRecord[]>`
    select id, client_id as "clientId", to_jsonb(scopes) as scopes, to_jsonb(business_ids) as "businessIds",
           to_jsonb(addresses) as addresses,
           expires_at as "expiresAt", deactivated_at as "deactivatedAt"
    from secret_key where digest = ${digest}`;
  return rows[0];
}

export async function findPrimaryKey(sql: Sql, clientId: ClientId): Promise<PrimaryKey | undefined> {
  const rows = await sql<PrimaryKey[]>`
    select id, public_key as "publicKey", sealed
    from secret_key where client_id = ${clientId} and is_primary and deactivated_at is null`;
  return rows[0];
}

/** Returns whether there was such an active key. */
export async function deactivateKey(sql: Sql, clientId: ClientId, keyId: SecretKeyId, at: Date): Promise<boolean> {
  const rows = await sql`
    update secret_key set deactivated_at = ${at}
    where client_id = ${clientId} and id = ${keyId} and deactivated_at is null
    returning id`;
  return rows.length === 1;
}
