/** The SQL of the mail catcher. */

import type { LetterId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';

export interface LetterRow {
  readonly id: LetterId;
  readonly letterSealed: Uint8Array;
  readonly sentAt: Date;
}

/** Keeps a letter once, however often it is delivered. */
export async function insertLetter(sql: Sql, letter: LetterRow & { readonly recipient: string }): Promise<void> {
  await sql`
    insert into caught_letter (id, recipient, letter_sealed, sent_at)
    values (${letter.id}, ${letter.recipient}, ${letter.letterSealed}, ${letter.sentAt})
    on conflict (id) do nothing`;
}

/** Newest first, after the one named by `before`. */
export async function listLetters(
  sql: Sql,
  recipient: string | undefined,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<LetterRow[]> {
  return sql<LetterRow[]>`
    select id, letter_sealed as "letterSealed", sent_at as "sentAt"
    from caught_letter
    where ${isTo(sql, recipient)} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
    order by id desc limit ${page.limit} offset ${page.offset}`;
}

export async function countLetters(sql: Sql, recipient: string | undefined): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from caught_letter where ${isTo(sql, recipient)}`;
  return rows[0]?.count ?? 0;
}

function isTo(sql: Sql, recipient: string | undefined) {
  return recipient === undefined ? sql`true` : sql`recipient = ${recipient}`;
}

/** Deletes all but the newest letters. */
export async function trimLetters(sql: Sql, kept: number): Promise<void> {
  await sql`
    delete from caught_letter
    where id <= (select id from caught_letter order by id desc offset ${kept} limit 1)`;
}

/** Deletes letters sent before the given time; returns how many. */
export async function deleteLetters(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from caught_letter where id in (select id from caught_letter where sent_at < ${before} limit ${limit})`;
  return result.count;
}
