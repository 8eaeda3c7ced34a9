/** The SQL that reads the members of a business. Every statement is bound to one business. */

import { type MemberRole, type RoleRow, readRole } from '../../businesses/index.ts';
import type { BusinessId, ClientId, MemberId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export interface Member {
  readonly id: MemberId;
  readonly userId: UserId;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNo: string;
  readonly kind: 'person' | 'service';
  readonly isActive: boolean;
  /** Whether the operator has disabled the account. */
  readonly isDisabled: boolean;
  readonly role: MemberRole;
  readonly createdAt: Date;
}

/** Part of a list, newest first, after the one named by `before`. */
export interface ListPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

type MemberRow = Omit<Member, 'role'> & RoleRow;

const toMember = (row: MemberRow): Member => ({ ...row, role: readRole(row) });

function selectMembers(sql: Sql) {
  return sql`
    select m.id, m.user_id as "userId", u.first_name as "firstName", u.last_name as "lastName", u.email,
           u.phone_no as "phoneNo", u.kind, m.is_active as "isActive", u.disabled_at is not null as "isDisabled", m.created_at as "createdAt",
           m.role, m.custom_role_id as "customRoleId", r.name as "customRoleName", r.permissions as "customRolePermissions"
    from member m
    join app_user u on u.id = m.user_id
    left join custom_role r on r.client_id = m.client_id and r.id = m.custom_role_id`;
}

export async function listMembers(sql: Sql, businessId: BusinessId, page: ListPage): Promise<Member[]> {
  const rows = await sql<MemberRow[]>`
    ${selectMembers(sql)}
    where m.business_id = ${businessId} and (${page.before ?? null}::text is null or m.id < ${page.before ?? null})
    order by m.id desc offset ${page.offset} limit ${page.limit}`;
  return rows.map(toMember);
}

export async function countMembers(sql: Sql, businessId: BusinessId): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from member where business_id = ${businessId}`;
  return rows[0]?.count ?? 0;
}

export async function findMember(
  sql: Sql,
  businessId: BusinessId,
  by: { readonly id: MemberId } | { readonly userId: UserId } | { readonly emailKey: string },
): Promise<Member | undefined> {
  const rows = await sql<MemberRow[]>`
    ${selectMembers(sql)} where m.business_id = ${businessId} and ${named(sql, by)}`;
  return rows.map(toMember)[0];
}

function named(sql: Sql, by: { readonly id: MemberId } | { readonly userId: UserId } | { readonly emailKey: string }) {
  if ('id' in by) return sql`m.id = ${by.id}`;
  return 'userId' in by ? sql`m.user_id = ${by.userId}` : sql`u.email_key = ${by.emailKey}`;
}

/** Makes changes among the members of a business follow one another; returns its name and whose it is. */
export async function lockBusiness(
  sql: Sql,
  businessId: BusinessId,
): Promise<{ readonly clientId: ClientId; readonly businessName: string } | undefined> {
  const rows = await sql<{ clientId: ClientId; businessName: string }[]>`
    select client_id as "clientId", business_name as "businessName"
    from business where id = ${businessId} for no key update`;
  return rows[0];
}

/** Whether somebody else is an owner of the business who can sign in. */
export async function hasOtherOwner(sql: Sql, businessId: BusinessId, than: UserId): Promise<boolean> {
  const rows = await sql`
    select 1 from member m join app_user u on u.id = m.user_id
    where m.business_id = ${businessId} and m.user_id <> ${than} and m.role = 'owner' and m.is_active
      and u.disabled_at is null
    limit 1`;
  return rows.length === 1;
}

/** The e-mail addresses of the owners of the business. */
export async function listOwnerAddresses(sql: Sql, businessId: BusinessId): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    select u.email from member m join app_user u on u.id = m.user_id
    where m.business_id = ${businessId} and m.role = 'owner' and m.is_active and u.disabled_at is null
    order by m.id`;
  return rows.map(({ email }) => email);
}
