/**
 * The dashboard's credential: a cookie that a browser sends by itself, so that it counts only where a page of ours asked
 * for the request. Another site's page cannot set the header without a preflight, which we never grant; browsers say in
 * Sec-Fetch-Site where a request comes from; and the cookie is SameSite=Strict.
 */

import { sessionCookieName } from '../identity/index.ts';
import type { Environment } from '../platform/environment.ts';

const MARK = 'interstellas-dashboard';

/** Whether a page of ours asks: the first-party header is there, and the browser does not contradict it. */
export function isDashboardCall(header: (name: string) => string | undefined): boolean {
  const site = header('sec-fetch-site');
  return header(MARK) === '1' && (site === undefined || site === 'same-origin');
}

/** The token of the dashboard's session; undefined where the request is not the dashboard's, or carries two. */
export function readSessionCookie(
  rawHeaders: readonly string[],
  environment: Environment,
  isSecure: boolean,
): string | undefined {
  // A repeated header is one of all its values, and none that counts: it is not taken for an absent one.
  const joined = (name: string): string | undefined => {
    const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
    return values.length === 0 ? undefined : values.join(', ');
  };
  if (!isDashboardCall(joined)) return undefined;
  const prefix = `${sessionCookieName(environment, isSecure)}=`;
  const cookies = (joined('cookie') ?? '').split(';').map((pair) => pair.trim());
  const [token, ...others] = cookies.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
  return token === '' || others.length > 0 ? undefined : token;
}
