/**
 * Signing in. Whether the address is known, disabled or locked, the same statements and the same hash are done and the
 * same words come back: nothing tells them apart. Only waits are told, and they too do not depend on whether the account exists.
 */

import { Fault } from '../../faults/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Ids, SessionId } from '../../platform/ids.ts';
import { type Random, randomBase62 } from '../../platform/random.ts';
import type { Pepper } from '../../platform/seal.ts';
import { ACCOUNT_POLICY, type AttemptPolicy, MAX_CONSECUTIVE_FAILURES } from '../attempt-rules.ts';
import type { Passwords } from '../passwords.ts';
import { emailKey } from '../rules.ts';
import { countAttempt } from '../store/attempts.ts';
import { findCandidate, insertSession, type SignInCandidate, type User } from '../store/people.ts';
import type { Tokens } from '../tokens.ts';

/** Where a sign-in comes from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
  /** The secret that a browser was given at an earlier sign-in. */
  readonly deviceSecret?: string | undefined;
}

export interface SignedIn {
  readonly user: User;
  readonly accessToken: string;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
  /** Given to the browser, which brings it back as `deviceSecret`. */
  readonly deviceSecret: string;
}

export interface SignInOptions {
  readonly addressAttempts: AttemptPolicy;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly passwords: Passwords;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly sessionTtlSeconds: number;
  readonly tokens: Tokens;
}

/** About 190 bits. */
const DEVICE_SECRET_LENGTH = 32;
const USER_AGENT_MAX_LENGTH = 256;

export interface SignIn {
  /** Counts an attempt from this address, before anything of the request is read. Fault `rate.limited`. */
  admit(address: string): Promise<void>;
  /** Opens a session. Faults: `credentials.invalid`, `rate.limited`, `service.unavailable`. */
  open(credentials: { readonly email: string; readonly password: string }, origin: Origin): Promise<SignedIn>;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { clock, database, ids, passwords, pepper, random, sessionTtlSeconds, tokens } = options;
  const subjectOf = (text: string) => pepper.digest('sign-in-attempts', text);

  const count = async (subject: Uint8Array, policy: AttemptPolicy): Promise<number> => {
    const now = new Date(clock.now());
    const outcome = await countAttempt(database.sql, subject, policy, now);
    if (outcome.blockedUntil === null) return outcome.failures;
    throw tooManyAttempts(outcome.blockedUntil.getTime() - now.getTime());
  };

  const openSession = async (
    user: SignInCandidate,
    origin: Origin,
    subjects: { account: Uint8Array; address: Uint8Array },
  ): Promise<SignedIn> => {
    const sessionId = ids.next('session');
    const issuedAt = Math.floor(clock.now() / 1000);
    const expiresAt = issuedAt + sessionTtlSeconds;
    const accessToken = await tokens.issue({ userId: user.id, sessionId, issuedAt, expiresAt });
    const deviceSecret = origin.deviceSecret ?? randomBase62(random, DEVICE_SECRET_LENGTH);
    const opened = await insertSession(database.sql, {
      id: sessionId,
      userId: user.id,
      createdAt: new Date(issuedAt * 1000),
      expiresAt: new Date(expiresAt * 1000),
      address: origin.address,
      userAgent: origin.userAgent.slice(0, USER_AGENT_MAX_LENGTH),
      devices: devicesOf(pepper, { ...origin, deviceSecret }),
      clearedSubject: subjects.account,
      forgivenSubject: subjects.address,
    });
    if (!opened) throw new Fault('credentials.invalid');
    return { user, accessToken, sessionId, expiresAt: new Date(expiresAt * 1000), deviceSecret };
  };

  const subjectOfAddress = (address: string) => subjectOf(`address ${addressSource(address)}`);

  const open: SignIn['open'] = async ({ email, password }, origin) => {
    const key = emailKey(email);
    const candidate = await findCandidate(database.sql, key, devicesOf(pepper, origin));
    // A device that signed in before has a count of its own: guesses from elsewhere do not lock its owner out.
    const known = candidate?.knownDevices[0];
    const account = subjectOf(
      known === undefined ? `account ${key}` : `device ${candidate?.id} ${Buffer.from(known).toString('hex')}`,
    );
    const failures = await count(account, ACCOUNT_POLICY);
    const right = await passwords.check(password, candidate?.passwordHash);
    const allowed = right && candidate?.isDisabled === false && failures <= MAX_CONSECUTIVE_FAILURES;
    if (!allowed) throw new Fault('credentials.invalid');
    return openSession(candidate, origin, { account, address: subjectOfAddress(origin.address) });
  };

  return {
    open,
    async admit(address) {
      await count(subjectOfAddress(address), options.addressAttempts);
    },
  };
}

/** The fault for an attempt that came too soon. */
export function tooManyAttempts(waitMs: number): Fault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Fault('rate.limited', {
    message: `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Policy': '"attempts";q=1',
      RateLimit: `"attempts";r=0;t=${seconds}`,
    },
  });
}

function devicesOf(pepper: Pepper, origin: Origin): Buffer[] {
  const network = pepper.digest('device', `network ${addressSource(origin.address)}`);
  if (origin.deviceSecret === undefined) return [network];
  return [pepper.digest('device', `secret ${origin.deviceSecret}`), network];
}
