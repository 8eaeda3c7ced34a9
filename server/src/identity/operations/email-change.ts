/**
 * Giving an account another address: asked for with the password, done once the new address is proved by the token of a
 * letter. The old address is told both times. Whether the new one has an account is told to nobody but its owner.
 */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { LetterLink, Mail } from '../../mail/index.ts';
import type { Database } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { LetterLimit } from '../letter-limit.ts';
import { confirmEmail, emailChangeAsked, emailChanged, emailInUse } from '../letters.ts';
import type { OneTimeTokens } from '../one-time-tokens.ts';
import { emailKey } from '../rules.ts';
import { findHolder, lockHolder, replaceEmail } from '../store/account-holders.ts';
import type { TokenOrigin } from './password-change.ts';
import type { PasswordProof } from './password-proof.ts';

export interface EmailChange {
  /** Has a letter with a token sent to the new address. Faults `credentials.invalid`, `rate.limited`, `service.unavailable`. */
  ask(request: { readonly newEmail: string; readonly password: string }, actor: Actor): Promise<void>;
  /** Returns the new address. Faults `token.invalid`, `user.email_taken`. */
  confirm(token: string, origin: TokenOrigin): Promise<string>;
}

export interface EmailChangeOptions {
  readonly audit: Audit;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly letterLimit: LetterLimit;
  readonly letterLink: LetterLink;
  readonly mail: Mail;
  readonly oneTimeTokens: OneTimeTokens;
  readonly passwordProof: PasswordProof;
}

interface Asked {
  readonly newEmail: string;
  readonly token: string;
}

const PURPOSE = 'email-change';

export function createEmailChange(options: EmailChangeOptions): EmailChange {
  const { audit, database, jobs, letterLimit, letterLink, mail, oneTimeTokens, passwordProof } = options;

  const letters = jobs.queue<Asked>('email-change-letter', ({ newEmail, token }) =>
    database.transaction(async (transaction) => {
      const { sql } = transaction;
      if (!(await letterLimit.allows(sql, 'email-change', newEmail))) return;
      const holder = await findHolder(sql, { emailKey: emailKey(newEmail) });
      const letter =
        holder === undefined
          ? { to: newEmail, ...confirmEmail(letterLink('confirm-email', token)) }
          : { to: holder.email, ...emailInUse() };
      await mail.send(transaction, letter);
    }),
  );

  return {
    async ask({ newEmail, password }, actor) {
      const holder = await passwordProof.prove(actor.userId, password);
      await database.transaction(async (transaction) => {
        const { sql } = transaction;
        // A change of the password voids the tokens that the old one led to: none may be made after it.
        if (!(await lockHolder(sql, holder))) throw new Fault('credentials.invalid');
        const token = await oneTimeTokens.issue(sql, PURPOSE, { userId: holder.id }, newEmail.trim());
        await letters.add(transaction, { newEmail: newEmail.trim(), token });
        await mail.send(transaction, { to: holder.email, ...emailChangeAsked() });
        const event = { action: 'auth.email.change', objectId: holder.id, actor, details: { newEmail } };
        await audit.recordForUser(sql, holder.id, event);
      });
    },

    confirm: (token, origin) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { holder, about: email } = await oneTimeTokens.take(sql, PURPOSE, token);
        if (!('userId' in holder) || email === undefined) throw new Error('the token names a user and his new address');
        const { userId } = holder;
        const before = await replaceEmail(sql, userId, { email, emailKey: emailKey(email) }).catch((error: unknown) => {
          throw brokenConstraint(error) === 'app_user__email_key' ? new Fault('user.email_taken') : error;
        });
        if (before === undefined) throw new Fault('token.invalid', { field: 'token' });
        await oneTimeTokens.voidAll(sql, userId);
        await mail.send(transaction, { to: before, ...emailChanged() });
        await audit.recordForUser(sql, userId, {
          action: 'auth.email.change.confirm',
          objectId: userId,
          actor: { ...origin, userId },
          before: { email: before },
          after: { email },
        });
        return email;
      }),
  };
}
