/** Pure decisions about people. */

/** The form in which two e-mail addresses are the same: nobody can sign up as somebody's capitalised twin. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
