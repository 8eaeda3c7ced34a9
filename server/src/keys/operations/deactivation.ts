/** Killing a key: from the next request on it is refused, everywhere. Never held up by the age of the sign-in. */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { ClientId, SecretKeyId } from '../../platform/ids.ts';
import { keyDeactivated } from '../letters.ts';
import { canStandIn, type StoredKey } from '../life.ts';
import { setDeactivated } from '../store/keys.ts';
import { ensurePrimary, type HeldKeys, holdKeys, requireKey } from './held-keys.ts';
import { type KeysOptions, tellContacts } from './options.ts';
import { occasionOf } from './records.ts';

/**
 * Harmless to repeat. Faults `key.not_found`, and `key.last_active` when no other key could stand in for this one, unless
 * `force`.
 */
export async function deactivateKey(
  options: KeysOptions,
  transaction: Transaction,
  change: {
    readonly clientId: ClientId;
    readonly id: SecretKeyId;
    /** Absent when the operator does it. */
    readonly actor: Actor | undefined;
    readonly force: boolean;
  },
): Promise<StoredKey> {
  const { clientId, id, actor, force } = change;
  const held = await holdKeys(options.clock, transaction, clientId);
  const key = await requireKey(held, id);
  if (key.deactivatedAt !== null) return key;
  const isLive = held.live.some((one) => one.id === id);
  if (isLive && !force && !held.live.some((other) => canStandIn(other, key))) throw new Fault('key.last_active');
  await endKey(held, key);
  const record = { action: 'keys.deactivate', clientId, objectId: id, ...(actor === undefined ? {} : { actor }) };
  const before = { deactivatedAt: null };
  const after = { deactivatedAt: held.now.toISOString() };
  await options.audit.record(transaction.sql, { ...record, before, after, details: { force } });
  const words = keyDeactivated(occasionOf(options.environment, key, held.now, actor));
  await tellContacts(options, transaction, clientId, words);
  return { ...key, deactivatedAt: held.now, isPrimary: false };
}

/** Ends the key, and hands the mark of the primary key on if it had it. */
export async function endKey(held: HeldKeys, key: StoredKey): Promise<void> {
  await setDeactivated(held.transaction.sql, key, held.now);
  held.transaction.changed(key.id);
  if (key.isPrimary)
    await ensurePrimary(
      held,
      held.live.filter((one) => one.id !== key.id),
    );
}
