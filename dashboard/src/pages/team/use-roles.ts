/** The roles there are, and which of them the person may give: nobody gives more than he has. The server decides. */

import type { Role } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';

export function useRoles(): UseQueryResult<readonly Role[]> {
  return useRead(['members', 'roles'], (client, options) => client.members.roles.list(options));
}

const OWNER = 'owner';
export const isOwnerRole = (role: Pick<Role, 'name' | 'isBuiltIn'>): boolean => role.isBuiltIn && role.name === OWNER;

/** Why the person may not give, change or take away this role; undefined when he may. */
export function useBarrier(): (role: Role) => string | undefined {
  const { role: own, may } = usePermissions();
  return (role) => {
    if (isOwnerRole(role) && own !== OWNER) return 'Only owners make owners';
    const missing = role.permissions.filter((permission) => !may(permission));
    if (missing.length === 0) return undefined;
    const [first = '', ...rest] = missing;
    return `You do not have ${first}${rest.length > 0 ? ` and ${rest.length} more of its permissions` : ', which it has'}`;
  };
}
