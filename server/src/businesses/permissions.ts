/** What members of a business may do: the one table of roles and permissions. */

export const PERMISSIONS = ['accounts:read', 'businesses:create', 'businesses:read', 'keys:read'] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'developer', 'finance', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS),
  developer: new Set(['accounts:read', 'businesses:read', 'keys:read']),
  finance: new Set(['accounts:read', 'businesses:read']),
  viewer: new Set(['accounts:read', 'businesses:read']),
};

export function rolePermits(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].has(permission);
}
