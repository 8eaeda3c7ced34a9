/** The one list of routes. A route that is not here does not exist; one that is here is served, described and tested. */

import { auditRoutes } from '../audit/routes.ts';
import { bankRoutes } from '../banks/routes.ts';
import { businessRoutes } from '../businesses/routes.ts';
import { customerRoutes } from '../customers/routes.ts';
import { type AccountServices, accountRoutes } from '../identity/account/routes.ts';
import { type IdentityServices, identityRoutes } from '../identity/routes.ts';
import { type SecondFactorServices, secondFactorRoutes } from '../identity/second-factors/routes.ts';
import { inboundPaymentRoutes } from '../inbound-payments/routes.ts';
import { keyRoutes } from '../keys/routes.ts';
import { memberRoutes } from '../members/routes.ts';
import { onboardingRoutes } from '../onboarding/routes.ts';
import { payoutRoutes } from '../payouts/routes.ts';
import type { Environment } from '../platform/environment.ts';
import { railRoutes } from '../rail/routes.ts';
import { requestLogRoutes } from '../request-log/routes.ts';
import { type SandboxServices, sandboxRoutes } from '../sandbox/routes.ts';
import { transactionRoutes } from '../transactions/routes.ts';
import { transferRoutes } from '../transfers/routes.ts';
import { virtualAccountRoutes } from '../virtual-accounts/routes.ts';
import { webhookRoutes } from '../webhooks/routes.ts';
import { aboutRoutes } from './about.ts';
import { headerDiagnosisRoutes } from './header-diagnosis.ts';
import { type OperationalServices, operationalRoutes } from './operational-routes.ts';
import { API_PREFIXES } from './prefixes.ts';
import type { AnyRoute, ServicesOf } from './route.ts';

export type Services = IdentityServices &
  ServicesOf<typeof aboutRoutes> &
  AccountServices &
  OperationalServices &
  SandboxServices &
  SecondFactorServices &
  ServicesOf<typeof auditRoutes> &
  ServicesOf<typeof bankRoutes> &
  ServicesOf<typeof businessRoutes> &
  ServicesOf<typeof customerRoutes> &
  ServicesOf<typeof inboundPaymentRoutes> &
  ServicesOf<typeof keyRoutes> &
  ServicesOf<typeof memberRoutes> &
  ServicesOf<typeof onboardingRoutes> &
  ServicesOf<typeof payoutRoutes> &
  ServicesOf<typeof requestLogRoutes> &
  ServicesOf<typeof transactionRoutes> &
  ServicesOf<typeof transferRoutes> &
  ServicesOf<typeof virtualAccountRoutes> &
  ServicesOf<typeof webhookRoutes> &
  ServicesOf<typeof railRoutes>;

export const ROUTES: readonly AnyRoute<Services>[] = [
  ...identityRoutes,
  ...secondFactorRoutes,
  ...accountRoutes,
  ...onboardingRoutes,
  ...keyRoutes,
  ...businessRoutes,
  ...bankRoutes,
  ...customerRoutes,
  ...memberRoutes,
  ...webhookRoutes,
  ...auditRoutes,
  ...requestLogRoutes,
  ...railRoutes,
  ...virtualAccountRoutes,
  ...inboundPaymentRoutes,
  ...transferRoutes,
  ...transactionRoutes,
  ...payoutRoutes,
  ...sandboxRoutes,
  ...headerDiagnosisRoutes,
  ...aboutRoutes,
  ...operationalRoutes,
];

/** The path of each route as it is described, by its id. */
export function operationPaths<S>(routes: readonly AnyRoute<S>[]): ReadonlyMap<string, string> {
  return new Map(routes.map(({ id, at, path }) => [id, (at === 'root' ? '' : API_PREFIXES[0]) + path]));
}

/** The routes that exist in an environment. */
export function routesIn(environment: Environment): AnyRoute<Services>[] {
  return ROUTES.filter(({ only }) => only === undefined || only === environment);
}
