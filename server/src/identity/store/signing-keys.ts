/** The SQL of signing keys. The private halves are sealed before they come here. */

import type { JWK } from 'jose';
import type { Database } from '../../platform/database.ts';
import type { Sql } from '../../platform/pool.ts';

export interface SigningKeyRow {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly privateJwkSealed: Uint8Array;
  readonly signsFrom: Date;
  readonly replacedAt: Date | null;
}

export interface NewSigningKey extends Omit<SigningKeyRow, 'replacedAt'> {
  readonly createdAt: Date;
}

/** The keys that sign, will sign, or signed until after `since`. */
export async function listSigningKeys(sql: Sql, since: Date): Promise<SigningKeyRow[]> {
  return sql<SigningKeyRow[]>`
    select id, public_jwk as "publicJwk", private_jwk_sealed as "privateJwkSealed", signs_from as "signsFrom",
           replaced_at as "replacedAt"
    from signing_key where replaced_at is null or replaced_at > ${since}`;
}

export async function insertSigningKey(sql: Sql, key: NewSigningKey): Promise<void> {
  await sql`
    insert into signing_key (id, public_jwk, private_jwk_sealed, created_at, signs_from)
    values (${key.id}, ${sql.json({ ...key.publicJwk })}, ${key.privateJwkSealed}, ${key.createdAt}, ${key.signsFrom})`;
}

/** Inserts the key unless there is one already: of several processes that start at once, one wins. */
export async function insertFirstSigningKey(database: Database, key: NewSigningKey): Promise<void> {
  await database.transaction(async ({ sql }) => {
    await sql`lock table signing_key in share row exclusive mode`;
    const existing = await sql`select 1 from signing_key limit 1`;
    if (existing.length === 0) await insertSigningKey(sql, key);
  });
}

/** The keys in use stop signing at the given time. */
export async function replaceSigningKeys(sql: Sql, at: Date): Promise<void> {
  await sql`update signing_key set replaced_at = ${at} where replaced_at is null`;
}

export async function removeSigningKeys(sql: Sql): Promise<void> {
  await sql`delete from signing_key`;
}
