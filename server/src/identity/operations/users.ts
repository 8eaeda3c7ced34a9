/** People: making one, finding one, disabling one. */

import { Fault } from '../../faults/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Ids, UserId } from '../../platform/ids.ts';
import type { AttemptPolicy } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import { passwordProblems } from '../password-rules.ts';
import type { Passwords } from '../passwords.ts';
import { emailKey } from '../rules.ts';
import { disableUser, findUser, findUserIdByEmail, insertUser, listKnownNetworks, type User } from '../store/people.ts';

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

export interface Users {
  /** Counts a sign-up of this address. Fault `rate.limited`. */
  admitSignUp(address: string): Promise<void>;
  /** Judges and hashes the password, outside any transaction. Faults `request.unprocessable`, `service.unavailable`. */
  prepare(registration: Registration): Promise<PreparedUser>;
  /** Fault `user.email_taken`. */
  create(transaction: Transaction, user: PreparedUser): Promise<User>;
  /** A user who is known to exist. */
  get(id: UserId): Promise<User>;
  findIdByEmail(email: string): Promise<UserId | undefined>;
  /** Refuses the user from the next request on; false when there is no such user. */
  disable(transaction: Transaction, id: UserId): Promise<boolean>;
  /** Lets an account be tried again after too many failures, from anywhere and from the networks that it is known from. */
  unlock(email: string): Promise<void>;
}

export interface UsersOptions {
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly passwords: Passwords;
  readonly signUpAttempts: AttemptPolicy;
}

export function createUsers(options: UsersOptions): Users {
  const { attempts, clock, database, environment, ids, passwords } = options;
  return {
    async admitSignUp(address) {
      await attempts.count(attempts.subject(`sign-up ${addressSource(address)}`), options.signUpAttempts);
    },

    async prepare({ password, businessName, email, firstName, lastName, phoneNo }) {
      const problems = passwordProblems(password, { environment, email, businessName });
      if (problems.length > 0) {
        throw new Fault('request.unprocessable', {
          problems: problems.map((message) => ({ message, field: 'password' })),
        });
      }
      return { email, firstName, lastName, phoneNo, passwordHash: await passwords.hash(password) };
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

    async disable(transaction, id) {
      const ended = await disableUser(transaction.sql, id, new Date(clock.now()));
      if (ended === undefined) return false;
      for (const sessionId of ended) transaction.changed(sessionId);
      transaction.changed(id);
      return true;
    },

    async unlock(email) {
      const key = emailKey(email);
      const networks = await listKnownNetworks(database.sql, key);
      const subjects = [`account ${key}`, ...networks.map(({ userId, network }) => `network ${userId} ${network}`)];
      for (const subject of subjects) await attempts.clear(attempts.subject(subject));
    },
  };
}
