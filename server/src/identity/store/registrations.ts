/** The SQL of registrations whose address is not proved yet. */

import type { Sql } from '../../platform/pool.ts';

export interface RegistrationRow {
  readonly id: string;
  /** Digest of the address. */
  readonly address: Buffer;
  readonly sealed: Buffer;
}

export async function insertRegistration(sql: Sql, row: RegistrationRow & { readonly expiresAt: Date }): Promise<void> {
  await sql`
    insert into pending_registration (address, id, sealed, expires_at)
    values (${row.address}, ${row.id}, ${row.sealed}, ${row.expiresAt})`;
}

/** The registrations with an address (its digests), newest first, at most `limit`. */
export async function listRegistrations(
  sql: Sql,
  addresses: readonly Buffer[],
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<RegistrationRow[]> {
  return sql<RegistrationRow[]>`
    select id, address, sealed from pending_registration
    where address in ${sql([...addresses])} and expires_at > ${now}
    order by id desc limit ${limit}`;
}

export async function deleteRegistrationsOf(sql: Sql, addresses: readonly Buffer[]): Promise<void> {
  await sql`delete from pending_registration where address in ${sql([...addresses])}`;
}

/** Deletes registrations that expired before; returns how many. */
export async function deleteRegistrations(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from pending_registration where (address, id) in
      (select address, id from pending_registration where expires_at < ${before} order by expires_at limit ${limit})`;
  return result.count;
}
