/**
 * Whose request a refusal answers, as far as his credentials were verified. It is for the record of what was refused and
 * stands beside the fault, not in it: nothing that is made of a fault can tell it to the client.
 */

import type { BusinessId, ClientId, SecretKeyId, SessionId, UserId } from '../platform/ids.ts';

export interface RefusedCaller {
  userId?: UserId;
  sessionId?: SessionId;
  /** The client account of the key or the business that he came with, whether or not he has a place in it. */
  clientId?: ClientId;
  keyId?: SecretKeyId | undefined;
  /** The business that he asked for; not whether it is his, or exists. */
  businessId?: BusinessId;
}

const callers = new WeakMap<object, RefusedCaller>();

/** Returns the error, to be thrown on; whoever caught it first knew best. */
export function attributed(error: unknown, caller: RefusedCaller): unknown {
  if (typeof error === 'object' && error !== null && !callers.has(error)) callers.set(error, caller);
  return error;
}

export function callerOf(error: unknown): RefusedCaller | undefined {
  return typeof error === 'object' && error !== null ? callers.get(error) : undefined;
}
