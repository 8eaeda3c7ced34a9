/** The SQL of client accounts, businesses and members. Every statement is bound to a user, a client account or a business. */

import type { BusinessId, ClientId, MemberId, UserId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Role } from './permissions.ts';

export interface Business {
  readonly id: BusinessId;
  readonly clientId: ClientId;
  readonly businessName: string;
  readonly isApproved: boolean;
  readonly createdAt: Date;
}

export interface BusinessSummary {
  readonly id: BusinessId;
  readonly businessName: string;
  readonly isApproved: boolean;
}

export interface NewBusiness {
  readonly id: BusinessId;
  readonly clientId: ClientId;
  readonly businessName: string;
  readonly countryId: string;
  readonly isNewBusiness: boolean;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
}

export interface NewMember {
  readonly id: MemberId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly userId: UserId;
  readonly role: Role;
  readonly createdAt: Date;
}

/** A user's place in a business, as the database has it now. */
export interface Membership {
  readonly id: MemberId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly userId: UserId;
  readonly role: Role;
  readonly isActive: boolean;
  readonly isApproved: boolean;
}

/** A user's place in a client account. */
export interface Standing {
  readonly isOwner: boolean;
  /** His roles in the account's businesses of which he is an active member. */
  readonly roles: readonly Role[];
}

export async function insertClientAccount(
  sql: Sql,
  account: { id: ClientId; ownerUserId: UserId; createdAt: Date },
): Promise<void> {
  await sql`
    insert into client_account (id, owner_user_id, created_at)
    values (${account.id}, ${account.ownerUserId}, ${account.createdAt})`;
}

export async function insertBusiness(sql: Sql, business: NewBusiness): Promise<void> {
  await sql`
    insert into business (client_id, id, business_name, country_id, is_new_business, created_at, approved_at)
    values (${business.clientId}, ${business.id}, ${business.businessName}, ${business.countryId},
            ${business.isNewBusiness}, ${business.createdAt}, ${business.approvedAt})`;
}

export async function insertMember(sql: Sql, member: NewMember): Promise<void> {
  await sql`
    insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
    values (${member.clientId}, ${member.businessId}, ${member.userId}, ${member.id}, ${member.role}, true, ${member.createdAt})`;
}

export async function findOwnedClient(sql: Sql, userId: UserId): Promise<ClientId | undefined> {
  const rows = await sql<{ id: ClientId }[]>`select id from client_account where owner_user_id = ${userId}`;
  return rows[0]?.id;
}

export async function findMembership(
  sql: Sql,
  userId: UserId,
  businessId: BusinessId,
): Promise<Membership | undefined> {
  const rows = await sql<Membership[]>`
    select m.id, m.client_id as "clientId", m.business_id as "businessId", m.user_id as "userId", m.role,
           m.is_active as "isActive", b.approved_at is not null as "isApproved"
    from member m join business b on b.client_id = m.client_id and b.id = m.business_id
    where m.business_id = ${businessId} and m.user_id = ${userId}`;
  return rows[0];
}

export async function findStanding(sql: Sql, userId: UserId, clientId: ClientId): Promise<Standing> {
  const rows = await sql<{ isOwner: boolean; roles: Role[] }[]>`
    select exists (select 1 from client_account where id = ${clientId} and owner_user_id = ${userId}) as "isOwner",
           to_jsonb(array(select distinct role from member
                          where user_id = ${userId} and client_id = ${clientId} and is_active)) as roles`;
  return rows[0] ?? { isOwner: false, roles: [] };
}

/** The businesses of which the user is an active member, over all client accounts, newest first. */
export async function listBusinessesOfUser(sql: Sql, userId: UserId, limit: number): Promise<BusinessSummary[]> {
  return sql<BusinessSummary[]>`
    select b.id, b.business_name as "businessName", b.approved_at is not null as "isApproved"
    from member m join business b on b.client_id = m.client_id and b.id = m.business_id
    where m.user_id = ${userId} and m.is_active
    order by m.business_id desc limit ${limit}`;
}

/** Whose businesses are listed: the user's, of one client account, within the reach of his key. */
export interface Viewer {
  readonly userId: UserId;
  readonly clientId: ClientId;
  readonly reach: readonly BusinessId[] | null;
}

/** Newest first, after the one named by `before`. */
export async function listBusinesses(
  sql: Sql,
  who: Viewer,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<Business[]> {
  return sql<Business[]>`
    select b.id, b.client_id as "clientId", b.business_name as "businessName", b.approved_at is not null as "isApproved",
           b.created_at as "createdAt"
    from member m join business b on b.client_id = m.client_id and b.id = m.business_id
    where m.user_id = ${who.userId} and m.client_id = ${who.clientId} and m.is_active and ${isWithin(sql, who)}
      and (${page.before ?? null}::text is null or m.business_id < ${page.before ?? null})
    order by m.business_id desc offset ${page.offset} limit ${page.limit}`;
}

export async function countBusinesses(sql: Sql, who: Viewer): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from member m
    where m.user_id = ${who.userId} and m.client_id = ${who.clientId} and m.is_active and ${isWithin(sql, who)}`;
  return rows[0]?.count ?? 0;
}

function isWithin(sql: Sql, { reach }: Viewer) {
  return reach === null ? sql`true` : sql`m.business_id in ${sql([...reach])}`;
}

export async function findBusiness(sql: Sql, clientId: ClientId, id: BusinessId): Promise<Business | undefined> {
  const rows = await sql<Business[]>`
    select id, client_id as "clientId", business_name as "businessName", approved_at is not null as "isApproved",
           created_at as "createdAt"
    from business where client_id = ${clientId} and id = ${id}`;
  return rows[0];
}

/** Marks the business as approved; undefined when there is none of this id that still waits. The operator's: bound to no client. */
export async function approveBusiness(sql: Sql, id: BusinessId, at: Date): Promise<{ clientId: ClientId } | undefined> {
  const rows = await sql<{ clientId: ClientId }[]>`
    update business set approved_at = ${at} where id = ${id} and approved_at is null returning client_id as "clientId"`;
  return rows[0];
}

/** Returns whether there was such a member. */
export async function updateMember(
  sql: Sql,
  member: { readonly businessId: BusinessId; readonly userId: UserId },
  change: { readonly role: Role; readonly isActive: boolean },
): Promise<boolean> {
  const rows = await sql`
    update member set role = ${change.role}, is_active = ${change.isActive}
    where business_id = ${member.businessId} and user_id = ${member.userId}
    returning id`;
  return rows.length === 1;
}

/** Whether the database holds no client account yet. */
export async function hasNoClients(sql: Sql): Promise<boolean> {
  const rows = await sql`select 1 from client_account limit 1`;
  return rows.length === 0;
}
