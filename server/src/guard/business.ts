/** Step 4: businessId says where. Whether a business that is not the caller's exists is never told. */

import type { Membership } from '../businesses/index.ts';
import { Fault } from '../faults/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import { type BusinessId, type ClientId, isId } from '../platform/ids.ts';
import { refuse, refuseMissing } from './refusal.ts';
import { type GuardRequest, missingCredentials } from './request.ts';

const FIELD = 'businessId';

export function requireBusinessId(request: GuardRequest): BusinessId {
  const { businessId } = request.credentials;
  if (businessId === undefined) throw refuseMissing('credentials.business_missing', missingCredentials(request), FIELD);
  if (!isId('business', businessId)) throw refuse('credentials.business_invalid', FIELD, request);
  return businessId;
}

/** The caller's active membership, in a business of the key's client account that the key is not kept away from. */
export function checkMembership(membership: Membership | undefined, key: KeyRecord | undefined): Membership {
  const admitted =
    membership?.isActive === true &&
    (key === undefined || membership.clientId === key.clientId) &&
    (key?.businessIds?.includes(membership.businessId) ?? true);
  if (!admitted) throw new Fault('business.forbidden', { field: FIELD });
  return membership;
}

/** The owner of a client account may leave out the business: the account is then his own. */
export function checkOwnedClient(owned: ClientId | undefined, key: KeyRecord | undefined): ClientId {
  const isOwn = owned !== undefined && (key === undefined || key.clientId === owned);
  if (!isOwn) throw refuseMissing('credentials.business_missing', [{ message: OWNERS_ONLY, field: FIELD }], FIELD);
  return owned;
}

const OWNERS_ONLY = 'Only the owner of a client account may leave out the business: send businessId: <id>.';
