/**
 * Replacing a key without downtime: a successor with the same settings takes over, and the old key lives on until the
 * overlap ends. At no moment is either of them refused that should work.
 */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { ClientId, SecretKeyId } from '../../platform/ids.ts';
import { keyRotated, rotationCancelled } from '../letters.ts';
import type { StoredKey } from '../life.ts';
import { maskedKey } from '../rules.ts';
import { markPrimary, setDeactivated, setNotReplaced, setReplaced } from '../store/keys.ts';
import {
  ensurePrimary,
  type HeldKeys,
  holdKeys,
  requireFreeName,
  requireKey,
  requireLiveKey,
  requireRoom,
  requireWithinOwn,
} from './held-keys.ts';
import { type MintedKey, storeNewKey } from './mint.ts';
import { type KeysOptions, tellContacts } from './options.ts';
import { occasionOf, settingsOf } from './records.ts';

interface KeyChange {
  readonly clientId: ClientId;
  readonly id: SecretKeyId;
  readonly actor: Actor;
}

export interface Rotation extends MintedKey {
  readonly replaced: StoredKey;
}

/** Faults `key.not_found`, `key.inactive`, `key.already_rotating`, `key.limit_reached`, `key.scope_insufficient`. */
export async function rotateKey(
  options: KeysOptions,
  transaction: Transaction,
  { clientId, id, actor, overlapSeconds }: KeyChange & { readonly overlapSeconds: number },
): Promise<Rotation> {
  const { audit, clock, environment, keysPerClient } = options;
  const { sql } = transaction;
  const held = await holdKeys(clock, transaction, clientId);
  const old = await requireLiveKey(held, id);
  if (old.replacedById !== null) throw new Fault('key.already_rotating');
  const settings = settingsOf(old);
  requireWithinOwn(held, actor, settings);
  if (overlapSeconds > 0) requireRoomToOverlap(held, keysPerClient);
  const { now } = held;
  if (old.isPrimary) await markPrimary(sql, clientId, undefined);
  const minted = await storeNewKey(options, sql, { clientId, isPrimary: old.isPrimary, now, settings });
  const retiresAt = overlapSeconds === 0 ? null : endOfOverlap(old, now, overlapSeconds);
  const successorId = minted.key.id;
  await setReplaced(sql, old, { successorId, retiresAt, at: now });
  transaction.changed(id);
  const after = { replacedById: successorId, retiresAt: (retiresAt ?? now).toISOString() };
  const before = { replacedById: null, retiresAt: null };
  await audit.record(sql, { action: 'keys.rotate', clientId, objectId: id, actor, before, after });
  const occasion = occasionOf(environment, minted.key, now, actor);
  const words = keyRotated(occasion, maskedKey(environment, old.hint), retiresAt ?? undefined);
  await tellContacts(options, transaction, clientId, words);
  const deactivatedAt = retiresAt === null ? now : null;
  return { ...minted, replaced: { ...old, isPrimary: false, replacedById: successorId, retiresAt, deactivatedAt } };
}

/** Never beyond the key's own expiry. */
function endOfOverlap(key: StoredKey, now: Date, seconds: number): Date {
  const end = new Date(now.getTime() + seconds * 1000);
  return key.expiresAt !== null && key.expiresAt < end ? key.expiresAt : end;
}

/** One rotation after another must not pile up keys that all still work. */
function requireRoomToOverlap({ live }: HeldKeys, limit: number): void {
  if (live.filter((key) => key.replacedById !== null).length < limit) return;
  const message = `The client account has ${limit} old keys whose overlap has not ended, and that is the most. Deactivate one of them, or rotate without an overlap.`;
  throw new Fault('key.limit_reached', { message });
}

/**
 * Takes the rotation of the (old) key back: it is as it was, and its successor is over.
 * Faults `key.not_found`, `key.not_rotating`, `key.name_taken`, `key.limit_reached`, `key.scope_insufficient`.
 */
export async function cancelRotation(
  options: KeysOptions,
  transaction: Transaction,
  { clientId, id, actor }: KeyChange,
): Promise<StoredKey> {
  const { audit, clock, environment, keysPerClient } = options;
  const { sql } = transaction;
  const held = await holdKeys(clock, transaction, clientId);
  const { now } = held;
  const { key, successor } = await requireRotation(held, id);
  requireWithinOwn(held, actor, settingsOf(key));
  requireFreeName(held, key.name, successor.id);
  const isSuccessorLive = held.live.some((one) => one.id === successor.id);
  if (isSuccessorLive) await setDeactivated(sql, successor, now);
  else requireRoom(held, keysPerClient);
  await setNotReplaced(sql, key);
  const others = held.live.filter((one) => one.id !== key.id && one.id !== successor.id);
  const restored = { ...key, replacedById: null, retiresAt: null, isPrimary: isSuccessorLive && successor.isPrimary };
  // The key gets back the mark that its successor took over.
  if (restored.isPrimary) await markPrimary(sql, clientId, key.id);
  else await ensurePrimary(held, [...others, restored]);
  for (const changed of [key.id, successor.id]) transaction.changed(changed);
  const before = { replacedById: successor.id, retiresAt: key.retiresAt?.toISOString() ?? null };
  const after = { replacedById: null, retiresAt: null };
  await audit.record(sql, { action: 'keys.cancel-rotation', clientId, objectId: id, actor, before, after });
  const words = rotationCancelled(occasionOf(environment, successor, now, actor), maskedKey(environment, key.hint));
  await tellContacts(options, transaction, clientId, words);
  return requireKey(held, id);
}

async function requireRotation(
  held: HeldKeys,
  id: SecretKeyId,
): Promise<{ readonly key: StoredKey; readonly successor: StoredKey }> {
  const key = await requireKey(held, id);
  const isLive = held.live.some((one) => one.id === id);
  if (!isLive || key.replacedById === null) throw new Fault('key.not_rotating');
  const successor = await requireKey(held, key.replacedById);
  if (successor.replacedById !== null && held.live.some((one) => one.id === successor.replacedById)) {
    const message = 'The successor has itself been rotated. Take that rotation back first.';
    throw new Fault('key.not_rotating', { message });
  }
  return { key, successor };
}
