/** What members of a business may do: the one table of roles and permissions. */

export const PERMISSIONS = [
  'accounts:read',
  'audit:read',
  'businesses:create',
  'businesses:read',
  'businesses:register',
  'keys:manage',
  'keys:read',
  'members:manage',
  'members:read',
  'roles:manage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'developer', 'finance', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS),
  developer: new Set(['accounts:read', 'businesses:read', 'keys:read', 'members:read']),
  finance: new Set(['accounts:read', 'businesses:read', 'members:read']),
  viewer: new Set(['accounts:read', 'businesses:read', 'members:read']),
};

export function rolePermits(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].has(permission);
}

export function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text);
}
