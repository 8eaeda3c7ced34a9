/** The one list of routes. A route that is not here does not exist; one that is here is served, described and tested. */

import { businessRoutes } from '../businesses/routes.ts';
import { type IdentityServices, identityRoutes } from '../identity/routes.ts';
import { keyRoutes } from '../keys/routes.ts';
import { onboardingRoutes } from '../onboarding/routes.ts';
import { type OperationalServices, operationalRoutes } from './operational-routes.ts';
import type { AnyRoute, ServicesOf } from './route.ts';

export type Services = IdentityServices &
  OperationalServices &
  ServicesOf<typeof businessRoutes> &
  ServicesOf<typeof keyRoutes> &
  ServicesOf<typeof onboardingRoutes>;

export const ROUTES: readonly AnyRoute<Services>[] = [
  ...identityRoutes,
  ...onboardingRoutes,
  ...keyRoutes,
  ...businessRoutes,
  ...operationalRoutes,
];
