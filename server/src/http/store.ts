/** The SQL of idempotency keys. */

import type { Sql } from '../platform/pool.ts';

interface Slot {
  readonly scope: string;
  readonly key: string;
}

export interface StoredAnswer {
  readonly digest: Uint8Array;
  readonly answerSealed: Uint8Array;
}

const NO_ANSWER_YET = new Uint8Array(0);

/**
 * Takes the key for this transaction; false when it was used since `keptSince`. While another transaction holds the key
 * this waits for its end.
 */
export async function claimKey(
  sql: Sql,
  claim: Slot & { readonly digest: Uint8Array; readonly createdAt: Date },
  keptSince: Date,
): Promise<boolean> {
  const rows = await sql`
    insert into idempotency as i (scope, key, request_digest, answer_sealed, created_at)
    values (${claim.scope}, ${claim.key}, ${claim.digest}, ${NO_ANSWER_YET}, ${claim.createdAt})
    on conflict (scope, key) do update
      set request_digest = excluded.request_digest, answer_sealed = excluded.answer_sealed, created_at = excluded.created_at
      where i.created_at < ${keptSince}
    returning key`;
  return rows.length === 1;
}

export async function findAnswer(sql: Sql, { scope, key }: Slot): Promise<StoredAnswer | undefined> {
  const rows = await sql<StoredAnswer[]>`
    select request_digest as digest, answer_sealed as "answerSealed"
    from idempotency where scope = ${scope} and key = ${key}`;
  return rows[0];
}

export async function storeAnswer(sql: Sql, { scope, key }: Slot, answerSealed: Uint8Array): Promise<void> {
  await sql`update idempotency set answer_sealed = ${answerSealed} where scope = ${scope} and key = ${key}`;
}

/** Deletes keys used before the given time; returns how many. */
export async function deleteAnswers(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from idempotency where (scope, key) in
      (select scope, key from idempotency where created_at < ${before} order by created_at limit ${limit})`;
  return result.count;
}
