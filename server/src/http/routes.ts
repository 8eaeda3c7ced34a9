/** The one list of routes. A route that is not here does not exist; one that is here is served, described and tested. */

import { auditRoutes } from '../audit/routes.ts';
import { businessRoutes } from '../businesses/routes.ts';
import { type AccountServices, accountRoutes } from '../identity/account/routes.ts';
import { type IdentityServices, identityRoutes } from '../identity/routes.ts';
import { type SecondFactorServices, secondFactorRoutes } from '../identity/second-factors/routes.ts';
import { keyRoutes } from '../keys/routes.ts';
import { memberRoutes } from '../members/routes.ts';
import { onboardingRoutes } from '../onboarding/routes.ts';
import type { Environment } from '../platform/environment.ts';
import { type SandboxServices, sandboxRoutes } from '../sandbox/routes.ts';
import { headerDiagnosisRoutes } from './header-diagnosis.ts';
import { type OperationalServices, operationalRoutes } from './operational-routes.ts';
import type { AnyRoute, ServicesOf } from './route.ts';

export type Services = IdentityServices &
  AccountServices &
  OperationalServices &
  SandboxServices &
  SecondFactorServices &
  ServicesOf<typeof auditRoutes> &
  ServicesOf<typeof businessRoutes> &
  ServicesOf<typeof keyRoutes> &
  ServicesOf<typeof memberRoutes> &
  ServicesOf<typeof onboardingRoutes>;

export const ROUTES: readonly AnyRoute<Services>[] = [
  ...identityRoutes,
  ...secondFactorRoutes,
  ...accountRoutes,
  ...onboardingRoutes,
  ...keyRoutes,
  ...businessRoutes,
  ...memberRoutes,
  ...auditRoutes,
  ...sandboxRoutes,
  ...headerDiagnosisRoutes,
  ...operationalRoutes,
];

/** The routes that exist in an environment. */
export function routesIn(environment: Environment): AnyRoute<Services>[] {
  return ROUTES.filter(({ only }) => only === undefined || only === environment);
}
