/**
 * The cookie that makes a browser a known device: it opens nothing, it only keeps guesses from elsewhere from slowing its
 * owner down.
 */

const NAME = 'interstellas-device';
const SECRET = /^[0-9A-Za-z]{32}$/;
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 34_560_000;

interface CookieJar {
  readonly isSecure: boolean;
  cookie(name: string): string | undefined;
}

export function readDeviceCookie(origin: CookieJar): string | undefined {
  const value = origin.cookie(nameFor(origin));
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

export function writeDeviceCookie(secret: string, origin: CookieJar): string {
  const secure = origin.isSecure ? '; Secure' : '';
  return `${nameFor(origin)}=${secret}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
}

/** Browsers take the prefix only together with Secure, which plain-HTTP loopback cannot offer. */
function nameFor(origin: CookieJar): string {
  return origin.isSecure ? `__Host-${NAME}` : NAME;
}
