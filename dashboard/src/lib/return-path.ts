/** Where to go back to after signing in: only ever a path of this origin, so that a link cannot send people away. */

export function safeReturnPath(wanted: unknown, origin: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/';
  if (!URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  if (url.origin !== origin || wanted.startsWith('//') || wanted.includes('\\')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
