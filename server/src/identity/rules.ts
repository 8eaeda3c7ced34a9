/** Pure decisions about people. */

/** The form in which two e-mail addresses are the same: nobody can sign up as somebody's capitalised twin. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/**
 * The form in which two spellings surely lead to one mailbox: narrower than `emailKey`, which also takes look-alikes for
 * one. What a letter proves, it proves of the mailbox that it went to.
 */
export function mailboxOf(email: string): string {
  return email.trim().replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
