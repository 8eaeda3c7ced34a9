/** The face of the guard room: the function that turns headers into a principal or a refusal, and what routes may ask of it. */

export type {
  Access,
  AccountPrincipal,
  BusinessPrincipal,
  GuardedAccess,
  Principal,
  PrincipalOf,
  SessionPrincipal,
} from './access.ts';
export { attributed, callerOf, type RefusedCaller } from './caller.ts';
export { createGuard, type Guard, type RequestHeaders } from './guard.ts';
export { isDashboardCall } from './session-cookie.ts';
