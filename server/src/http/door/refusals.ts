/**
 * Which refusals belong into the record of a client account: what somebody who is known tried and may not do, proofs that
 * were wrong, and keys of an account that are no longer good. What comes without a verified credential belongs to nobody
 * and is only counted.
 */

import type { Audit } from '../../audit/index.ts';
import { Fault, type FaultCode } from '../../faults/index.ts';
import { callerOf, type RefusedCaller } from '../../guard/index.ts';
import type { Origin } from '../route.ts';

/** A wrong proof of who is signed in already: perhaps somebody else has his session. */
const OF_PROOFS: ReadonlySet<FaultCode> = new Set(['credentials.invalid', 'credentials.second_factor_invalid']);

/** Refused although, or because, the key is one that was given out. */
const OF_KEYS: ReadonlySet<FaultCode> = new Set([
  'credentials.key_invalid',
  'credentials.key_expired',
  'credentials.key_deactivated',
]);

export function recordRefusal(audit: Pick<Audit, 'refused'>, action: string, error: unknown, origin: Origin): void {
  const caller = callerOf(error);
  if (caller === undefined || !(error instanceof Fault) || !isForbidden(error, caller)) return;
  const { userId, sessionId, keyId, clientId, businessId } = caller;
  const { address, userAgent, requestId } = origin;
  audit.refused({
    action,
    code: error.code,
    clientId,
    ofUser: userId,
    objectId: businessId,
    actor: { userId, sessionId, keyId, address, userAgent, requestId },
  });
}

function isForbidden({ code, status }: Fault, { keyId }: RefusedCaller): boolean {
  return status === 403 || OF_PROOFS.has(code) || (keyId !== undefined && OF_KEYS.has(code));
}
