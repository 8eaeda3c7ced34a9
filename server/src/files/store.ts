/** The SQL of stored files: what is known of each, not its bytes. */

import type { ClientId, DocumentId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

export interface KeptFile {
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export async function insertFile(
  sql: Sql,
  file: { clientId: ClientId; id: DocumentId; mediaType: string; createdAt: Date },
): Promise<void> {
  await sql`
    insert into stored_file (client_id, id, media_type, created_at)
    values (${file.clientId}, ${file.id}, ${file.mediaType}, ${file.createdAt})`;
}

/** False when the file was discarded meanwhile, or kept before. */
export async function keepFile(
  sql: Sql,
  file: { clientId: ClientId; id: DocumentId; sizeBytes: number; keptAt: Date },
): Promise<boolean> {
  const rows = await sql`
    update stored_file set kept_at = ${file.keptAt}, size_bytes = ${file.sizeBytes}
    where client_id = ${file.clientId} and id = ${file.id} and kept_at is null and discarded_at is null
    returning id`;
  return rows.length === 1;
}

export async function findKeptFile(sql: Sql, clientId: ClientId, id: DocumentId): Promise<KeptFile | undefined> {
  const rows = await sql<KeptFile[]>`
    select media_type as "mediaType", size_bytes::float8 as "sizeBytes"
    from stored_file where client_id = ${clientId} and id = ${id} and kept_at is not null`;
  return rows[0];
}

/** Gives up a file that is not kept: from now on it cannot be. False when it is kept, or there is none. */
export async function discardFile(sql: Sql, id: DocumentId, at: Date): Promise<boolean> {
  const rows = await sql`
    update stored_file set discarded_at = coalesce(discarded_at, ${at}) where id = ${id} and kept_at is null
    returning id`;
  return rows.length === 1;
}

/** Files that nobody kept since: what refusals and crashes have left. */
export async function listLeftovers(sql: Sql, before: Date, limit: number): Promise<DocumentId[]> {
  const rows = await sql<{ id: DocumentId }[]>`
    select id from stored_file where kept_at is null and created_at < ${before} order by created_at limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Only of a file that was discarded: its bytes are gone. */
export async function deleteFile(sql: Sql, id: DocumentId): Promise<void> {
  await sql`delete from stored_file where id = ${id} and discarded_at is not null`;
}
