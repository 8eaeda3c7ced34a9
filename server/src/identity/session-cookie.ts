/**
 * The cookie that carries a session of the dashboard, so that no credential of it is in reach of a script. Its token is
 * marked: it is refused as a Bearer token, and the token of an API client is refused as a cookie, since the cookie stands
 * for the secret key as well.
 */

import type { Environment } from '../platform/environment.ts';

/** Browsers accept the prefix only together with Secure, which plain HTTP cannot offer. The environment keeps two servers on one host apart. */
export function sessionCookieName(environment: Environment, isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}interstellas-${environment}`;
}

/** The Set-Cookie header that opens the session in the browser; with an empty token and no time, the one that ends it. */
export function sessionCookie(
  environment: Environment,
  { isSecure }: { readonly isSecure: boolean },
  { token, lifetimeSeconds }: { readonly token: string; readonly lifetimeSeconds: number },
): string {
  const secure = isSecure ? '; Secure' : '';
  const name = sessionCookieName(environment, isSecure);
  return `${name}=${token}; Path=/; Max-Age=${lifetimeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}
