/** Where the guard's facts come from, and whose change makes each of them stale. */

import { hash } from 'node:crypto';
import type { Businesses, Membership, Standing } from '../businesses/index.ts';
import type { SessionRecord, Sessions } from '../identity/index.ts';
import type { KeyRecord, Keys } from '../keys/index.ts';
import type { Changes } from '../platform/changes.ts';
import type { Database } from '../platform/database.ts';
import type { BusinessId, ClientId, SessionId, UserId } from '../platform/ids.ts';
import { createFacts, type Facts } from './facts.ts';

export interface Place {
  readonly userId: UserId;
  readonly businessId: BusinessId;
}

export interface AccountPlace {
  readonly userId: UserId;
  readonly clientId: ClientId;
}

/** A standing that remembers whose it is. */
export type KnownStanding = Standing & AccountPlace;

export interface GuardFacts {
  readonly sessions: Facts<SessionId, SessionRecord>;
  readonly keys: Facts<string, KeyRecord>;
  readonly standings: Facts<AccountPlace, KnownStanding>;
  readonly memberships: Facts<Place, Membership>;
}

export interface GuardSources {
  readonly businesses: Pick<Businesses, 'membership' | 'standing'>;
  readonly database: Database;
  readonly keys: Pick<Keys, 'find'>;
  readonly sessions: Pick<Sessions, 'find'>;
}

export function createGuardFacts(changes: Changes, max: number, sources: GuardSources): GuardFacts {
  const { businesses, database, keys, sessions } = sources;
  return {
    sessions: createFacts(changes, max, {
      nameOf: (id: SessionId) => id,
      subjectsOf: (session: SessionRecord) => [session.id, session.userId],
      load: (id) => sessions.find(database.sql, id),
    }),
    keys: createFacts(changes, max, {
      nameOf: (secretKey: string) => hash('sha256', secretKey, 'base64'),
      subjectsOf: (key: KeyRecord) => [key.id],
      load: (secretKey) => keys.find(database.sql, secretKey),
    }),
    standings: createFacts(changes, max, {
      nameOf: (place: AccountPlace) => `${place.userId} ${place.clientId}`,
      subjectsOf: ({ userId, clientId, roles }: KnownStanding) => [userId, clientId, ...roles.map((role) => role.id)],
      load: async (place) => ({ ...(await businesses.standing(database.sql, place.userId, place.clientId)), ...place }),
    }),
    memberships: createFacts(changes, max, {
      nameOf: (place: Place) => `${place.userId} ${place.businessId}`,
      subjectsOf: ({ userId, businessId, role }: Membership) => [userId, businessId, role.id],
      load: (place) => businesses.membership(database.sql, place.userId, place.businessId),
    }),
  };
}
