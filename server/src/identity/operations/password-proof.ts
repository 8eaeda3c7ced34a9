/** Asking somebody who is signed in for his password once more; guessing is slowed down as it is at the sign-in. */

import { Fault } from '../../faults/index.ts';
import type { Database } from '../../platform/database.ts';
import type { UserId } from '../../platform/ids.ts';
import { ACCOUNT_POLICY, MAX_CONSECUTIVE_FAILURES } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import { passwordSubject } from '../lockouts.ts';
import type { Passwords } from '../passwords.ts';
import { type AccountHolder, findHolder } from '../store/account-holders.ts';

export interface PasswordProof {
  /** The user, whose password this is. Faults `credentials.invalid`, `rate.limited`, `service.unavailable`. */
  prove(userId: UserId, password: string): Promise<AccountHolder>;
}

export function createPasswordProof({
  attempts,
  database,
  passwords,
}: {
  readonly attempts: Attempts;
  readonly database: Database;
  readonly passwords: Passwords;
}): PasswordProof {
  return {
    // A count of its own: whoever holds a stolen token can lock the owner out of these calls, not out of the sign-in.
    prove: (userId, password) =>
      passwords.inTurn(async (check) => {
        const subject = attempts.subject(passwordSubject(userId));
        const failures = await attempts.count(subject, ACCOUNT_POLICY);
        const holder = await findHolder(database.sql, { id: userId });
        const isRight = await check(password, holder?.passwordHash);
        if (!isRight || holder === undefined || failures > MAX_CONSECUTIVE_FAILURES) {
          throw new Fault('credentials.invalid');
        }
        await attempts.clear(subject);
        return holder;
      }),
  };
}
