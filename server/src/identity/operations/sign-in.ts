/**
 * Signing in. Whether the address is known, disabled or locked, the same statements and the same hash are done and the
 * same words come back: nothing tells them apart. Only waits are told, and they too do not depend on whether the account exists.
 * Where a second factor is active, the right password opens nothing and clears nothing: it only earns a challenge.
 */

import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Audit } from '../../audit/index.ts';
import { Fault, type FaultCode } from '../../faults/index.ts';
import type { Mail } from '../../mail/index.ts';
import { addressSource } from '../../platform/address.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Ids, SessionId, UserId } from '../../platform/ids.ts';
import type { Pepper } from '../../platform/seal.ts';
import { ACCOUNT_POLICY, type AttemptPolicy, MAX_CONSECUTIVE_FAILURES } from '../attempt-rules.ts';
import type { Attempts } from '../attempts.ts';
import type { Devices, Origin } from '../devices.ts';
import { newDevice } from '../letters.ts';
import type { Passwords } from '../passwords.ts';
import { emailKey } from '../rules.ts';
import type { Proof } from '../second-factors/proof.ts';
import type { SecondFactors } from '../second-factors/second-factors.ts';
import { sessionCookie } from '../session-cookie.ts';
import { findCandidate, insertSession, type NewSession, type SignInCandidate, type User } from '../store/people.ts';
import type { Tokens } from '../tokens.ts';

export interface SignedIn {
  readonly user: User;
  /** Empty for the dashboard: its token is in the cookie, where no script reads it. */
  readonly accessToken: string;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
  /** Set-Cookie headers: the dashboard's session, and what makes an unknown browser one that is known next time. */
  readonly cookies: readonly string[];
}

export interface SignInOptions {
  readonly audit: Audit;
  readonly addressAttempts: AttemptPolicy;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly database: Database;
  readonly devices: Devices;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly mail: Mail;
  readonly passwords: Passwords;
  readonly pepper: Pepper;
  readonly secondFactors: SecondFactors;
  readonly sessionTtlSeconds: number;
  readonly tokens: Tokens;
}

const USER_AGENT_MAX_LENGTH = 256;

export interface SignIn {
  /** Refuses an address that was told to wait, before anything of the request is read. Fault `rate.limited`. */
  admit(address: string): void;
  /**
   * Opens a session. Faults: `credentials.invalid`, `credentials.second_factor_required`, `rate.limited`,
   * `service.unavailable`, and for a service member in the dashboard `permission.denied`.
   */
  open(credentials: { readonly email: string; readonly password: string }, origin: Origin): Promise<SignedIn>;
  /**
   * Opens the session that waits for a second factor. Faults: `credentials.second_factor_expired`,
   * `credentials.second_factor_invalid`, `request.unprocessable`, `rate.limited`.
   */
  complete(answer: Proof & { readonly challenge: string }, origin: Origin): Promise<SignedIn>;
  /** What a browser needs to ask for a passkey of this site, whosoever it is. */
  passkeyOptions(): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Opens a session for whom a passkey proves and has verified. Faults: `credentials.passkey_invalid`, `rate.limited`. */
  openWithPasskey(response: AuthenticationResponseJSON, origin: Origin): Promise<SignedIn>;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { attempts, database, devices, passwords, secondFactors } = options;
  const subjectOfAddress = (address: string) => attempts.subject(`address ${addressSource(address)}`);

  return {
    admit: (address) => attempts.admit(subjectOfAddress(address)),

    // Inside a turn: an attempt that we have no time for is not counted as a failure, and of many at once with the right
    // password only a few are counted before the first of them succeeds.
    open: ({ email, password }, origin) =>
      watched(options, { action: 'auth.sign-in', origin }, (aimAt) =>
        passwords.inTurn(async (check) => {
          const key = emailKey(email);
          const network = devices.networkOf(origin.address);
          const address = subjectOfAddress(origin.address);
          await attempts.count(address, options.addressAttempts);
          const candidate = await findCandidate(database.sql, { emailKey: key }, network);
          aimAt(candidate?.id);
          const browser = candidate && devices.browserOf(origin, key, candidate.id);
          const aim = attempts.subject(aimOf(candidate, browser) ?? `account ${key}`);
          const failures = await attempts.count(aim, ACCOUNT_POLICY);
          const isRight = await check(password, candidate?.passwordHash);
          const isAllowed = isRight && candidate?.isDisabled === false && failures <= MAX_CONSECUTIVE_FAILURES;
          if (!isAllowed) throw new Fault('credentials.invalid');
          if (candidate.hasSecondFactor) {
            const [passwordDigest] = digestsOf(options, candidate);
            throw await secondFactors.demand({ userId: candidate.id, passwordDigest, aim, address });
          }
          const refusal = 'credentials.invalid';
          const user = candidate;
          return openSession(options, { action: 'auth.sign-in', refusal, user, origin, aim, addresses: [address] });
        }),
      ),

    complete: (answer, origin) =>
      watched(options, { action: 'auth.sign-in.second-factor', origin }, (aimAt) =>
        complete(options, answer, { origin, aimAt, address: subjectOfAddress(origin.address) }),
      ),
    passkeyOptions: () => secondFactors.passkeys.requestOptions(),

    openWithPasskey: (response, origin) =>
      watched(options, { action: 'auth.sign-in.passkey', origin }, (aimAt) =>
        openWithPasskey(options, response, { origin, aimAt, address: subjectOfAddress(origin.address) }),
      ),
  };
}

