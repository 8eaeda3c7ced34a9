/** People: making one, finding one, changing what one is called, disabling one. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { Ids, UserId } from '../../platform/ids.ts';
import type { AttemptPolicy } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import { clearLockouts } from '../lockouts.ts';
import type { ChoosePassword } from '../password-choice.ts';
import { emailKey } from '../rules.ts';
import { lockPerson, type Particulars, replaceParticulars } from '../store/account-holders.ts';
import { disableUser, enableUser, findUser, findUserIdByEmail, insertUser, type User } from '../store/people.ts';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
  readonly businessName?: string | undefined;
}

/** A registration whose password was accepted and hashed; the password itself is gone. */
export interface PreparedUser {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
  readonly passwordHash: string;
}

/** What a person may say of himself at any time; absent is what stays. */
export type Correction = { readonly [Field in keyof Particulars]: Particulars[Field] | undefined };

export interface Users {
  /** Counts a sign-up, or another request for a letter, from this network address. Fault `rate.limited`. */
  admitSignUp(address: string): Promise<void>;
  admitRecovery(address: string): Promise<void>;
  /** Judges and hashes the password, outside any transaction. Faults `request.unprocessable`, `service.unavailable`. */
  prepare(registration: Registration): Promise<PreparedUser>;
  /** Fault `user.email_taken`. */
  create(transaction: Transaction, user: PreparedUser): Promise<User>;
  /** A user who is known to exist. */
  get(id: UserId): Promise<User>;
  findIdByEmail(email: string): Promise<UserId | undefined>;
  /**
   * Changes what is given, and returns the user as he is then. No process is told: these are kept in no memory, and read
   * whenever they are shown. Fault `credentials.session_ended`.
   */
  update(id: UserId, given: Correction, actor: Actor): Promise<User>;
  /** Refuses the user from the next request on; false when there is no such user. */
  disable(transaction: Transaction, id: UserId): Promise<boolean>;
  /** Lets a disabled user sign in again; false when there is none. */
  enable(transaction: Transaction, id: UserId): Promise<boolean>;
  /** Lets an account be tried again after too many failures, from wherever; false when there is no such user. */
  unlock(transaction: Transaction, id: UserId): Promise<boolean>;
}

export interface UsersOptions {
  readonly audit: Audit;
  readonly attempts: Attempts;
  readonly choosePassword: ChoosePassword;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly signUpAttempts: AttemptPolicy;
}

export function createUsers(options: UsersOptions): Users {
  const { attempts, audit, choosePassword, clock, database, ids } = options;
  const admit = async (what: string, address: string): Promise<void> => {
    await attempts.count(attempts.subject(`${what} ${addressSource(address)}`), options.signUpAttempts);
  };
  return {
    admitSignUp: (address) => admit('sign-up', address),
    admitRecovery: (address) => admit('recovery', address),

    async prepare({ password, businessName, email, firstName, lastName, phoneNo }) {
      const passwordHash = await choosePassword(password, 'password', { email, businessName });
      return { email, firstName, lastName, phoneNo, passwordHash };
    },

    async create(transaction, { email, firstName, lastName, phoneNo, passwordHash }) {
      const user: User = { id: ids.next('user'), email, firstName, lastName, phoneNo };
      const row = { ...user, emailKey: emailKey(email), passwordHash, createdAt: new Date(clock.now()) };
      await insertUser(transaction.sql, row).catch((error: unknown) => {
        throw brokenConstraint(error) === 'app_user__email_key'
          ? new Fault('user.email_taken', { field: 'email' })
          : error;
      });
      return user;
    },

    async get(id) {
      const user = await findUser(database.sql, id);
      if (user === undefined) throw new Error('a signed-in user exists');
      return user;
    },
    findIdByEmail: (email) => findUserIdByEmail(database.sql, emailKey(email)),

    update: (id, given, actor) =>
      database.transaction(async ({ sql }) => {
        const known = await lockPerson(sql, id);
        // Disabled since the request was let in.
        if (known === undefined) throw new Fault('credentials.session_ended');
        const changes = changesOf(known, given);
        const fields = Object.keys(changes);
        if (fields.length === 0) return known;
        const user = { ...known, ...changes };
        await replaceParticulars(sql, user);
        // Which, and not what: the record is read by everybody who may read that of the client account, for good.
        await audit.recordForUser(sql, id, { action: 'auth.me.update', objectId: id, actor, details: { fields } });
        return user;
      }),

    async disable(transaction, id) {
      const ended = await disableUser(transaction.sql, id, new Date(clock.now()));
      if (ended === undefined) return false;
      for (const sessionId of ended) transaction.changed(sessionId);
      transaction.changed(id);
      return true;
    },

    async enable(transaction, id) {
      transaction.changed(id);
      return enableUser(transaction.sql, id);
    },

    async unlock({ sql }, id) {
      const user = await findUser(sql, id);
      if (user === undefined) return false;
      await clearLockouts(sql, attempts, { id, emailKey: emailKey(user.email) });
      return true;
    },
  };
}

function changesOf(known: Particulars, given: Correction): Partial<Particulars> {
  const fields = Object.entries(given) as [keyof Particulars, string | undefined][];
  return Object.fromEntries(fields.filter(([field, value]) => value !== undefined && value !== known[field]));
}
