/** Making a key and changing what it is limited to. */

import type { Actor } from '../../audit/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { ClientId, SecretKeyId } from '../../platform/ids.ts';
import { keyCreated, keyUpdated } from '../letters.ts';
import { choosePrimary, type KeySettings, type StoredKey } from '../life.ts';
import { markPrimary, updateKeySettings } from '../store/keys.ts';
import {
  type HeldKeys,
  holdKeys,
  requireFreeName,
  requireLiveKey,
  requireRoom,
  requireWithinOwn,
} from './held-keys.ts';
import { type MintedKey, storeNewKey } from './mint.ts';
import { type KeysOptions, tellContacts } from './options.ts';
import { factsOf, occasionOf, settingsOf } from './records.ts';
import { readSettings, type WantedSettings } from './settings.ts';

export interface NewKeySettings extends WantedSettings {
  readonly name: string;
}

const UNLIMITED = { scopes: null, businessIds: null, addresses: null, expiresAt: null };

/** Faults `request.unprocessable`, `key.limit_reached`, `key.name_taken`, `key.scope_insufficient`. */
export async function createKey(
  options: KeysOptions,
  transaction: Transaction,
  { clientId, wanted, actor }: { clientId: ClientId; wanted: NewKeySettings; actor: Actor },
): Promise<MintedKey> {
  const { audit, clock, environment, keysPerClient, permissions } = options;
  const { sql } = transaction;
  const held = await holdKeys(clock, transaction, clientId);
  const { now } = held;
  const asked = await readSettings(wanted, { sql, clientId, now, permissions });
  const settings: KeySettings = { ...UNLIMITED, ...asked, name: asked.name ?? wanted.name };
  requireWithinOwn(held, actor, settings);
  requireRoom(held, keysPerClient);
  requireFreeName(held, settings.name);
  const isPrimary =
    !held.live.some((key) => key.isPrimary) && choosePrimary([{ ...settings, replacedById: null }]) !== undefined;
  // A primary key that has expired still carries the mark.
  if (isPrimary) await markPrimary(sql, clientId, undefined);
  const minted = await storeNewKey(options, sql, { clientId, isPrimary, now, settings });
  const { key } = minted;
  await audit.record(sql, { action: 'keys.create', clientId, objectId: key.id, actor, after: factsOf(settings) });
  await tellContacts(options, transaction, clientId, keyCreated(occasionOf(environment, key, now, actor)));
  return minted;
}

/** Counts from the next request on. Faults as of `createKey`, and `key.not_found`, `key.inactive`. */
export async function updateKey(
  options: KeysOptions,
  transaction: Transaction,
  { clientId, id, wanted, actor }: { clientId: ClientId; id: SecretKeyId; wanted: WantedSettings; actor: Actor },
): Promise<StoredKey> {
  const { audit, clock, environment, permissions } = options;
  const { sql } = transaction;
  const held = await holdKeys(clock, transaction, clientId);
  const key = await requireLiveKey(held, id);
  const asked = await readSettings(wanted, { sql, clientId, now: held.now, permissions });
  const { before, after } = differences(settingsOf(key), asked);
  if (Object.keys(after).length === 0) return key;
  refuseChange(held, { key, after, actor });
  const changed = { ...key, ...after };
  await updateKeySettings(sql, clientId, id, settingsOf(changed));
  transaction.changed(id);
  const record = { before: factsOf(before), after: factsOf(after) };
  await audit.record(sql, { action: 'keys.update', clientId, objectId: id, actor, ...record });
  await tellContacts(options, transaction, clientId, keyUpdated(occasionOf(environment, changed, held.now, actor)));
  return changed;
}

function refuseChange(
  held: HeldKeys,
  { key, after, actor }: { key: StoredKey; after: Partial<KeySettings>; actor: Actor },
): void {
  requireWithinOwn(held, actor, after);
  if (after.name !== undefined && key.replacedById === null) requireFreeName(held, after.name, key.id);
}

/** What the wanted settings change, as it was and as it will be. */
function differences(
  present: KeySettings,
  asked: Partial<KeySettings>,
): { readonly before: Partial<KeySettings>; readonly after: Partial<KeySettings> } {
  const names = (Object.keys(asked) as (keyof KeySettings)[]).filter(
    (name) => JSON.stringify(asked[name]) !== JSON.stringify(present[name]),
  );
  const pick = (settings: Partial<KeySettings>): Partial<KeySettings> =>
    Object.fromEntries(names.map((name) => [name, settings[name]]));
  return { before: pick(present), after: pick(asked) };
}
