/** Step 5: what the caller may do here: his role, the key's scopes, the key's addresses, the business's approval, the age of the sign-in. */

import { type Membership, type Permission, rolePermits, type Standing } from '../businesses/index.ts';
import { Fault } from '../faults/index.ts';
import type { SessionRecord } from '../identity/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import { isInBlocks } from '../platform/address.ts';
import type { GuardRequest } from './request.ts';

export function checkRole(membership: Membership, permission: Permission): void {
  if (!rolePermits(membership.role, permission)) throw denied(permission);
}

/** A key that is limited to some businesses does not act on the whole client account. */
export function checkKeyReach(key: KeyRecord): void {
  if (key.businessIds === null) return;
  const message = 'The secret key is limited to some businesses, and this acts on the whole client account.';
  throw new Fault('key.scope_insufficient', { message, field: 'SECRET_KEY' });
}

/** For a call that acts on the client account: its owner may do everything, a member what his roles permit. */
export function checkAccountRole(standing: Standing, permission: Permission): void {
  if (!standing.isOwner && !standing.roles.some((role) => rolePermits(role, permission))) throw denied(permission);
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
}

export function checkSignInAge(session: SessionRecord, windowSeconds: number, request: GuardRequest): void {
  if (request.now - session.createdAt.getTime() > windowSeconds * 1000) {
    throw new Fault('session.reauthentication_required', {
      message: `Without a secret key this works only within ${Math.round(windowSeconds / 60)} minutes of the sign-in. Sign in again.`,
      field: 'Authorization',
    });
  }
}

function denied(permission: Permission): Fault {
  return new Fault('permission.denied', { message: `Your role does not have the permission ${permission}.` });
}
