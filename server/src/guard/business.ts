/** Step 4: businessId says where. Whether a business that is not the caller's exists is never told. */

import type { Membership } from '../businesses/index.ts';
import { Fault } from '../faults/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import { type BusinessId, type ClientId, isId } from '../platform/ids.ts';
import type { Fact } from './facts.ts';
import { refuse, refuseMissing } from './refusal.ts';
import { type GuardRequest, missingCredentials } from './request.ts';

const FIELD = 'businessId';
const OWNERS_ONLY = 'Only the owner of a client account may leave out the business: send businessId: <id>.';

export function requireBusinessId(request: GuardRequest): BusinessId {
  const { businessId } = request.credentials;
  if (businessId === undefined) throw refuseMissing('credentials.business_missing', missingCredentials(request), FIELD);
  if (!isId('business', businessId)) throw refuse('credentials.business_invalid', FIELD, request);
  return businessId;
}

/** The caller's active membership, in a business of the key's client account that the key is not kept away from. */
export function checkMembership(
  membership: Fact<Membership> | undefined,
  key: Fact<KeyRecord> | undefined,
): Fact<Membership> {
  const place = membership?.value;
  const isAdmitted =
    place?.isActive === true &&
    (key === undefined || place.clientId === key.value.clientId) &&
    (key?.value.businessIds?.includes(place.businessId) ?? true);
  if (membership === undefined || !isAdmitted) throw new Fault('business.forbidden', { field: FIELD });
  return membership;
}

/** The owner of a client account may leave out the business: the account is then his own. */
export function checkOwnedClient(owned: ClientId | undefined, key: Fact<KeyRecord> | undefined): ClientId {
  const isOwn = owned !== undefined && (key === undefined || key.value.clientId === owned);
  if (!isOwn) throw refuseMissing('credentials.business_missing', [{ message: OWNERS_ONLY, field: FIELD }], FIELD);
  return owned;
}
