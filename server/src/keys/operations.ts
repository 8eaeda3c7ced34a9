/** What can be done with secret keys: make a pair, recognise one on a request, show the primary one, deactivate. */

import type { Actor, Audit } from '../audit/index.ts';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Environment } from '../platform/environment.ts';
import type { ClientId, Ids, SecretKeyId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Random } from '../platform/random.ts';
import type { Pepper, Seal } from '../platform/seal.ts';
import { mintKey } from './rules.ts';
import { deactivateKey, findKeyByDigest, findPrimaryKey, insertKey, type KeyRecord, type PrimaryKey } from './store.ts';

export interface KeyPair {
  readonly publicKey: string;
  readonly secretKey: string;
}

export interface Keys {
  /** A new pair for a client account that has none yet; it becomes the primary one. */
  createFirstPair(transaction: Transaction, clientId: ClientId): Promise<void>;
  /** The record of the key, whatever its state; undefined when no such key was ever issued here. */
  find(sql: Sql, secretKey: string): Promise<KeyRecord | undefined>;
  /** The primary pair in clear, for the server's own use. Fault `key.not_found`. */
  primaryPair(sql: Sql, clientId: ClientId): Promise<KeyPair>;
  /** The primary pair in clear, shown to a person: an audit event. Fault `key.not_found`. */
  revealPrimary(clientId: ClientId, actor: Actor): Promise<KeyPair>;
  /** Refuses the key from the next request on. Fault `key.not_found` when it is not an active key of the account. */
  deactivate(transaction: Transaction, clientId: ClientId, keyId: SecretKeyId): Promise<void>;
}

export interface KeysOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly seal: Seal;
}

export function createKeys(options: KeysOptions): Keys {
  const { audit, clock, database, environment, ids, pepper, random, seal } = options;
  const digestOf = (secretKey: string) => pepper.digest('secret-key', secretKey);
  const primary = async (sql: Sql, clientId: ClientId): Promise<PrimaryKey> => {
    const key = await findPrimaryKey(sql, clientId);
    if (key === undefined) throw new Fault('key.not_found');
    return key;
  };
  const open = (key: PrimaryKey): KeyPair => ({ publicKey: key.publicKey, secretKey: seal.open(key.sealed, key.id) });
  return {
    async createFirstPair(transaction, clientId) {
      const id = ids.next('secretKey');
      const secretKey = mintKey({ kind: 'secret', environment }, random);
      const publicKey = mintKey({ kind: 'public', environment }, random);
      await insertKey(transaction.sql, {
        id,
        clientId,
        digest: digestOf(secretKey),
        sealed: seal.seal(secretKey, id),
        publicKey,
        isPrimary: true,
        createdAt: new Date(clock.now()),
      });
    },

    find: (sql, secretKey) => findKeyByDigest(sql, digestOf(secretKey)),

    primaryPair: async (sql, clientId) => open(await primary(sql, clientId)),

    revealPrimary: (clientId, actor) =>
      database.transaction(async ({ sql }) => {
        const key = await primary(sql, clientId);
        await audit.record(sql, { action: 'keys.reveal', clientId, objectId: key.id, actor });
        return open(key);
      }),

    async deactivate(transaction, clientId, keyId) {
      const done = await deactivateKey(transaction.sql, clientId, keyId, new Date(clock.now()));
      if (!done) throw new Fault('key.not_found');
      transaction.changed(keyId);
    },
  };
}
