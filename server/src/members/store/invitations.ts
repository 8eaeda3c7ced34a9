/** The SQL of invitations. All but the one that looks up a token are bound to one business. */

import { type MemberRole, type RoleRow, readRole, roleColumns } from '../../businesses/index.ts';
import type { BusinessId, ClientId, InvitationId, RoleId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { ListPage } from './members.ts';

export interface Invitation {
  readonly id: InvitationId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly email: string;
  readonly role: MemberRole;
  readonly invitedBy: UserId;
  readonly createdAt: Date;
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

/** The token of an invitation as it was sent the last time, and by whom. */
export interface Sending {
  readonly tokenDigest: Uint8Array;
  readonly invitedBy: UserId;
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

export interface NewInvitation extends Sending {
  readonly id: InvitationId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly email: string;
  readonly emailKey: string;
  readonly roleId: RoleId;
}

type InvitationRow = Omit<Invitation, 'role'> & RoleRow;

const toInvitation = (row: InvitationRow): Invitation => ({ ...row, role: readRole(row) });

function selectInvitations(sql: Sql) {
  return sql`
    select i.id, i.client_id as "clientId", i.business_id as "businessId", i.email, i.invited_by as "invitedBy",
           i.created_at as "createdAt", i.sent_at as "sentAt", i.expires_at as "expiresAt",
           i.role, i.custom_role_id as "customRoleId", r.name as "customRoleName", r.permissions as "customRolePermissions"
    from invitation i left join custom_role r on r.client_id = i.client_id and r.id = i.custom_role_id`;
}

/** Those that can still be accepted or sent anew: expired ones are listed until they are cleared away. */
export async function listInvitations(sql: Sql, businessId: BusinessId, page: ListPage): Promise<Invitation[]> {
  const rows = await sql<InvitationRow[]>`
    ${selectInvitations(sql)}
    where i.business_id = ${businessId} and (${page.before ?? null}::text is null or i.id < ${page.before ?? null})
    order by i.id desc offset ${page.offset} limit ${page.limit}`;
  return rows.map(toInvitation);
}

export async function countInvitations(sql: Sql, businessId: BusinessId): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from invitation where business_id = ${businessId}`;
  return rows[0]?.count ?? 0;
}

export async function findInvitation(
  sql: Sql,
  businessId: BusinessId,
  id: InvitationId,
): Promise<Invitation | undefined> {
  const rows = await sql<InvitationRow[]>`
    ${selectInvitations(sql)} where i.business_id = ${businessId} and i.id = ${id}`;
  return rows.map(toInvitation)[0];
}

/** Whose token this is: bound to no business, since the token alone says which. */
export async function findInvitationByToken(
  sql: Sql,
  digests: readonly Uint8Array[],
  now: Date,
): Promise<Invitation | undefined> {
  const rows = await sql<InvitationRow[]>`
    ${selectInvitations(sql)} where i.token_digest in ${sql([...digests])} and i.expires_at > ${now}`;
  return rows.map(toInvitation)[0];
}

/** Breaks `invitation__email` when the address is invited already; an invitation that has expired gives way. */
export async function insertInvitation(sql: Sql, invitation: NewInvitation): Promise<void> {
  const { role, customRoleId } = roleColumns(invitation.roleId);
  const { businessId, emailKey, sentAt } = invitation;
  await sql`
    delete from invitation where business_id = ${businessId} and email_key = ${emailKey} and expires_at <= ${sentAt}`;
  await sql`
    insert into invitation (client_id, business_id, id, email, email_key, role, custom_role_id, token_digest, invited_by,
                            created_at, sent_at, expires_at)
    values (${invitation.clientId}, ${businessId}, ${invitation.id}, ${invitation.email}, ${emailKey}, ${role},
            ${customRoleId}, ${invitation.tokenDigest}, ${invitation.invitedBy}, ${sentAt}, ${sentAt},
            ${invitation.expiresAt})`;
}

/** Gives the invitation another token; the old one is void. */
export async function renewInvitation(
  sql: Sql,
  businessId: BusinessId,
  id: InvitationId,
  sending: Sending,
): Promise<void> {
  await sql`
    update invitation
    set token_digest = ${sending.tokenDigest}, invited_by = ${sending.invitedBy}, sent_at = ${sending.sentAt},
        expires_at = ${sending.expiresAt}
    where business_id = ${businessId} and id = ${id}`;
}

export async function deleteInvitation(sql: Sql, businessId: BusinessId, id: InvitationId): Promise<void> {
  await sql`delete from invitation where business_id = ${businessId} and id = ${id}`;
}

/** Uses the token up: of two at once one finds it. */
export async function takeInvitation(
  sql: Sql,
  businessId: BusinessId,
  digests: readonly Uint8Array[],
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    delete from invitation
    where business_id = ${businessId} and token_digest in ${sql([...digests])} and expires_at > ${now}
    returning id`;
  return rows.length === 1;
}

/** Deletes invitations that expired before the given time; returns how many. */
export async function deleteExpiredInvitations(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from invitation where id in
      (select id from invitation where expires_at < ${before} order by expires_at limit ${limit})`;
  return result.count;
}