async function openWithPasskey(
  options: SignInOptions,
  response: AuthenticationResponseJSON,
  { origin, aimAt, address }: { readonly origin: Origin; readonly aimAt: AimAt; readonly address: Buffer },
): Promise<SignedIn> {
  const { attempts, database, devices, secondFactors } = options;
  await attempts.count(address, options.addressAttempts);
  const userId = await secondFactors.passkeys.ownerOf(response);
  const network = devices.networkOf(origin.address);
  const user = userId && (await findCandidate(database.sql, { id: userId }, network));
  const refusal = 'credentials.passkey_invalid';
  if (user === undefined) throw new Fault(refusal);
  aimAt(user.id);
  const key = emailKey(user.email);
  const aim = attempts.subject(aimOf(user, devices.browserOf(origin, key, user.id)) ?? `account ${key}`);
  const entrance = { action: 'auth.sign-in.passkey', refusal, user, origin, aim, addresses: [address] } as const;
  return openSession(options, entrance, (open) =>
    database.transaction(async (transaction) => {
      const isRight = await secondFactors.passkeys.accept(transaction, response, user.id);
      if (!isRight) throw new Fault(refusal);
      await open(transaction);
    }),
  );
}

/** Says whose account an attempt is aimed at, once that is known. */
type AimAt = (userId: UserId | undefined) => void;

/** What was wrong, as opposed to what only has to wait or to go on. */
const WRONG: ReadonlySet<FaultCode> = new Set([
  'credentials.invalid',
  'credentials.second_factor_invalid',
  'credentials.passkey_invalid',
]);

/** Has a wrong attempt counted in the record of whom it was aimed at. That is done in memory, and takes no time that could tell whether there is such a person. */
async function watched<T>(
  { audit }: SignInOptions,
  { action, origin }: { readonly action: string; readonly origin: Origin },
  attempt: (aimAt: AimAt) => Promise<T>,
): Promise<T> {
  let ofUser: UserId | undefined;
  try {
    return await attempt((userId) => {
      ofUser = userId;
    });
  } catch (error) {
    if (error instanceof Fault && WRONG.has(error.code))
      audit.refused({ action, code: error.code, ofUser, actor: traceOf(origin) });
    throw error;
  }
}

function traceOf({ address, userAgent, requestId }: Origin) {
  return { address, userAgent, requestId };
}

/** A device that signed in before has a count of its own: guesses from elsewhere do not lock its owner out. */
function aimOf(candidate: SignInCandidate | undefined, browser: string | undefined): string | undefined {
  if (candidate === undefined) return undefined;
  if (browser !== undefined) return `browser ${candidate.id} ${browser}`;
  return candidate.knownNetwork === null ? undefined : `network ${candidate.id} ${candidate.knownNetwork}`;
}

/** By which a challenge is void once the password is another one. */
function digestsOf({ pepper }: SignInOptions, { passwordHash }: SignInCandidate): readonly [Buffer, ...Buffer[]] {
  return pepper.digests('one-time-token', `password ${passwordHash}`);
}

