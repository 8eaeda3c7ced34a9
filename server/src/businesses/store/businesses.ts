/** The SQL of client accounts, businesses and members. Every statement is bound to a user, a client account or a business. */

import type { BusinessId, ClientId, DocumentId, MemberId, RoleId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Permission } from '../permissions.ts';
import { type MemberRole, type RoleRow, readRole, roleColumns } from '../roles.ts';
import type { DocumentKind } from './registration.ts';

export interface StoredBusiness {
  readonly id: BusinessId;
  readonly clientId: ClientId;
  readonly businessName: string;
  readonly isApproved: boolean;
  readonly isSuspended: boolean;
  readonly createdAt: Date;
  /** These three are null until the registration is completed. */
  readonly bvnSealed: Uint8Array | null;
  readonly residentialAddress: string | null;
  readonly stateId: string | null;
  /** In the order in which they came. */
  readonly documents: readonly { readonly id: DocumentId; readonly kind: DocumentKind }[];
}

export interface BusinessSummary {
  readonly id: BusinessId;
  readonly businessName: string;
  readonly isApproved: boolean;
}

/** A business, and what one of its members may do in it. */
export interface BusinessOfMember extends BusinessSummary {
  readonly role: string;
  readonly permissions: readonly Permission[];
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
  readonly roleId: RoleId;
  readonly createdAt: Date;
}

/** A user's place in a business, as the database has it now. */
export interface Membership {
  readonly id: MemberId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly userId: UserId;
  readonly role: MemberRole;
  readonly isActive: boolean;
  readonly isApproved: boolean;
  readonly isSuspended: boolean;
}

/** A user's place in a client account. */
export interface Standing {
  readonly isOwner: boolean;
  /** His roles in the account's businesses of which he is an active member. */
  readonly roles: readonly MemberRole[];
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
  const { role, customRoleId } = roleColumns(member.roleId);
  await sql`
    insert into member (client_id, business_id, user_id, id, role, custom_role_id, is_active, created_at)
    values (${member.clientId}, ${member.businessId}, ${member.userId}, ${member.id}, ${role}, ${customRoleId}, true,
            ${member.createdAt})`;
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
  const rows = await sql<(Omit<Membership, 'role'> & RoleRow)[]>`
    select m.id, m.client_id as "clientId", m.business_id as "businessId", m.user_id as "userId",
           m.role, m.custom_role_id as "customRoleId", r.name as "customRoleName", r.permissions as "customRolePermissions",
           m.is_active as "isActive", b.approved_at is not null as "isApproved",
           b.suspended_at is not null as "isSuspended"
    from member m
    join business b on b.client_id = m.client_id and b.id = m.business_id
    left join custom_role r on r.client_id = m.client_id and r.id = m.custom_role_id
    where m.business_id = ${businessId} and m.user_id = ${userId}`;
  return rows.map((row) => ({ ...row, role: readRole(row) }))[0];
}

export async function findStanding(sql: Sql, userId: UserId, clientId: ClientId): Promise<Standing> {
  const rows = await sql<{ isOwner: boolean; roles: RoleRow[] }[]>`
    select exists (select 1 from client_account where id = ${clientId} and owner_user_id = ${userId}) as "isOwner",
           coalesce(
             (select jsonb_agg(distinct jsonb_build_object(
                       'role', m.role, 'customRoleId', m.custom_role_id,
                       'customRoleName', r.name, 'customRolePermissions', r.permissions))
              from member m left join custom_role r on r.client_id = m.client_id and r.id = m.custom_role_id
              where m.user_id = ${userId} and m.client_id = ${clientId} and m.is_active),
             '[]') as roles`;
  return { isOwner: rows[0]?.isOwner ?? false, roles: rows[0]?.roles.map(readRole) ?? [] };
}

