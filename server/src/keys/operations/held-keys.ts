/**
 * The keys of one client account, held still for as long as the transaction lasts: whoever changes a key decides on what
 * the change before his left, so that of two at once there is one winner.
 */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database.ts';
import type { ClientId, SecretKeyId } from '../../platform/ids.ts';
import { choosePrimary, exceeds, type KeyLimits, type StoredKey } from '../life.ts';
import { findKey, findLiveKeys, lockKeys, markPrimary } from '../store/keys.ts';

export interface HeldKeys {
  readonly transaction: Transaction;
  readonly clientId: ClientId;
  readonly now: Date;
  /** Those that open something at this moment, newest first. */
  readonly live: readonly StoredKey[];
}

export async function holdKeys(clock: Clock, transaction: Transaction, clientId: ClientId): Promise<HeldKeys> {
  await lockKeys(transaction.sql, clientId);
  const now = new Date(clock.now());
  return { transaction, clientId, now, live: await findLiveKeys(transaction.sql, clientId, now) };
}

/** Whatever its state. Fault `key.not_found`. */
export async function requireKey({ transaction, clientId }: HeldKeys, id: SecretKeyId): Promise<StoredKey> {
  const key = await findKey(transaction.sql, clientId, id);
  if (key === undefined) throw new Fault('key.not_found', { message: 'There is no such secret key.' });
  return key;
}

/** Faults `key.not_found`, `key.inactive`. */
export async function requireLiveKey(held: HeldKeys, id: SecretKeyId): Promise<StoredKey> {
  const key = held.live.find((candidate) => candidate.id === id);
  if (key !== undefined) return key;
  await requireKey(held, id);
  throw new Fault('key.inactive');
}

/** @param except the key that may have the name: the one that gets it. Fault `key.name_taken`. */
export function requireFreeName({ live }: HeldKeys, name: string, ...except: readonly SecretKeyId[]): void {
  const isTaken = live.some(
    (key) => key.replacedById === null && !except.includes(key.id) && key.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) throw new Fault('key.name_taken', { field: 'name' });
}

/** Keys that are being replaced do not count: a full account must be able to rotate. Fault `key.limit_reached`. */
export function requireRoom({ live }: HeldKeys, limit: number): void {
  if (live.filter((key) => key.replacedById === null).length < limit) return;
  throw new Fault('key.limit_reached', {
    message: `The client account has ${limit} active secret keys, and that is the most. Deactivate one first.`,
  });
}

/**
 * A key that is itself limited gives no key more than it has; a request without a key may give what the role may do.
 * Fault `key.scope_insufficient`.
 */
export function requireWithinOwn({ live }: HeldKeys, actor: Actor, wanted: Partial<KeyLimits>): void {
  if (actor.keyId === undefined) return;
  const own = live.find((key) => key.id === actor.keyId);
  // It ended between the guard's look at it and this moment.
  if (own === undefined)
    throw new Fault('key.scope_insufficient', {
      message: 'The secret key of this request has just ended.',
      field: 'SECRET_KEY',
    });
  const field = exceeds(own, wanted);
  if (field === undefined) return;
  const message = `The secret key of this request is itself limited, and cannot give more than it has: ${field}.`;
  throw new Fault('key.scope_insufficient', { message, field });
}

/** Sees to it that a key is primary, if there is one that may become so by itself. */
export async function ensurePrimary(held: HeldKeys, newestFirst: readonly StoredKey[]): Promise<void> {
  if (newestFirst.some((key) => key.isPrimary)) return;
  await markPrimary(held.transaction.sql, held.clientId, choosePrimary(newestFirst)?.id);
}
