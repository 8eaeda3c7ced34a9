/** What the signed-in person may do in the business, to hide what would be refused. The server decides. */

import { type Business, useBusiness } from './use-business.ts';
import { useSession } from './use-session.ts';

export interface Permissions {
  /** By its name. */
  readonly role: string | undefined;
  may(permission: string): boolean;
}

export function usePermissions(): Permissions {
  return usePermissionsIn(useBusiness());
}

export function usePermissionsIn({ id }: Business): Permissions {
  const own = useSession().businesses.find((business) => business.id === id);
  return { role: own?.role, may: (permission) => own?.permissions.includes(permission) ?? false };
}
