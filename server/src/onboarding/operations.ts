/** Signing up: a person, his client account, its first key pair and, if named, its first business, all or nothing. */

import type { Actor, Audit } from '../audit/index.ts';
import type { Businesses, BusinessSummary } from '../businesses/index.ts';
import type { Registration, User, Users } from '../identity/index.ts';
import type { Keys } from '../keys/index.ts';
import type { UnitOfWork } from '../platform/database.ts';
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
  /** Faults: `request.unprocessable`, `user.email_taken`, `service.unavailable`. */
  signUp(registration: Registration, origin: SignUpOrigin, unit: UnitOfWork): Promise<SignedUp>;
}

/** The business named at sign-up; its country can be given when it is created on its own. */
const COUNTRY = 'NG';

export function createOnboarding(options: {
  readonly audit: Audit;
  readonly businesses: Businesses;
  readonly keys: Keys;
  readonly users: Users;
}): Onboarding {
  const { audit, businesses, keys, users } = options;
  return {
    admit: users.admitSignUp,

    async signUp(registration, origin, unit) {
      const prepared = await users.prepare(registration);
      return unit(async (transaction) => {
        const user = await users.create(transaction, prepared);
        const clientId = await businesses.createClientAccount(transaction, user.id);
        const { address, userAgent, requestId } = origin;
        const actor: Actor = { userId: user.id, address, userAgent, requestId };
        await keys.createFirstPair(transaction, clientId);
        await audit.record(transaction.sql, { action: 'auth.sign-up', clientId, objectId: user.id, actor });
        const business =
          registration.businessName === undefined
            ? null
            : await businesses.create(
                transaction,
                clientId,
                { businessName: registration.businessName, countryId: COUNTRY, isNewBusiness: true },
                actor,
              );
        return { user, clientId, business };
      });
    },
  };
}
