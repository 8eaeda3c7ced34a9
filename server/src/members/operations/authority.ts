/**
 * What the caller has at the moment of the act. The guard has judged the request by what it knew; here his membership is
 * read again, behind a lock on the business, so that somebody who is being demoted does not act once more.
 */

import { type Businesses, isOwner, type MemberRole, type Permission } from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import type { BusinessId, ClientId, RoleId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { type Authority, authorityOf, mayGrant, missingPermissions } from '../rules.ts';
import { lockBusiness } from '../store/members.ts';
import { findRoleToGrant } from '../store/roles.ts';

/** Who acts, where, and within which limits of his key. */
export interface Acting {
  readonly userId: UserId;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly scopes: readonly string[] | null;
  /** The businesses that the key is limited to; null: all of the client account. */
  readonly reach: readonly BusinessId[] | null;
}

export interface Place {
  readonly authority: Authority;
  readonly businessName: string;
}

export type Memberships = Pick<Businesses, 'membership'>;

/** Locks the business against other changes of its members. Faults `business.forbidden`, `permission.denied`. */
export async function enterBusiness(
  sql: Sql,
  memberships: Memberships,
  acting: Acting,
  permission: Permission,
): Promise<Place> {
  const business = await lockBusiness(sql, acting.businessId);
  const authority = await authorityIn(sql, memberships, acting, acting.businessId);
  if (business === undefined || authority === undefined) throw new Fault('business.forbidden', { field: 'businessId' });
  if (!authority.permissions.has(permission)) {
    throw new Fault('permission.denied', { message: `You do not have the permission ${permission} here.` });
  }
  return { authority, businessName: business.businessName };
}

/** What the caller has in a business; undefined where he is no active member, or his key does not reach. */
export async function authorityIn(
  sql: Sql,
  memberships: Memberships,
  { userId, scopes, reach }: Acting,
  businessId: BusinessId,
): Promise<Authority | undefined> {
  if (reach?.includes(businessId) === false) return undefined;
  const membership = await memberships.membership(sql, userId, businessId);
  return membership?.isActive === true ? authorityOf(membership.role, scopes) : undefined;
}

/** Refuses to give, change or take away a role that has more than the caller. Fault `permission.denied`. */
export function requireGrant(authority: Authority, role: MemberRole): void {
  if (mayGrant(authority, role)) return;
  throw new Fault('permission.denied', { message: explain(authority, role) });
}

function explain(authority: Authority, role: MemberRole): string {
  if (isOwner(role) && !authority.isOwner) return 'Only an owner makes, changes or removes an owner.';
  return lacking(`The role ${role.name}`, missingPermissions(authority, role.permissions));
}

export function lacking(what: string, missing: readonly Permission[]): string {
  return `Nobody gives, changes or takes away more than he has. ${what} has permissions that you or your key lack: ${missing.join(', ')}.`;
}

/** The role that a request names; it stays as it is until the transaction ends. Fault `request.unprocessable`. */
export async function requireRole(sql: Sql, clientId: ClientId, id: RoleId): Promise<MemberRole> {
  const role = await findRoleToGrant(sql, clientId, id);
  if (role !== undefined) return role;
  throw new Fault('request.unprocessable', {
    message: 'memberRoleId names no role: GET /clients/members/roles lists them.',
    field: 'memberRoleId',
  });
}
