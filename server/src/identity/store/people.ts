/** The SQL of people and their sessions. */

import type { SessionId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export interface User {
  readonly id: UserId;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
}

export interface NewUser extends User {
  readonly emailKey: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

export interface SignInCandidate extends User {
  readonly passwordHash: string;
  readonly isDisabled: boolean;
  readonly kind: UserKind;
  /** Whether the password alone is not enough. */
  readonly hasSecondFactor: boolean;
  /** The given network in hex if this user signed in from it before, else null. */
  readonly knownNetwork: string | null;
  /** Whether he signed in before at all. */
  readonly hasKnownNetwork: boolean;
}

/** A program that is a member of a business signs in like a person, and never gets mail. */
export type UserKind = 'person' | 'service';

/** What a request needs to know of its session, as the database has it now. */
export interface SessionRecord {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly createdAt: Date;
  /** When the user last proved in it who he is. */
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly userDisabledAt: Date | null;
  readonly userKind: UserKind;
}

export interface SessionListItem {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

export async function insertUser(sql: Sql, user: NewUser): Promise<void> {
  await sql`
    insert into app_user (id, email, email_key, password_hash, first_name, last_name, phone_no, created_at)
    values (${user.id}, ${user.email}, ${user.emailKey}, ${user.passwordHash}, ${user.firstName}, ${user.lastName},
            ${user.phoneNo}, ${user.createdAt})`;
}

export async function findUser(sql: Sql, id: UserId): Promise<User | undefined> {
  const rows = await sql<User[]>`
    select id, email, first_name as "firstName", last_name as "lastName", phone_no as "phoneNo"
    from app_user where id = ${id}`;
  return rows[0];
}

export async function findUserIdByEmail(sql: Sql, emailKey: string): Promise<UserId | undefined> {
  const rows = await sql<{ id: UserId }[]>`select id from app_user where email_key = ${emailKey}`;
  return rows[0]?.id;
}

export async function findCandidate(
  sql: Sql,
  by: { readonly emailKey: string } | { readonly id: UserId },
  network: Uint8Array,
): Promise<SignInCandidate | undefined> {
  const which = 'id' in by ? sql`u.id = ${by.id}` : sql`u.email_key = ${by.emailKey}`;
  const rows = await sql<SignInCandidate[]>`
    select u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", u.phone_no as "phoneNo",
           u.password_hash as "passwordHash", u.disabled_at is not null as "isDisabled", u.kind,
           exists (select 1 from totp_factor t where t.user_id = u.id and t.secret_sealed is not null)
             or exists (select 1 from passkey p where p.user_id = u.id) as "hasSecondFactor",
           encode(n.network, 'hex') as "knownNetwork",
           exists (select 1 from known_network k where k.user_id = u.id) as "hasKnownNetwork"
    from app_user u left join known_network n on n.user_id = u.id and n.network = ${network}
    where ${which}`;
  return rows[0];
}

/** Keeps the user from being disabled or changed until the transaction ends; false when he is disabled. */
export async function lockActiveUser(sql: Sql, id: UserId): Promise<boolean> {
  const rows = await sql`select id from app_user where id = ${id} and disabled_at is null for share`;
  return rows.length === 1;
}

/** The networks from which the user signed in before, in hex. */
export async function listKnownNetworks(sql: Sql, userId: UserId): Promise<string[]> {
  const rows = await sql<{ network: string }[]>`
    select encode(network, 'hex') as network from known_network where user_id = ${userId}`;
  return rows.map(({ network }) => network);
}

/** Disables the user and ends every session; returns the sessions that were ended, or undefined when there is no such user. */
export async function disableUser(sql: Sql, id: UserId, at: Date): Promise<SessionId[] | undefined> {
  // The update locks the row, so that a sign-in under way either commits its session before, and it is ended below, or finds the user disabled.
  const users = await sql`update app_user set disabled_at = ${at} where id = ${id} returning id`;
  return users.length === 0 ? undefined : endSessions(sql, id, at);
}

/** Returns whether there was such a disabled user. */
export async function enableUser(sql: Sql, id: UserId): Promise<boolean> {
  const rows =
    await sql`update app_user set disabled_at = null where id = ${id} and disabled_at is not null returning id`;
  return rows.length === 1;
}

export interface NewSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  /** Of the password that was right: no session for a password that is the old one by now. */
  readonly passwordHash: string;
  /** Remembered as one that the user signs in from. */
  readonly network: Uint8Array;
  /** The counts of failures that this success clears. */
  readonly clearedSubjects: readonly [Uint8Array, Uint8Array];
  /**
   * The counts of addresses, from each of which one attempt is taken back for each time it is named: success must not
   * wipe them, or an attacker's own account would.
   */
  readonly forgivenSubjects: readonly Buffer[];
}

/** Opens a session, in one statement with all that a successful sign-in changes. False: the user was disabled meanwhile, or has another password. */
export async function insertSession(sql: Sql, session: NewSession): Promise<boolean> {
  const rows = await sql`
    with active as (
      select id from app_user
      where id = ${session.userId} and disabled_at is null and password_hash = ${session.passwordHash} for share
    ), cleared as (
      delete from attempt where subject in ${sql([...session.clearedSubjects])} and exists (select 1 from active)
    ), forgiven as (
      update attempt set failures = greatest(failures - taken.back, 0), blocked_until = '-infinity'
      from (
        select decode(hex, 'hex') as subject, count(*)::int as back
        from jsonb_array_elements_text(${sql.json(session.forgivenSubjects.map((one) => one.toString('hex')))}) as named (hex)
        group by hex
      ) taken
      where attempt.subject = taken.subject and exists (select 1 from active)
    ), remembered as (
      insert into known_network (user_id, network, last_seen_at)
      select active.id, ${session.network}, ${session.createdAt} from active
      on conflict (user_id, network) do update set last_seen_at = excluded.last_seen_at
    )
    insert into session (user_id, id, created_at, authenticated_at, expires_at, address, user_agent)
    select active.id, ${session.id}, ${session.createdAt}, ${session.createdAt}, ${session.expiresAt}, ${session.address}, ${session.userAgent}
    from active
    returning id`;
  return rows.length === 1;
}

export async function findSession(sql: Sql, id: SessionId): Promise<SessionRecord | undefined> {
  const rows = await sql<SessionRecord[]>`
    select s.id, s.user_id as "userId", s.created_at as "createdAt", s.authenticated_at as "authenticatedAt", s.expires_at as "expiresAt",
           s.ended_at as "endedAt", u.disabled_at as "userDisabledAt", u.kind as "userKind"
    from session s join app_user u on u.id = s.user_id
    where s.id = ${id}`;
  return rows[0];
}

/** The user's active sessions, newest first, at most `limit`, after the one named by `before`. */
export async function listSessions(
  sql: Sql,
  userId: UserId,
  page: { readonly now: Date; readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<SessionListItem[]> {
  return sql<SessionListItem[]>`
    select id, created_at as "createdAt", expires_at as "expiresAt", address, user_agent as "userAgent"
    from session
    where user_id = ${userId} and ended_at is null and expires_at > ${page.now}
      and (${page.before ?? null}::text is null or id < ${page.before ?? null})
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

export async function countSessions(sql: Sql, userId: UserId, now: Date): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from session where user_id = ${userId} and ended_at is null and expires_at > ${now}`;
  return rows[0]?.count ?? 0;
}

/** Ends one session of the user; false when he has no such active session. */
export async function endSession(sql: Sql, userId: UserId, id: SessionId, at: Date): Promise<boolean> {
  const rows = await sql`
    update session set ended_at = ${at}
    where user_id = ${userId} and id = ${id} and ended_at is null and expires_at > ${at}
    returning id`;
  return rows.length === 1;
}

/** Ends all active sessions of the user but the given one; returns those ended. */
export async function endSessions(
  sql: Sql,
  userId: UserId,
  at: Date,
  except: SessionId | null = null,
): Promise<SessionId[]> {
  const rows = await sql<{ id: SessionId }[]>`
    update session set ended_at = ${at}
    where user_id = ${userId} and ended_at is null and expires_at > ${at} and id is distinct from ${except}
    returning id`;
  return rows.map((row) => row.id);
}

/** Deletes sessions that were over before the given time; returns how many. */
export async function deleteSessions(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from session where id in
      (select id from session where expires_at < ${before} order by expires_at limit ${limit})`;
  return result.count;
}

/** Forgets networks that were not seen since; returns how many. */
export async function deleteNetworks(sql: Sql, since: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from known_network where (user_id, network) in
      (select user_id, network from known_network where last_seen_at < ${since} order by last_seen_at limit ${limit})`;
  return result.count;
}

/** Ends every session of everybody. */
export async function endAllSessions(sql: Sql, at: Date): Promise<void> {
  await sql`update session set ended_at = ${at} where ended_at is null and expires_at > ${at}`;
}
