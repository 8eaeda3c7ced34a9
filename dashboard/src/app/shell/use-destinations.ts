/** The destinations that the signed-in person has in this business on this server. */

import type { Business } from '../../lib/use-business.ts';
import { usePermissionsIn } from '../../lib/use-permissions.ts';
import { useAbout } from '../../lib/use-session.ts';
import { type Destination, type Group, NAVIGATION, SHORTCUTS } from './navigation.ts';

export function useDestinations(business: Business): {
  readonly groups: readonly Group[];
  readonly shortcuts: readonly Destination[];
} {
  const { may } = usePermissionsIn(business);
  const about = useAbout();
  const isThere = ({ only, permission }: Destination): boolean =>
    (only === undefined || about === undefined || about.environment === only) &&
    (permission === undefined || may(permission));
  return {
    groups: NAVIGATION.map((group) => ({ ...group, items: group.items.filter(isThere) })).filter(
      (group) => group.items.length > 0,
    ),
    shortcuts: SHORTCUTS.filter(isThere),
  };
}