async function complete(
  options: SignInOptions,
  { challenge, ...proof }: Proof & { readonly challenge: string },
  { origin, aimAt, address }: { readonly origin: Origin; readonly aimAt: AimAt; readonly address: Buffer },
): Promise<SignedIn> {
  const { attempts, database, devices, secondFactors } = options;
  const { challenges } = secondFactors;
  await attempts.count(address, options.addressAttempts);
  const pending = await challenges.findSecondFactor(database.sql, challenge);
  const network = devices.networkOf(origin.address);
  const user = pending && (await findCandidate(database.sql, { id: pending.userId }, network));
  // Nothing is told apart: void for this reason or that, the way on is another sign-in.
  const isVoid =
    pending === undefined ||
    user === undefined ||
    user.isDisabled ||
    !digestsOf(options, user).some((digest) => pending.passwordDigest.equals(digest));
  const refusal = 'credentials.second_factor_expired';
  if (isVoid || !(await challenges.countTry(database.sql, challenge))) throw new Fault(refusal);
  aimAt(user.id);
  const { aim } = pending;
  const addresses = [address, pending.address];
  const entrance = { action: 'auth.sign-in.second-factor', refusal, user, origin, aim, addresses } as const;
  return openSession(options, entrance, (open) =>
    secondFactors.prove({ userId: user.id, proof, challenge }, async (transaction) => {
      const isFirst = await challenges.takeSecondFactor(transaction.sql, challenge);
      if (!isFirst) throw new Fault(refusal);
      await open(transaction);
    }),
  );
}

/** The dashboard's session needs no secret key: a program that had one would be rid of the limits of its key. */
const FOR_PEOPLE =
  'The dashboard is for people. A service member signs in from its program, without Interstellas-Dashboard.';

interface Entrance {
  /** The name of the operation. */
  readonly action: string;
  /** The answer when the user was disabled meanwhile, or has another password. */
  readonly refusal: FaultCode;
  readonly user: SignInCandidate;
  readonly origin: Origin;
  /** Where this attempt was counted as a failure. */
  readonly aim: Buffer;
  /** Of this attempt, and where there was one before it, of the attempt that it completes. */
  readonly addresses: readonly Buffer[];
}

/** A transaction that does something besides, and opens the session only if that succeeds. */
type OpenWithin = (open: (transaction: Transaction) => Promise<void>) => Promise<void>;

async function openSession(
  options: SignInOptions,
  { action, refusal, user, origin, aim, addresses }: Entrance,
  within?: OpenWithin,
): Promise<SignedIn> {
  const { attempts, audit, clock, database, devices, environment, ids, mail, tokens } = options;
  const { isDashboard } = origin;
  if (isDashboard && user.kind !== 'person') throw new Fault('permission.denied', { message: FOR_PEOPLE });
  const key = emailKey(user.email);
  const browser = devices.browserOf(origin, key, user.id);
  const sessionId = ids.next('session');
  const issuedAt = Math.floor(clock.now() / 1000);
  const expiresAt = issuedAt + options.sessionTtlSeconds;
  const token = await tokens.issue({ userId: user.id, sessionId, isDashboard, issuedAt, expiresAt });
  const cleared = [aim, attempts.subject(`account ${key}`)] as const;
  const session: NewSession = {
    id: sessionId,
    userId: user.id,
    passwordHash: user.passwordHash,
    createdAt: new Date(issuedAt * 1000),
    expiresAt: new Date(expiresAt * 1000),
    address: origin.address,
    userAgent: origin.userAgent.slice(0, USER_AGENT_MAX_LENGTH),
    network: devices.networkOf(origin.address),
    clearedSubjects: cleared,
    forgivenSubjects: addresses,
  };
  // Whoever never signed in before knows that he does now.
  const isNewDevice =
    user.kind === 'person' && user.hasKnownNetwork && user.knownNetwork === null && browser === undefined;
  const open = async (transaction: Transaction): Promise<void> => {
    if (!(await insertSession(transaction.sql, session))) throw new Fault(refusal);
    if (isNewDevice) {
      const { createdAt: at, userAgent } = session;
      await mail.send(transaction, { to: user.email, ...newDevice({ at, address: origin.address, userAgent }) });
    }
    const actor = { userId: user.id, sessionId, ...traceOf(origin) };
    await audit.recordForUser(transaction.sql, user.id, { action, objectId: sessionId, actor });
  };
  await (within === undefined ? database.transaction(open) : within(open));
  for (const subject of [...cleared, ...addresses]) attempts.forget(subject);
  const cookies = browser === undefined ? [devices.cookieFor(origin, key, user.id)] : [];
  if (isDashboard)
    cookies.push(sessionCookie(environment, origin, { token, lifetimeSeconds: options.sessionTtlSeconds }));
  return { user, accessToken: isDashboard ? '' : token, sessionId, expiresAt: session.expiresAt, cookies };
}
