/** Pure decisions about who may do what to whom: nobody gives, changes or takes away more than he has himself. */

import { isOwner, type MemberRole, type Permission } from '../businesses/index.ts';
import type { AttemptPolicy } from '../identity/index.ts';

/** What somebody has on one request: the permissions of his role that the key's scopes leave. */
export interface Authority {
  readonly isOwner: boolean;
  readonly permissions: ReadonlySet<Permission>;
}

export function authorityOf(role: MemberRole, scopes: readonly string[] | null): Authority {
  const permissions =
    scopes === null ? role.permissions : new Set([...role.permissions].filter((one) => scopes.includes(one)));
  return { isOwner: isOwner(role), permissions };
}

/** What the role has and the authority lacks. */
export function missingPermissions(authority: Authority, permissions: Iterable<Permission>): Permission[] {
  return [...permissions].filter((permission) => !authority.permissions.has(permission));
}

/** Whether somebody may give this role, change it, or take it away. Owners are made and unmade by owners alone. */
export function mayGrant(authority: Authority, role: MemberRole): boolean {
  if (isOwner(role) && !authority.isOwner) return false;
  return missingPermissions(authority, role.permissions).length === 0;
}

/**
 * Whoever creates a business owns it, and an owner may do everything to the client account's keys and roles. A custom
 * role with this permission would be the role of an owner under another name.
 */
const BUILT_IN_ONLY: readonly Permission[] = ['businesses:create'];

export function isForCustomRoles(permission: Permission): boolean {
  return !BUILT_IN_ONLY.includes(permission);
}

/** The form in which two names of roles are the same. */
export function roleNameKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

const DAY_SECONDS = 24 * 60 * 60;

/** Letters of one business: the free ones a day, then growing waits. */
export function invitationPolicy(free: number): AttemptPolicy {
  return { freeFailures: free, firstWaitSeconds: 600, maxWaitSeconds: DAY_SECONDS, forgetAfterSeconds: DAY_SECONDS };
}

/** Letters to one address, from whichever business. */
export const RECIPIENT_POLICY = invitationPolicy(5);

export const TOKEN_PREFIX = 'invite_';
/** 190 bits. */
export const TOKEN_LENGTH = 32;

/** What the digest of a token is made of: tokens of other purposes live under the same pepper. */
export function tokenText(token: string): string {
  return `invitation ${token}`;
}
