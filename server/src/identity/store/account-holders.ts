/** The SQL of what a user may change about himself: name, phone, password, address, and when he last proved who he is. */

import type { SessionId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { User } from './people.ts';

/** What nobody has to prove. */
export type Particulars = Pick<User, 'firstName' | 'lastName' | 'phoneNo'>;

export interface AccountHolder {
  readonly id: UserId;
  readonly email: string;
  readonly emailKey: string;
  readonly passwordHash: string;
}

/** A person, not a program, who may sign in; undefined when there is none, or he is disabled. */
export async function findHolder(
  sql: Sql,
  by: { readonly id: UserId } | { readonly emailKey: string },
): Promise<AccountHolder | undefined> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`email_key = ${by.emailKey}`;
  const rows = await sql<AccountHolder[]>`
    select id, email, email_key as "emailKey", password_hash as "passwordHash"
    from app_user where ${which} and disabled_at is null and kind = 'person'`;
  return rows[0];
}

/** Locks the user as long as his password has this hash; false when it has another one by now, or he is disabled. */
export async function lockHolder(sql: Sql, { id, passwordHash }: AccountHolder): Promise<boolean> {
  const rows = await sql`
    select 1 from app_user where id = ${id} and password_hash = ${passwordHash} and disabled_at is null for update`;
  return rows.length === 1;
}

/** Locks a person as he is now; undefined when there is none, or he is disabled. */
export async function lockPerson(sql: Sql, id: UserId): Promise<User | undefined> {
  const rows = await sql<User[]>`
    select id, email, first_name as "firstName", last_name as "lastName", phone_no as "phoneNo"
    from app_user where id = ${id} and disabled_at is null and kind = 'person' for update`;
  return rows[0];
}

export async function replaceParticulars(
  sql: Sql,
  { id, firstName, lastName, phoneNo }: Particulars & Pick<User, 'id'>,
): Promise<void> {
  await sql`
    update app_user set first_name = ${firstName}, last_name = ${lastName}, phone_no = ${phoneNo} where id = ${id}`;
}

export async function replacePassword(sql: Sql, id: UserId, passwordHash: string): Promise<void> {
  await sql`update app_user set password_hash = ${passwordHash} where id = ${id}`;
}

/** Gives the user another address; returns the one he had. Breaks `app_user__email_key` when somebody else has it. */
export async function replaceEmail(
  sql: Sql,
  id: UserId,
  { email, emailKey }: { readonly email: string; readonly emailKey: string },
): Promise<string | undefined> {
  const rows = await sql<{ email: string }[]>`
    update app_user u set email = ${email}, email_key = ${emailKey}
    from (select id, email from app_user where id = ${id} and disabled_at is null for update) old
    where u.id = old.id
    returning old.email`;
  return rows[0]?.email;
}

/** Notes that the user has just proved in this session who he is; false when the session is over. */
export async function markAuthenticated(sql: Sql, userId: UserId, sessionId: SessionId, at: Date): Promise<boolean> {
  const rows = await sql`
    update session set authenticated_at = ${at}
    where user_id = ${userId} and id = ${sessionId} and ended_at is null and expires_at > ${at}
    returning id`;
  return rows.length === 1;
}
