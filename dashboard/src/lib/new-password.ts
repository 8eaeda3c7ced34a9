/** What can be said about a new password while it is typed. The server decides, and knows more: the common ones. Pure. */

/** By the environment of the server, as docs/authentication.md has it. */
export function minimumLength(environment: 'sandbox' | 'production' | undefined): number {
  return environment === 'sandbox' ? 8 : 15;
}

/** In the form and the unit in which the server counts. */
export function lengthOf(password: string): number {
  return [...password.normalize('NFKC')].length;
}

/** Shorter words forbid nothing: they would be in any sentence. */
const ownWordLength = 4;

/** Whether it is made of what an attacker tries first. `own` is the e-mail address and the name of the business. */
export function holdsOwnWord(password: string, own: readonly string[]): boolean {
  const plain = comparable(password);
  return own
    .map(comparable)
    .flatMap((word) => [word, word.split('@')[0] ?? '', word.replace(/\s+/g, '')])
    .some((word) => word.length >= ownWordLength && plain.includes(word));
}

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
