/** The SQL of users that are programs. */

import type { SessionId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { endSessions, type NewUser } from './people.ts';

export async function insertServiceUser(sql: Sql, user: NewUser): Promise<void> {
  await sql`
    insert into app_user (id, email, email_key, password_hash, first_name, last_name, phone_no, created_at, kind)
    values (${user.id}, ${user.email}, ${user.emailKey}, ${user.passwordHash}, ${user.firstName}, ${user.lastName},
            ${user.phoneNo}, ${user.createdAt}, 'service')`;
}

/** Gives the program another password and ends its sessions; returns those, or undefined when there is no such program. */
export async function replaceServicePassword(
  sql: Sql,
  id: UserId,
  passwordHash: string,
  at: Date,
): Promise<{ readonly email: string; readonly ended: readonly SessionId[] } | undefined> {
  // The update locks the row: a sign-in under way has opened its session, which is ended below, or finds the new hash.
  const rows = await sql<{ email: string }[]>`
    update app_user set password_hash = ${passwordHash}
    where id = ${id} and kind = 'service' and disabled_at is null returning email`;
  const [row] = rows;
  return row === undefined ? undefined : { email: row.email, ended: await endSessions(sql, id, at) };
}
