/** What can be done with secret keys. */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { Environment } from '../../platform/environment.ts';
import type { ClientId, SecretKeyId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { type KeyStatus, type StoredKey, statusOf } from '../life.ts';
import { maskedKey } from '../rules.ts';
import {
  countKeys,
  findKey,
  findKeyByDigest,
  findPrimaryKey,
  type KeyPage,
  type KeyRecord,
  listKeys,
  type PrimaryKey,
} from '../store/keys.ts';
import { findLastUses, findUsage, type KeyUsage, type LastUse } from '../store/usage.ts';
import { deactivateKey } from './deactivation.ts';
import { holdKeys, requireWithinOwn } from './held-keys.ts';
import { type Finding, type LeakPolicy, reportLeak } from './leaks.ts';
import { createKey, type NewKeySettings, updateKey } from './manage.ts';
import { type MintedKey, storeNewKey } from './mint.ts';
import type { KeysOptions } from './options.ts';
import { cancelRotation, type Rotation, rotateKey } from './rotation.ts';
import type { WantedSettings } from './settings.ts';

export interface KeyPair {
  readonly publicKey: string;
  readonly secretKey: string;
}

/** A key as its account sees it. */
export interface KeyView extends StoredKey {
  /** Its prefix and last four characters: `sk_test_…a1B2`. */
  readonly masked: string;
  readonly environment: Environment;
  readonly status: KeyStatus;
  readonly lastUse: LastUse | undefined;
}

/** Which key of which client account, and who acts. */
export interface KeyOf {
  readonly clientId: ClientId;
  readonly id: SecretKeyId;
  readonly actor: Actor;
}

export interface Keys {
  /** A new pair for a client account that has none yet; it becomes the primary one. */
  createFirstPair(transaction: Transaction, clientId: ClientId): Promise<void>;
  /** The record of the key, whatever its state; undefined when no such key was ever issued here. */
  find(sql: Sql, secretKey: string): Promise<KeyRecord | undefined>;
  /** The primary pair in clear, for the server's own use. Fault `key.not_found`. */
  primaryPair(sql: Sql, clientId: ClientId): Promise<KeyPair>;
  /** The primary pair in clear, shown to a person: an audit event. Faults `key.not_found`, `key.scope_insufficient`. */
  revealPrimary(clientId: ClientId, actor: Actor): Promise<KeyPair>;
  /** Every key of the account, whatever its state, newest first; with how many there are in all. */
  list(clientId: ClientId, page: KeyPage): Promise<{ readonly items: readonly KeyView[]; readonly totalCount: number }>;
  /** How much the key was used in the last 90 days, and from where. Fault `key.not_found`. */
  usage(clientId: ClientId, id: SecretKeyId): Promise<KeyUsage>;
  create(
    transaction: Transaction,
    key: { readonly clientId: ClientId; readonly wanted: NewKeySettings; readonly actor: Actor },
  ): Promise<MintedKey>;
  update(key: KeyOf & { readonly wanted: WantedSettings }): Promise<KeyView>;
  rotate(transaction: Transaction, key: KeyOf & { readonly overlapSeconds: number }): Promise<Rotation>;
  cancelRotation(key: KeyOf): Promise<KeyView>;
  /**
   * Refuses the key from the next request on; harmless to repeat. Without `by` it is the operator, who may end the last
   * key too. Faults `key.not_found`, `key.last_active`.
   */
  deactivate(
    transaction: Transaction,
    clientId: ClientId,
    id: SecretKeyId,
    by?: { readonly actor: Actor | undefined; readonly force: boolean },
  ): Promise<KeyView>;
  /** Acts on a key that was found in public; false when it is none that was issued here. */
  reportLeak(policy: LeakPolicy, finding: Finding): Promise<boolean>;
  /** The key as its account sees it now. */
  view(key: StoredKey, lastUse?: LastUse): KeyView;
}

const FIRST_KEY = { name: 'Default key', scopes: null, businessIds: null, addresses: null, expiresAt: null };

export function createKeys(options: KeysOptions): Keys {
  const { audit, clock, database, environment, pepper, seal } = options;
  const now = () => new Date(clock.now());
  const primary = async (sql: Sql, clientId: ClientId): Promise<PrimaryKey> => {
    const key = await findPrimaryKey(sql, clientId, now());
    if (key === undefined) throw new Fault('key.not_found');
    return key;
  };
  const open = (key: PrimaryKey): KeyPair => ({ publicKey: key.publicKey, secretKey: seal.open(key.sealed, key.id) });
  const view: Keys['view'] = (key, lastUse) => ({
    ...key,
    masked: maskedKey(environment, key.hint),
    environment,
    status: statusOf(key, now()),
    lastUse,
  });
  const viewed = async (sql: Sql, key: StoredKey): Promise<KeyView> =>
    view(key, (await findLastUses(sql, key.clientId, [key.id])).get(key.id));
  const inTransaction = (work: (transaction: Transaction) => Promise<StoredKey>): Promise<KeyView> =>
    database.transaction(async (transaction) => viewed(transaction.sql, await work(transaction)));

  return {
    async createFirstPair(transaction, clientId) {
      await storeNewKey(options, transaction.sql, { clientId, isPrimary: true, now: now(), settings: FIRST_KEY });
    },

    find: (sql, secretKey) => findKeyByDigest(sql, pepper.digests('secret-key', secretKey)),

    primaryPair: async (sql, clientId) => open(await primary(sql, clientId)),

    revealPrimary: (clientId, actor) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const held = await holdKeys(clock, transaction, clientId);
        const key = await primary(sql, clientId);
        const limits = held.live.find(({ id }) => id === key.id);
        if (limits !== undefined) requireWithinOwn(held, actor, limits);
        await audit.record(sql, { action: 'keys.reveal', clientId, objectId: key.id, actor });
        return open(key);
      }),

    async list(clientId, page) {
      const { sql } = database;
      const [items, totalCount] = await Promise.all([listKeys(sql, clientId, page), countKeys(sql, clientId)]);
      const ids = items.map(({ id }) => id);
      const uses = await findLastUses(sql, clientId, ids);
      return { items: items.map((key) => view(key, uses.get(key.id))), totalCount };
    },

    async usage(clientId, id) {
      const key = await findKey(database.sql, clientId, id);
      if (key === undefined) throw new Fault('key.not_found', { message: 'There is no such secret key.' });
      return findUsage(database.sql, clientId, id, now());
    },

    create: (transaction, key) => createKey(options, transaction, key),
    update: (key) => inTransaction((transaction) => updateKey(options, transaction, key)),
    rotate: (transaction, key) => rotateKey(options, transaction, key),
    cancelRotation: (key) => inTransaction((transaction) => cancelRotation(options, transaction, key)),

    async deactivate(transaction, clientId, id, by = { actor: undefined, force: true }) {
      return viewed(transaction.sql, await deactivateKey(options, transaction, { clientId, id, ...by }));
    },

    reportLeak: (policy, finding) => reportLeak(options, policy, finding),
    view,
  };
}
