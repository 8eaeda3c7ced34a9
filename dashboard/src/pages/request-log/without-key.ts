/** What a request without a secret key was made with. Pure. */

/**
 * Only the dashboard needs no key, whose session stands for one; except for keys themselves, which a program that has none
 * yet may ask for right after its sign-in. The log does not tell these two apart.
 */
export function withoutKey({ operation }: { readonly operation: string }): {
  readonly short: string;
  readonly long: string;
} {
  if (operation.startsWith('keys.')) {
    return { short: 'Dashboard or sign-in', long: 'None: the dashboard, or a program right after its sign-in' };
  }
  return { short: 'Dashboard', long: 'None: the session of the dashboard' };
}
