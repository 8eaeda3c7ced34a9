/**
 * Users that are programs: they sign in like people, with a name and a password that are made up for them. The name has
 * the form of an e-mail address in a domain that can never exist (RFC 2606), so nothing sent there arrives anywhere.
 */

import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database.ts';
import type { Ids, UserId } from '../../platform/ids.ts';
import { type Random, randomBase62 } from '../../platform/random.ts';
import type { Passwords } from '../passwords.ts';
import { emailKey } from '../rules.ts';
import { endSessions, type User } from '../store/people.ts';
import { insertServiceUser, replaceServicePassword } from '../store/service-users.ts';

/** A password that was made up, and its hash. */
export interface ServicePassword {
  readonly password: string;
  readonly passwordHash: string;
}

export interface ServiceUsers {
  /** Makes up a password, outside any transaction. Fault `service.unavailable`. */
  prepare(): Promise<ServicePassword>;
  create(transaction: Transaction, name: string, password: ServicePassword): Promise<User>;
  /** Gives the program another password and ends its sessions; returns its sign-in name. */
  replacePassword(transaction: Transaction, id: UserId, password: ServicePassword): Promise<string>;
  /** Ends the program's sessions: their tokens are refused from the next request on. */
  endSessions(transaction: Transaction, id: UserId): Promise<void>;
}

const DOMAIN = 'service.invalid';
const NAME_LENGTH = 24;
/** 190 bits. */
const PASSWORD_LENGTH = 32;

export function createServiceUsers(options: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly random: Random;
}): ServiceUsers {
  const { clock, ids, passwords, random } = options;
  const now = () => new Date(clock.now());
  return {
    async prepare() {
      const password = randomBase62(random, PASSWORD_LENGTH);
      return { password, passwordHash: await passwords.hash(password) };
    },

    async create({ sql }, name, { passwordHash }) {
      const email = `service-${randomBase62(random, NAME_LENGTH).toLowerCase()}@${DOMAIN}`;
      const user: User = { id: ids.next('user'), email, firstName: name, lastName: '', phoneNo: '' };
      await insertServiceUser(sql, { ...user, emailKey: emailKey(email), passwordHash, createdAt: now() });
      return user;
    },

    async replacePassword(transaction, id, { passwordHash }) {
      const replaced = await replaceServicePassword(transaction.sql, id, passwordHash, now());
      if (replaced === undefined) throw new Error('a service member has a user');
      for (const sessionId of replaced.ended) transaction.changed(sessionId);
      return replaced.email;
    },

    async endSessions(transaction, id) {
      for (const sessionId of await endSessions(transaction.sql, id, now())) transaction.changed(sessionId);
    },
  };
}
