/**
 * The keys that sign access tokens (ES256). They live in the database, the private half sealed. A new key is published
 * some time before it signs, and an old one keeps verifying until the last session signed with it is over, so rotating
 * ends nobody's session.
 */

import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Changes, EVERYTHING } from '../platform/changes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Seal } from '../platform/seal.ts';
import { createKeyRing, KEY_SET_CHANGED, SIGNING_ALGORITHM, type SigningKey } from './key-ring.ts';
import { endAllSessions } from './store/people.ts';
import {
  insertFirstSigningKey,
  insertSigningKey,
  listSigningKeys,
  removeSigningKeys,
  replaceSigningKeys,
} from './store/signing-keys.ts';

export interface SigningKeys {
  /** The key that signs now. */
  signing(): Promise<SigningKey>;
  /** The key of this id, if tokens signed with it are still valid; asks the database when it has reason to. */
  verifying(id: string): Promise<SigningKey | undefined>;
  /** Whether tokens signed with this key are still valid, as far as this process knows. No I/O. */
  isKnown(id: string): boolean;
  /** The public halves, as `/.well-known/jwks.json` shows them. */
  published(): Promise<JWK[]>;
  /** Makes a key that signs from now + PUBLISH_AHEAD_MS on, or at once and as the only one if the old ones leaked; then every session ends. */
  rotate(options: { readonly compromised: boolean }): Promise<string>;
}

/** Longer than every process needs to learn of a key, and than a careful verifier caches the key set. */
const PUBLISH_AHEAD_MS = 10 * 60_000;

export interface SigningKeysOptions {
  readonly changes: Changes;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly log: Log;
  readonly seal: Seal;
  readonly sessionTtlSeconds: number;
}

export function createSigningKeys(options: SigningKeysOptions): SigningKeys {
  const { clock, database, log, seal, sessionTtlSeconds } = options;
  const ring = createKeyRing({
    ...options,
    list: () => listSigningKeys(database.sql, new Date(clock.now() - sessionTtlSeconds * 1000)),
    open: (row) => JSON.parse(seal.open(row.privateJwkSealed, row.id)) as JWK,
  });
  const newest = (): SigningKey | undefined => {
    const usable = ring.keys().filter((key) => key.signsFrom <= clock.now());
    return usable.sort((one, other) => other.signsFrom - one.signsFrom)[0];
  };

  return {
    async signing() {
      await ring.refresh();
      if (newest() === undefined) {
        const first = await mint(options);
        await insertFirstSigningKey(database, { ...first, signsFrom: first.createdAt });
        await ring.reload();
      }
      const key = newest();
      if (key === undefined) throw new Error('there is no signing key');
      return key;
    },
    async verifying(id) {
      await ring.refresh();
      if (ring.find(id) === undefined && !ring.isRecent()) await ring.reload();
      return ring.find(id);
    },
    isKnown: ring.isKnown,
    async published() {
      await ring.refresh();
      return ring.keys().map((key) => key.publicJwk);
    },
    async rotate({ compromised }) {
      const key = await mint(options);
      const signsFrom = compromised ? key.createdAt : new Date(clock.now() + PUBLISH_AHEAD_MS);
      await database.transaction(async (transaction) => {
        if (compromised) {
          await removeSigningKeys(transaction.sql);
          await endAllSessions(transaction.sql, key.createdAt);
          transaction.changed(EVERYTHING);
        } else {
          await replaceSigningKeys(transaction.sql, signsFrom);
        }
        await insertSigningKey(transaction.sql, { ...key, signsFrom });
        transaction.changed(KEY_SET_CHANGED);
      });
      // It concerns every client account, and is in the record of none.
      log.warn({ signingKey: key.id, compromised, signsFrom: signsFrom.toISOString() }, 'the signing key was replaced');
      return key.id;
    },
  };
}

async function mint({ clock, ids, seal }: SigningKeysOptions) {
  const id = ids.next('signingKey');
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: id, alg: SIGNING_ALGORITHM, use: 'sig' };
  const privateJwkSealed = seal.seal(JSON.stringify(await exportJWK(pair.privateKey)), id);
  return { id, publicJwk, privateJwkSealed, createdAt: new Date(clock.now()) };
}
