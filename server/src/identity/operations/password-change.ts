/**
 * Replacing a password: with the present one, or with the token of a letter where it is forgotten. Whoever knows the old
 * password, or holds a session or a token that it led to, has nothing afterwards.
 */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { LetterLink, Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { SessionId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Attempts } from '../attempts.ts';
import type { LetterLimit } from '../letter-limit.ts';
import { passwordChanged, resetPassword } from '../letters.ts';
import { clearLockouts } from '../lockouts.ts';
import type { OneTimeTokens, TokenReading } from '../one-time-tokens.ts';
import type { ChoosePassword } from '../password-choice.ts';
import { emailKey } from '../rules.ts';
import { type AccountHolder, findHolder, lockHolder, replacePassword } from '../store/account-holders.ts';
import { endSessions } from '../store/people.ts';
import type { PasswordProof } from './password-proof.ts';

/** Where a request comes from whose sender is known only by the token that he sends. */
export type TokenOrigin = Omit<Actor, 'userId' | 'sessionId' | 'keyId'>;

export interface PasswordChange {
  /** Has a letter with a token sent, if the address has an account. Returns alike, and as soon, whether it has. */
  forgot(email: string): Promise<void>;
  /** Ends every session; opens none. Faults `token.invalid`, `request.unprocessable`, `service.unavailable`. */
  reset(request: { readonly token: string; readonly newPassword: string }, origin: TokenOrigin): Promise<void>;
  /** Ends every session but the actor's; returns how many. Faults `credentials.invalid`, `rate.limited`, `request.unprocessable`, `service.unavailable`. */
  change(request: { readonly currentPassword: string; readonly newPassword: string }, actor: Actor): Promise<number>;
}

export interface PasswordChangeOptions {
  readonly attempts: Attempts;
  readonly audit: Audit;
  readonly choosePassword: ChoosePassword;
  readonly clock: Clock;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly letterLimit: LetterLimit;
  readonly letterLink: LetterLink;
  readonly mail: Mail;
  readonly oneTimeTokens: OneTimeTokens;
  readonly passwordProof: PasswordProof;
}

const PURPOSE = 'password-reset';

export function createPasswordChange(options: PasswordChangeOptions): PasswordChange {
  const { attempts, audit, choosePassword, clock, database, jobs, letterLimit, letterLink, mail, oneTimeTokens } =
    options;

  const letters = jobs.queue<{ readonly email: string }>('password-reset-letter', ({ email }) =>
    database.transaction(async (transaction) => {
      const { sql } = transaction;
      const holder = await findHolder(sql, { emailKey: emailKey(email) });
      if (holder === undefined || !(await letterLimit.allows(sql, 'recovery', email))) return;
      const token = await oneTimeTokens.issue(sql, PURPOSE, { userId: holder.id });
      await mail.send(transaction, { to: holder.email, ...resetPassword(letterLink('reset-password', token)) });
    }),
  );

  const replace = async (
    transaction: Transaction,
    holder: AccountHolder,
    { passwordHash, except }: { readonly passwordHash: string; readonly except: SessionId | null },
  ): Promise<number> => {
    const { sql } = transaction;
    await replacePassword(sql, holder.id, passwordHash);
    const ended = await endSessions(sql, holder.id, new Date(clock.now()), except);
    for (const id of ended) transaction.changed(id);
    await oneTimeTokens.voidAll(sql, holder.id);
    await clearLockouts(sql, attempts, holder);
    await mail.send(transaction, { to: holder.email, ...passwordChanged() });
    return ended.length;
  };

  const holderOf = async ({ holder }: TokenReading): Promise<AccountHolder> => {
    const found = 'userId' in holder ? await findHolder(database.sql, { id: holder.userId }) : undefined;
    if (found === undefined) throw new Fault('token.invalid', { field: 'token' });
    return found;
  };

  return {
    forgot: (email) => database.transaction((transaction) => letters.add(transaction, { email })),

    async reset({ token, newPassword }, origin) {
      const holder = await holderOf(await oneTimeTokens.read(database.sql, PURPOSE, token));
      const passwordHash = await choosePassword(newPassword, 'newPassword', holder);
      await database.transaction(async (transaction) => {
        await oneTimeTokens.take(transaction.sql, PURPOSE, token);
        // The password may have been changed since the token was read, the user disabled: then the token is void.
        if (!(await lockHolder(transaction.sql, holder))) throw new Fault('token.invalid', { field: 'token' });
        const endedCount = await replace(transaction, holder, { passwordHash, except: null });
        const actor: Actor = { ...origin, userId: holder.id };
        const event = { action: 'auth.password.reset', objectId: holder.id, actor, details: { endedCount } };
        await audit.recordForUser(transaction.sql, holder.id, event);
      });
    },

    async change({ currentPassword, newPassword }, actor) {
      const holder = await options.passwordProof.prove(actor.userId, currentPassword);
      const passwordHash = await choosePassword(newPassword, 'newPassword', holder);
      return database.transaction(async (transaction) => {
        // Of two changes at once the second has proved a password that is the old one by now.
        if (!(await lockHolder(transaction.sql, holder))) throw new Fault('credentials.invalid');
        const except = actor.sessionId ?? null;
        const endedCount = await replace(transaction, holder, { passwordHash, except });
        const event = { action: 'auth.password.change', objectId: holder.id, actor, details: { endedCount } };
        await audit.recordForUser(transaction.sql, holder.id, event);
        return endedCount;
      });
    },
  };
}
