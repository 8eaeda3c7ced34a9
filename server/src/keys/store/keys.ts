/** The SQL of secret keys. The key itself is never here: a digest to find it by, and a sealed form to show it again. */

import type { BusinessId, ClientId, SecretKeyId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { KeySettings, StoredKey } from '../life.ts';

/** What a request needs to know of its key, as the database has it now. */
export interface KeyRecord {
  readonly id: SecretKeyId;
  readonly clientId: ClientId;
  readonly scopes: readonly string[] | null;
  readonly businessIds: readonly BusinessId[] | null;
  readonly addresses: readonly string[] | null;
  /** When it ends by itself: its own expiry or the end of its overlap with a successor, whichever is first. */
  readonly expiresAt: Date | null;
  readonly deactivatedAt: Date | null;
}

export interface NewKey extends KeySettings {
  readonly id: SecretKeyId;
  readonly clientId: ClientId;
  readonly digest: Uint8Array;
  readonly sealed: Uint8Array;
  readonly hint: string;
  readonly publicKey: string;
  readonly isPrimary: boolean;
  readonly createdAt: Date;
}

export interface PrimaryKey {
  readonly id: SecretKeyId;
  readonly publicKey: string;
  readonly sealed: Uint8Array;
}

export interface KeyPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Changes of one client account's keys wait for each other here, so that each decides on what the one before it left. */
export async function lockKeys(sql: Sql, clientId: ClientId): Promise<void> {
  await sql`select id from client_account where id = ${clientId} for no key update`;
}

export async function insertKey(sql: Sql, key: NewKey): Promise<void> {
  await sql`
    insert into secret_key (client_id, id, name, digest, sealed, hint, public_key, is_primary,
                            scopes, business_ids, addresses, created_at, expires_at)
    values (${key.clientId}, ${key.id}, ${key.name}, ${key.digest}, ${key.sealed}, ${key.hint}, ${key.publicKey},
            ${key.isPrimary}, ${textArray(sql, key.scopes)}, ${textArray(sql, key.businessIds)},
            ${textArray(sql, key.addresses)}, ${key.createdAt}, ${key.expiresAt})`;
}

/** The driver exchanges no arrays: a list goes as JSON, and null stays null. */
function textArray(sql: Sql, items: readonly string[] | null) {
  return items === null
    ? sql`null::text[]`
    : sql`array(select jsonb_array_elements_text(${sql.json([...items])}::jsonb))`;
}

/** @param digests of the same key, under every pepper that is accepted. */
export async function findKeyByDigest(sql: Sql, digests: readonly Uint8Array[]): Promise<KeyRecord | undefined> {
  const rows = await sql<KeyRecord[]>`
    select id, client_id as "clientId", to_jsonb(scopes) as scopes, to_jsonb(business_ids) as "businessIds",
           to_jsonb(addresses) as addresses,
           least(expires_at, retires_at) as "expiresAt", deactivated_at as "deactivatedAt"
    from secret_key where digest in ${sql([...digests])}`;
  return rows[0];
}

export async function findPrimaryKey(sql: Sql, clientId: ClientId, now: Date): Promise<PrimaryKey | undefined> {
  const rows = await sql<PrimaryKey[]>`
    select id, public_key as "publicKey", sealed
    from secret_key where client_id = ${clientId} and is_primary and ${isLive(sql, now)}`;
  return rows[0];
}

const isLive = (sql: Sql, now: Date) => sql`
  deactivated_at is null and (expires_at is null or expires_at > ${now}) and (retires_at is null or retires_at > ${now})`;

const columns = (sql: Sql) => sql`
  id, client_id as "clientId", name, hint, public_key as "publicKey", is_primary as "isPrimary",
  to_jsonb(scopes) as scopes, to_jsonb(business_ids) as "businessIds", to_jsonb(addresses) as addresses,
  created_at as "createdAt", expires_at as "expiresAt", retires_at as "retiresAt", replaced_by_id as "replacedById",
  leaked_at as "leakedAt", deactivated_at as "deactivatedAt"`;

/** The keys that open something at this moment, newest first; few, since their number is limited. */
export async function findLiveKeys(sql: Sql, clientId: ClientId, now: Date): Promise<StoredKey[]> {
  return sql<StoredKey[]>`
    select ${columns(sql)} from secret_key where client_id = ${clientId} and ${isLive(sql, now)} order by id desc`;
}

export async function findKey(sql: Sql, clientId: ClientId, id: SecretKeyId): Promise<StoredKey | undefined> {
  const rows = await sql<StoredKey[]>`
    select ${columns(sql)} from secret_key where client_id = ${clientId} and id = ${id}`;
  return rows[0];
}

/** Newest first, after the one named by `before`. */
export async function listKeys(sql: Sql, clientId: ClientId, page: KeyPage): Promise<StoredKey[]> {
  return sql<StoredKey[]>`
    select ${columns(sql)} from secret_key
    where client_id = ${clientId} and (${page.before ?? null}::text is null or id < ${page.before ?? null})
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

export async function countKeys(sql: Sql, clientId: ClientId): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from secret_key where client_id = ${clientId}`;
  return rows[0]?.count ?? 0;
}

export async function updateKeySettings(
  sql: Sql,
  clientId: ClientId,
  id: SecretKeyId,
  settings: KeySettings,
): Promise<void> {
  await sql`
    update secret_key set name = ${settings.name}, scopes = ${textArray(sql, settings.scopes)},
                          business_ids = ${textArray(sql, settings.businessIds)},
                          addresses = ${textArray(sql, settings.addresses)}, expires_at = ${settings.expiresAt}
    where client_id = ${clientId} and id = ${id}`;
}

/** Moves the mark of the primary key; undefined: no key has it any more. */
export async function markPrimary(sql: Sql, clientId: ClientId, id: SecretKeyId | undefined): Promise<void> {
  // Two statements: there must be no moment with two primary keys, not even within one statement.
  await sql`update secret_key set is_primary = false where client_id = ${clientId} and is_primary`;
  if (id !== undefined) await sql`update secret_key set is_primary = true where client_id = ${clientId} and id = ${id}`;
}

/** Hands over to a successor. With `retiresAt` null the key is over at once, else it lives on until then. */
export async function setReplaced(
  sql: Sql,
  key: StoredKey,
  overlap: { readonly successorId: SecretKeyId; readonly retiresAt: Date | null; readonly at: Date },
): Promise<void> {
  const { successorId, retiresAt, at } = overlap;
  await sql`
    update secret_key set replaced_by_id = ${successorId}, retires_at = ${retiresAt},
                          deactivated_at = ${retiresAt === null ? at : null}
    where client_id = ${key.clientId} and id = ${key.id}`;
}

export async function setNotReplaced(sql: Sql, { clientId, id }: StoredKey): Promise<void> {
  await sql`
    update secret_key set replaced_by_id = null, retires_at = null where client_id = ${clientId} and id = ${id}`;
}

export async function setDeactivated(sql: Sql, { clientId, id }: StoredKey, at: Date): Promise<void> {
  await sql`
    update secret_key set deactivated_at = ${at}, is_primary = false where client_id = ${clientId} and id = ${id}`;
}

export async function setLeaked(sql: Sql, { clientId, id }: StoredKey, at: Date): Promise<void> {
  await sql`update secret_key set leaked_at = ${at} where client_id = ${clientId} and id = ${id}`;
}

/** Those of the given businesses that belong to the client account. */
export async function findOwnBusinesses(
  sql: Sql,
  clientId: ClientId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: BusinessId }[]>`
    select id from business where client_id = ${clientId} and id in ${sql([...ids])}`;
  return new Set(rows.map(({ id }) => id));
}
