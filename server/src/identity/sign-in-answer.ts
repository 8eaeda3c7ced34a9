/** The one answer of every sign-in, however one proved who one is. */

import type { UserId } from '../platform/ids.ts';
import type { SignedIn } from './operations/sign-in.ts';
import { type BusinessOfUser, toPerson } from './schema.ts';

export async function answerSignIn(
  { businessesOf }: { readonly businessesOf: (userId: UserId) => Promise<readonly BusinessOfUser[]> },
  { user, accessToken, expiresAt, cookies }: SignedIn,
  answerHeader: (name: string, value: string) => void,
) {
  for (const cookie of cookies) answerHeader('Set-Cookie', cookie);
  return { ...toPerson(user, await businessesOf(user.id)), accessToken, expiresAt: expiresAt.toISOString() };
}
