/** The business that the shell leads to: that of the address or, on pages about the person, the one before. */

import { lastBusiness } from '../../lib/last-business.ts';
import { type Business, useBusinessById, useBusinessOrNone } from '../../lib/use-business.ts';
import { useSession } from '../../lib/use-session.ts';

export function useShellBusiness(): Business | undefined {
  const current = useBusinessOrNone();
  const last = useBusinessById(lastBusiness());
  const first = useBusinessById(useSession().businesses[0]?.id);
  return current ?? last ?? first;
}
