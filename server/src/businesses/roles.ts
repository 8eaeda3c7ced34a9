/** Roles as members hold them: built in, or made by a client account for itself. Which permissions a built-in role has stands in permissions.ts. */

import type { RoleId } from '../platform/ids.ts';
import { isPermission, PERMISSIONS, type Permission, ROLES, type Role, rolePermits } from './permissions.ts';

export interface MemberRole {
  readonly id: RoleId;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** How a row names its one role: by the name of a built-in one, or by the id of one of the client account's own. */
export interface RoleColumns {
  readonly role: Role | null;
  readonly customRoleId: RoleId | null;
}

/** What a query tells of a row's role. */
export interface RoleRow extends RoleColumns {
  readonly customRoleName: string | null;
  readonly customRolePermissions: readonly string[] | null;
}

/** The same in every installation: programs may keep them. */
const BUILT_IN_IDS: Readonly<Record<Role, RoleId>> = {
  owner: 'role_0000000000v04avy11p8rb5ac8zefq' as RoleId,
  admin: 'role_0000000000j4kykn5bdxn399scn79t' as RoleId,
  developer: 'role_0000000000wbaxq4t3xg43eqgz6wwx' as RoleId,
  finance: 'role_0000000000xfmm13bbhy3zpv7phtpt' as RoleId,
  viewer: 'role_0000000000sz9cxxf8rpn6mze329kd' as RoleId,
};

const BUILT_IN: Readonly<Record<Role, MemberRole>> = {
  owner: build('owner'),
  admin: build('admin'),
  developer: build('developer'),
  finance: build('finance'),
  viewer: build('viewer'),
};

export function builtInRole(name: Role): MemberRole {
  return BUILT_IN[name];
}

export function isOwner(role: MemberRole): boolean {
  return role.id === BUILT_IN.owner.id;
}

/** The name of the built-in role of this id, if it is one. */
export function builtInName(id: RoleId): Role | undefined {
  return ROLES.find((name) => BUILT_IN_IDS[name] === id);
}

/** How a row names this role. */
export function roleColumns(id: RoleId): RoleColumns {
  const role = builtInName(id) ?? null;
  return { role, customRoleId: role === null ? id : null };
}

export function readRole({ role, customRoleId, customRoleName, customRolePermissions }: RoleRow): MemberRole {
  if (role !== null) return BUILT_IN[role];
  if (customRoleId === null || customRoleName === null) throw new Error('a member has a role');
  return customRole(customRoleId, customRoleName, customRolePermissions ?? []);
}

/** Permissions that no longer exist are left out. */
export function customRole(id: RoleId, name: string, permissions: readonly string[]): MemberRole {
  return { id, name, permissions: new Set(permissions.filter(isPermission)) };
}

function build(name: Role): MemberRole {
  const permissions = new Set(PERMISSIONS.filter((permission) => rolePermits(name, permission)));
  return { id: BUILT_IN_IDS[name], name, permissions };
}
