/**
 * Signing up without telling who has an account: every sign-up is kept, and answered, alike. A job looks whether the
 * address is taken and sends the letter that is due. The account is made when the token of the letter comes back
 * together with the password of the sign-up: the token alone would let a stranger sign up with somebody's address and
 * have the owner's click finish an account whose password the stranger knows.
 */

import { Fault } from '../../faults/index.ts';
import type { LetterLink, Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Pepper, Seal } from '../../platform/seal.ts';
import { ACCOUNT_POLICY, MAX_CONSECUTIVE_FAILURES } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import type { LetterLimit } from '../letter-limit.ts';
import { alreadyRegistered, verifyEmail } from '../letters.ts';
import { type OneTimeTokens, TOKEN_TTL_MS } from '../one-time-tokens.ts';
import type { CheckPassword, Passwords } from '../passwords.ts';
import { emailKey, mailboxOf } from '../rules.ts';
import { findHolder } from '../store/account-holders.ts';
import {
  deleteRegistrationsOf,
  insertRegistration,
  listRegistrations,
  type RegistrationRow,
} from '../store/registrations.ts';
import type { PreparedUser } from './users.ts';

export interface PendingRegistration extends PreparedUser {
  readonly businessName?: string | undefined;
}

/** A registration whose address and password were proved; it becomes an account when its token is taken. */
export interface ProvedRegistration extends PendingRegistration {
  readonly token: string;
}

export interface Registrations {
  /** Keeps the registration and has the letter sent that is due; returns until when it can be finished. */
  keep(transaction: Transaction, registration: PendingRegistration): Promise<Date>;
  /** Has the letter sent once more, if there is a registration with this address. */
  resend(transaction: Transaction, email: string): Promise<void>;
  /** Finds the registration without using up the token. Faults `token.invalid`, `credentials.invalid`, `rate.limited`, `service.unavailable`. */
  prove(proof: { readonly token: string; readonly password: string }): Promise<ProvedRegistration>;
  /** Uses up the token and whatever else waits for its address. Fault `token.invalid`. */
  take(transaction: Transaction, registration: ProvedRegistration): Promise<void>;
}

export interface RegistrationsOptions {
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly letterLimit: LetterLimit;
  readonly letterLink: LetterLink;
  readonly mail: Mail;
  readonly oneTimeTokens: OneTimeTokens;
  readonly passwords: Passwords;
  readonly pepper: Pepper;
  readonly seal: Seal;
}

const PURPOSE = 'email-verification';
/** Of the registrations with one address only the latest few are tried: each costs a hash. */
const MAX_TRIED = 5;

export function createRegistrations(options: RegistrationsOptions): Registrations {
  const { attempts, clock, database, ids, oneTimeTokens, passwords, seal } = options;
  const addressesOf = digester(options.pepper);
  const letters = letterQueue(options, addressesOf);
  const pending = (email: string) =>
    listRegistrations(database.sql, addressesOf(email), { now: new Date(clock.now()), limit: MAX_TRIED });
  const open = ({ id, sealed }: RegistrationRow) => JSON.parse(seal.open(sealed, id)) as PendingRegistration;
  const subjectOf = (email: string) => attempts.subject(`verification ${mailboxOf(email)}`);

  const matching = async (email: string, password: string, check: CheckPassword) => {
    const rows = await pending(email);
    if (rows.length === 0) throw new Fault('token.invalid', { field: 'token' });
    for (const row of rows) {
      const registration = open(row);
      if (await check(password, registration.passwordHash)) return registration;
    }
    throw new Fault('credentials.invalid');
  };

  return {
    async keep(transaction, registration) {
      const id = ids.next('registration');
      const sealed = seal.seal(JSON.stringify(registration), id);
      const expiresAt = new Date(clock.now() + TOKEN_TTL_MS[PURPOSE]);
      const [address] = addressesOf(registration.email);
      await insertRegistration(transaction.sql, { id, address, sealed, expiresAt });
      await letters.add(transaction, { email: registration.email });
      return expiresAt;
    },

    resend: (transaction, email) => letters.add(transaction, { email }),

    prove: ({ token, password }) =>
      passwords.inTurn(async (check) => {
        const { about: email } = await oneTimeTokens.read(database.sql, PURPOSE, token);
        if (email === undefined) throw new Error('the token names the address that it went to');
        const failures = await attempts.count(subjectOf(email), ACCOUNT_POLICY);
        const registration = await matching(email, password, check);
        if (failures > MAX_CONSECUTIVE_FAILURES) throw new Fault('credentials.invalid');
        return { ...registration, token };
      }),

    async take({ sql }, { token, email }) {
      await oneTimeTokens.take(sql, PURPOSE, token);
      await deleteRegistrationsOf(sql, addressesOf(email));
      await attempts.clear(subjectOf(email), sql);
    },
  };
}

/** Names a mailbox as it is stored: its digests under the pepper in use, and under others that are accepted. */
type AddressesOf = (email: string) => readonly [Buffer, ...Buffer[]];

function digester(pepper: Pepper): AddressesOf {
  return (email) => pepper.digests('one-time-token', `address ${mailboxOf(email)}`);
}

/** Sends the letter about a sign-up: the token, or that there is an account already, or none where there is neither. */
function letterQueue(
  { clock, database, jobs, letterLimit, letterLink, mail, oneTimeTokens }: RegistrationsOptions,
  addressesOf: AddressesOf,
) {
  return jobs.queue<{ readonly email: string }>('registration-letter', ({ email }) =>
    database.transaction(async (transaction) => {
      const { sql } = transaction;
      const holder = await findHolder(sql, { emailKey: emailKey(email) });
      const addresses = addressesOf(email);
      const waiting = await listRegistrations(sql, addresses, { now: new Date(clock.now()), limit: 1 });
      if (holder === undefined && waiting.length === 0) return;
      if (!(await letterLimit.allows(sql, 'sign-up', email))) return;
      if (holder !== undefined) return mail.send(transaction, { to: holder.email, ...alreadyRegistered() });
      const to = email.trim();
      const token = await oneTimeTokens.issue(sql, PURPOSE, { address: addresses[0] }, to);
      return mail.send(transaction, { to, ...verifyEmail(letterLink('verify-email', token)) });
    }),
  );
}
