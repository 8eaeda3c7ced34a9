/** Signing up: a person, his client account, its first key pair and, if named, its first business, all or nothing. */

import type { Actor, Audit } from '../audit/index.ts';
import type { Businesses, BusinessSummary } from '../businesses/index.ts';
import { Fault } from '../faults/index.ts';
import type {
  PendingRegistration,
  ProvedRegistration,
  Registration,
  Registrations,
  User,
  Users,
} from '../identity/index.ts';
import type { Keys } from '../keys/index.ts';
import type { Database, Transaction, UnitOfWork } from '../platform/database.ts';
import type { ClientId, RequestId } from '../platform/ids.ts';

export interface SignedUp {
  readonly user: User;
  readonly clientId: ClientId;
  readonly business: BusinessSummary | null;
}

export interface SignUpOrigin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId?: RequestId;
}

export interface Onboarding {
  /** Counts a sign-up from this address. Fault `rate.limited`. */
  admit(address: string): Promise<void>;
  /** Keeps the registration until its address is proved. Faults: `request.unprocessable`, `service.unavailable`. */
  signUp(
    registration: Registration,
    unit: UnitOfWork,
  ): Promise<{ readonly email: string; readonly verificationExpiresAt: string }>;
  resend(email: string): Promise<void>;
  /** Faults: `token.invalid`, `credentials.invalid`, `rate.limited`, `user.email_taken`, `service.unavailable`. */
  verify(
    proof: { readonly token: string; readonly password: string },
    origin: SignUpOrigin,
    unit: UnitOfWork,
  ): Promise<SignedUp>;
  /** Makes the account at once, for who vouches for the address. Faults: `request.unprocessable`, `user.email_taken`, `service.unavailable`. */
  open(registration: Registration, origin: SignUpOrigin, unit: UnitOfWork): Promise<SignedUp>;
}

export interface OnboardingOptions {
  readonly audit: Audit;
  readonly businesses: Businesses;
  readonly database: Database;
  readonly keys: Keys;
  readonly registrations: Registrations;
  readonly users: Users;
}

/** The business named at sign-up; its country can be given when it is created on its own. */
const COUNTRY = 'NG';

export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { database, registrations, users } = options;
  return {
    admit: users.admitSignUp,

    async signUp(registration, unit) {
      const { businessName, email } = registration;
      const prepared = { ...(await users.prepare(registration)), businessName };
      return unit(async (transaction) => {
        const expiresAt = await registrations.keep(transaction, prepared);
        return { email, verificationExpiresAt: expiresAt.toISOString() };
      });
    },

    resend: (email) => database.transaction((transaction) => registrations.resend(transaction, email)),

    async verify(proof, origin, unit) {
      // A repetition with the same Idempotency-Key gets its answer although the token is used up: the unit decides.
      const proved = await registrations.prove(proof).catch(asFault);
      return unit(async (transaction) => {
        if (proved instanceof Fault) throw proved;
        await registrations.take(transaction, proved);
        return makeAccount(options, transaction, proved, { origin, action: 'auth.email.verify' });
      });
    },

    async open(registration, origin, unit) {
      const { businessName } = registration;
      const prepared = { ...(await users.prepare(registration)), businessName };
      return unit((transaction) => makeAccount(options, transaction, prepared, { origin, action: 'auth.sign-up' }));
    },
  };
}

async function makeAccount(
  { audit, businesses, keys, users }: OnboardingOptions,
  transaction: Transaction,
  { businessName, ...person }: PendingRegistration | ProvedRegistration,
  { origin, action }: { readonly origin: SignUpOrigin; readonly action: string },
): Promise<SignedUp> {
  const user = await users.create(transaction, person);
  const clientId = await businesses.createClientAccount(transaction, user.id);
  const { address, userAgent, requestId } = origin;
  const actor: Actor = { userId: user.id, address, userAgent, requestId };
  await keys.createFirstPair(transaction, clientId);
  await audit.record(transaction.sql, { action, clientId, objectId: user.id, actor });
  if (businessName === undefined) return { user, clientId, business: null };
  const details = { businessName, countryId: COUNTRY, isNewBusiness: true };
  return { user, clientId, business: await businesses.create(transaction, clientId, details, actor) };
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