/** The businesses of which the user is an active member, over all client accounts, newest first. */
export async function listBusinessesOfUser(sql: Sql, userId: UserId, limit: number): Promise<BusinessOfMember[]> {
  const rows = await sql<(BusinessSummary & RoleRow)[]>`
    select b.id, b.business_name as "businessName", b.approved_at is not null as "isApproved",
           m.role, m.custom_role_id as "customRoleId", r.name as "customRoleName", r.permissions as "customRolePermissions"
    from member m
    join business b on b.client_id = m.client_id and b.id = m.business_id
    left join custom_role r on r.client_id = m.client_id and r.id = m.custom_role_id
    where m.user_id = ${userId} and m.is_active
    order by m.business_id desc limit ${limit}`;
  return rows.map(({ id, businessName, isApproved, ...row }) => {
    const { name: role, permissions } = readRole(row);
    return { id, businessName, isApproved, role, permissions: [...permissions].sort() };
  });
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
): Promise<StoredBusiness[]> {
  return sql<StoredBusiness[]>`
    select ${businessColumns(sql)}
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

/** Of a business `b`, with its documents. */
function businessColumns(sql: Sql) {
  return sql`
    b.id, b.client_id as "clientId", b.business_name as "businessName", b.approved_at is not null as "isApproved",
    b.suspended_at is not null as "isSuspended", b.created_at as "createdAt", b.bvn_sealed as "bvnSealed",
    b.residential_address as "residentialAddress", b.state_id as "stateId",
    coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind) order by d.id)
              from business_document d where d.client_id = b.client_id and d.business_id = b.id), '[]') as documents`;
}

export async function findBusiness(sql: Sql, clientId: ClientId, id: BusinessId): Promise<StoredBusiness | undefined> {
  const rows = await sql<StoredBusiness[]>`
    select ${businessColumns(sql)}
    from business b where client_id = ${clientId} and id = ${id}`;
  return rows[0];
}

/** What an operator's decision is told of. */
export interface DecidedBusiness {
  readonly clientId: ClientId;
  readonly businessName: string;
}

/** Keeps the operator from suspending the business until the transaction ends. */
export async function lockApproval(
  sql: Sql,
  id: BusinessId,
): Promise<Pick<StoredBusiness, 'isApproved' | 'isSuspended'> | undefined> {
  const rows = await sql<Pick<StoredBusiness, 'isApproved' | 'isSuspended'>[]>`
    select approved_at is not null as "isApproved", suspended_at is not null as "isSuspended"
    from business where id = ${id} for share`;
  return rows[0];
}

/** Whose the business is. The operator's: bound to no client. */
export async function findClientOf(sql: Sql, id: BusinessId): Promise<ClientId | undefined> {
  const rows = await sql<{ clientId: ClientId }[]>`select client_id as "clientId" from business where id = ${id}`;
  return rows[0]?.clientId;
}

/** Marks the business as approved; undefined when there is none of this id that still waits. The operator's: bound to no client. */
export async function approveBusiness(sql: Sql, id: BusinessId, at: Date): Promise<DecidedBusiness | undefined> {
  const rows = await sql<DecidedBusiness[]>`
    update business set approved_at = ${at} where id = ${id} and approved_at is null
    returning client_id as "clientId", business_name as "businessName"`;
  return rows[0];
}

/** Suspends the business, or with null ends that; undefined when nothing changes. The operator's: bound to no client. */
export async function suspendBusiness(sql: Sql, id: BusinessId, at: Date | null): Promise<DecidedBusiness | undefined> {
  const rows = await sql<DecidedBusiness[]>`
    update business set suspended_at = ${at}
    where id = ${id} and (suspended_at is null) = ${at !== null}
    returning client_id as "clientId", business_name as "businessName"`;
  return rows[0];
}

/** Returns whether there was such a member. */
export async function updateMember(
  sql: Sql,
  member: { readonly businessId: BusinessId; readonly userId: UserId },
  change: { readonly roleId: RoleId; readonly isActive: boolean },
): Promise<boolean> {
  const { role, customRoleId } = roleColumns(change.roleId);
  const rows = await sql`
    update member set role = ${role}, custom_role_id = ${customRoleId}, is_active = ${change.isActive}
    where business_id = ${member.businessId} and user_id = ${member.userId}
    returning id`;
  return rows.length === 1;
}

export async function deleteMember(
  sql: Sql,
  member: { readonly businessId: BusinessId; readonly userId: UserId },
): Promise<void> {
  await sql`delete from member where business_id = ${member.businessId} and user_id = ${member.userId}`;
}

/** The e-mail addresses of those who answer for a client account: its owner, and the owners of its businesses. */
export async function listContacts(sql: Sql, clientId: ClientId): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    select email from app_user
    where disabled_at is null and id in
      (select owner_user_id from client_account where id = ${clientId}
       union select user_id from member where client_id = ${clientId} and role = 'owner' and is_active)
    order by id`;
  return rows.map(({ email }) => email);
}

/** More client accounts than a person belongs to; a statement that acts in each of them stays bounded. */
const MAX_ACCOUNTS = 20;

/** The client accounts that a user belongs to, as a part of a statement: the one he owns, and those with a business of which he is an active member. */
export function accountsOfUser(sql: Sql, userId: UserId) {
  return sql`
    select client_id from
      (select id as client_id from client_account where owner_user_id = ${userId}
       union select client_id from member where user_id = ${userId} and is_active) account
    order by client_id limit ${MAX_ACCOUNTS}`;
}

/** Whether the database holds no client account yet. */
export async function hasNoClients(sql: Sql): Promise<boolean> {
  const rows = await sql`select 1 from client_account limit 1`;
  return rows.length === 0;
}
