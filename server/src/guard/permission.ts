/** Step 5: what the caller may do here: his role, the key's scopes, the key's addresses, the business's approval, the age of the sign-in. */

import type { Membership, Permission, Standing } from '../businesses/index.ts';
import { Fault } from '../faults/index.ts';
import { RECENT_SECONDS, type SessionRecord } from '../identity/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import { isInBlocks } from '../platform/address.ts';
import type { GuardRequest } from './request.ts';

export function checkRole(membership: Membership, permission: Permission): void {
  if (!membership.role.permissions.has(permission)) throw denied(permission);
}

/** A key that is limited to some businesses does not act on the whole client account. */
export function checkKeyReach(key: KeyRecord): void {
  if (key.businessIds === null) return;
  const message = 'The secret key is limited to some businesses, and this acts on the whole client account.';
  throw new Fault('key.scope_insufficient', { message, field: 'SECRET_KEY' });
}

/** For a call that acts on the client account: its owner may do everything, a member what his roles permit. */
export function checkAccountRole(standing: Standing, permission: Permission): void {
  if (!standing.isOwner && !standing.roles.some((role) => role.permissions.has(permission))) throw denied(permission);
}

export function checkKeyLimits(key: KeyRecord, permission: Permission, request: GuardRequest): void {
  if (key.scopes !== null && !key.scopes.includes(permission)) {
    throw new Fault('key.scope_insufficient', {
      message: `The secret key does not have the scope ${permission}.`,
      field: 'SECRET_KEY',
    });
  }
  if (key.addresses !== null && !isInBlocks(request.address(), key.addresses)) {
    throw new Fault('key.address_forbidden', { field: 'SECRET_KEY' });
  }
}

export function checkApproval(membership: Membership): void {
  if (!membership.isApproved) throw new Fault('business.not_approved', { field: 'businessId' });
  if (membership.isSuspended) throw new Fault('business.suspended', { field: 'businessId' });
}

/** For what only a person has: a mailbox, a password of his own choice, a second factor. */
export function checkPerson(session: SessionRecord, request: GuardRequest): void {
  if (request.access.person !== true || session.userKind === 'person') return;
  throw new Fault('permission.denied', {
    message:
      'A service member cannot do this. Its password is replaced with POST /clients/members/{id}/rotate-credentials.',
  });
}

/** For sensitive acts: a token that was left behind or stolen must not be enough. */
export function checkRecent(session: SessionRecord, request: GuardRequest): void {
  if (request.access.recent === true)
    requireSignInWithin(session, RECENT_SECONDS, 'This needs a sign-in within the last 15 minutes.', request);
}

/** For who has no key yet: a recent sign-in stands in for it. */
export function checkSignInAge(session: SessionRecord, windowSeconds: number, request: GuardRequest): void {
  const minutes = Math.round(windowSeconds / 60);
  const message = `Without a secret key this works only within ${minutes} minutes of the sign-in.`;
  requireSignInWithin(session, windowSeconds, message, request);
}

function requireSignInWithin(session: SessionRecord, seconds: number, message: string, request: GuardRequest): void {
  if (request.now - session.authenticatedAt.getTime() <= seconds * 1000) return;
  throw new Fault('session.reauthentication_required', {
    message: `${message} Prove who you are with POST /auth/reauthenticate, or sign in again.`,
    field: 'Authorization',
  });
}

function denied(permission: Permission): Fault {
  return new Fault('permission.denied', { message: `Your role does not have the permission ${permission}.` });
}
