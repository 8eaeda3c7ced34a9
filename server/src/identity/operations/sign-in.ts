/**
 * Signing in. Whether the address is known, disabled or locked, the same statements and the same hash are done and the
 * same words come back: nothing tells them apart. Only waits are told, and they too do not depend on whether the account exists.
 */

import { Fault } from '../../faults/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Ids, SessionId } from '../../platform/ids.ts';
import { ACCOUNT_POLICY, type AttemptPolicy, MAX_CONSECUTIVE_FAILURES } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import type { Devices, Origin } from '../devices.ts';
import type { Passwords } from '../passwords.ts';
import { emailKey } from '../rules.ts';
import { findCandidate, insertSession, type SignInCandidate, type User } from '../store/people.ts';
import type { Tokens } from '../tokens.ts';

export interface SignedIn {
  readonly user: User;
  readonly accessToken: string;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
  /** A Set-Cookie header by which the browser is known next time; undefined when it is known already. */
  readonly deviceCookie: string | undefined;
}

export interface SignInOptions {
  readonly addressAttempts: AttemptPolicy;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly database: Database;
  readonly devices: Devices;
  readonly ids: Ids;
  readonly passwords: Passwords;
  readonly sessionTtlSeconds: number;
  readonly tokens: Tokens;
}

const USER_AGENT_MAX_LENGTH = 256;

export interface SignIn {
  /** Refuses an address that was told to wait, before anything of the request is read. Fault `rate.limited`. */
  admit(address: string): void;
  /** Opens a session. Faults: `credentials.invalid`, `rate.limited`, `service.unavailable`. */
  open(credentials: { readonly email: string; readonly password: string }, origin: Origin): Promise<SignedIn>;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { attempts, database, devices, passwords } = options;
  const subjectOfAddress = (address: string) => attempts.subject(`address ${addressSource(address)}`);

  return {
    admit: (address) => attempts.admit(subjectOfAddress(address)),

    // Inside a turn: an attempt that we have no time for is not counted as a failure, and of many at once with the right
    // password only a few are counted before the first of them succeeds.
    open: ({ email, password }, origin) =>
      passwords.inTurn(async (check) => {
        const key = emailKey(email);
        const network = devices.networkOf(origin.address);
        const address = subjectOfAddress(origin.address);
        await attempts.count(address, options.addressAttempts);
        const candidate = await findCandidate(database.sql, key, network);
        const browser = candidate && devices.browserOf(origin, key, candidate.id);
        const everywhere = attempts.subject(`account ${key}`);
        const aim = attempts.subject(aimOf(candidate, browser) ?? `account ${key}`);
        const failures = await attempts.count(aim, ACCOUNT_POLICY);
        const isRight = await check(password, candidate?.passwordHash);
        const isAllowed = isRight && candidate?.isDisabled === false && failures <= MAX_CONSECUTIVE_FAILURES;
        if (!isAllowed) throw new Fault('credentials.invalid');
        const session = await openSession(options, candidate, origin, { network, address, cleared: [aim, everywhere] });
        const deviceCookie = browser === undefined ? devices.cookieFor(origin, key, candidate.id) : undefined;
        return { ...session, deviceCookie };
      }),
  };
}

/** A device that signed in before has a count of its own: guesses from elsewhere do not lock its owner out. */
function aimOf(candidate: SignInCandidate | undefined, browser: string | undefined): string | undefined {
  if (candidate === undefined) return undefined;
  if (browser !== undefined) return `browser ${candidate.id} ${browser}`;
  return candidate.knownNetwork === null ? undefined : `network ${candidate.id} ${candidate.knownNetwork}`;
}

async function openSession(
  { attempts, clock, database, ids, sessionTtlSeconds, tokens }: SignInOptions,
  user: SignInCandidate,
  origin: Origin,
  attempt: { readonly network: Buffer; readonly address: Buffer; readonly cleared: readonly [Buffer, Buffer] },
): Promise<Omit<SignedIn, 'deviceCookie'>> {
  const sessionId = ids.next('session');
  const issuedAt = Math.floor(clock.now() / 1000);
  const expiresAt = issuedAt + sessionTtlSeconds;
  const accessToken = await tokens.issue({ userId: user.id, sessionId, issuedAt, expiresAt });
  const isOpened = await insertSession(database.sql, {
    id: sessionId,
    userId: user.id,
    createdAt: new Date(issuedAt * 1000),
    expiresAt: new Date(expiresAt * 1000),
    address: origin.address,
    userAgent: origin.userAgent.slice(0, USER_AGENT_MAX_LENGTH),
    network: attempt.network,
    clearedSubjects: attempt.cleared,
    forgivenSubject: attempt.address,
  });
  if (!isOpened) throw new Fault('credentials.invalid');
  for (const subject of [...attempt.cleared, attempt.address]) attempts.forget(subject);
  return { user, accessToken, sessionId, expiresAt: new Date(expiresAt * 1000) };
}
