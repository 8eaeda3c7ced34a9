/** What members of a business may do: the one table of roles and permissions. */

export const PERMISSIONS = [
  'accounts:read',
  'audit:read',
  'banks:configure',
  'businesses:create',
  'businesses:read',
  'businesses:register',
  'customers:manage',
  'customers:read',
  'keys:manage',
  'keys:read',
  'members:manage',
  'members:read',
  'payouts:manage',
  'payouts:read',
  'refunds:create',
  'roles:manage',
  'sandbox:simulate',
  'transactions:read',
  'transfers:create',
  'virtual-accounts:manage',
  'virtual-accounts:read',
  'webhooks:manage',
  'webhooks:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'developer', 'finance', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

/** What everybody may who may see the business. */
const READING: readonly Permission[] = [
  'accounts:read',
  'businesses:read',
  'customers:read',
  'members:read',
  'payouts:read',
  'transactions:read',
  'virtual-accounts:read',
];

const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS),
  developer: new Set([
    ...READING,
    'keys:read',
    'sandbox:simulate',
    'virtual-accounts:manage',
    'webhooks:manage',
    'webhooks:read',
  ]),
  finance: new Set([
    ...READING,
    'banks:configure',
    'customers:manage',
    'payouts:manage',
    'refunds:create',
    'transfers:create',
    'virtual-accounts:manage',
  ]),
  viewer: new Set(READING),
};

export function rolePermits(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].has(permission);
}

export function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text);
}
