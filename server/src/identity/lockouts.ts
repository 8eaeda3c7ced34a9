/**
 * Lets an account be tried again after too many failures: at the sign-in, from anywhere and from the networks that it is
 * known from, and where a signed-in user is asked for his password once more.
 */

import type { UserId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Attempts } from './attempts.ts';
import { listKnownNetworks } from './store/people.ts';

/** Whose failures, and the address that he signs in with. */
export interface LockedOut {
  readonly id: UserId;
  readonly emailKey: string;
}

export async function clearLockouts(sql: Sql, attempts: Attempts, { id, emailKey }: LockedOut): Promise<void> {
  const networks = await listKnownNetworks(sql, id);
  const subjects = [
    `account ${emailKey}`,
    passwordSubject(id),
    ...networks.map((network) => `network ${id} ${network}`),
  ];
  for (const subject of subjects) await attempts.clear(attempts.subject(subject), sql);
}

/** What wrong passwords are counted under that come in a session of this user. */
export function passwordSubject(id: UserId): string {
  return `password of ${id}`;
}
