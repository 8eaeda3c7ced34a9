/**
 * The keys that sign access tokens (ES256). They live in the database, the private half sealed. A new key is published
 * some time before it signs, and an old one keeps verifying until the last session signed with it is over, so rotating
 * ends nobody's session.
 */

import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Changes } from '../platform/changes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Seal } from '../platform/seal.ts';
import {
  insertFirstSigningKey,
  insertSigningKey,
  listSigningKeys,
  removeSigningKeys,
  replaceSigningKeys,
} from './store/signing-keys.ts';

export const SIGNING_ALGORITHM = 'ES256';

export interface SigningKey {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  readonly signsFrom: number;
}

export interface SigningKeys {
  /** The key that signs now. */
  signing(): Promise<SigningKey>;
  /** The key of this id, if tokens signed with it are still valid; asks the database when it has reason to. */
  verifying(id: string): Promise<SigningKey | undefined>;
  /** Whether tokens signed with this key are still valid, as far as this process knows. No I/O. */
  isKnown(id: string): boolean;
  /** The public halves, as `/.well-known/jwks.json` shows them. */
  published(): Promise<JWK[]>;
  /** Makes a key that signs from now + PUBLISH_AHEAD on, or at once and as the only one if the old ones leaked. */
  rotate(options: { readonly compromised: boolean }): Promise<string>;
}

/** The subject under which changes of the key set are announced. */
const CHANGE_SUBJECT = 'signing-keys';
/** Longer than every process needs to learn of a key, and than a careful verifier caches the key set. */
const PUBLISH_AHEAD_MS = 10 * 60_000;
/** An invented `kid` must not cost a look-up per request. */
const RELOAD_AT_MOST_EVERY_MS = 500;

export interface SigningKeysOptions {
  readonly changes: Changes;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly seal: Seal;
  readonly sessionTtlSeconds: number;
}

export function createSigningKeys(options: SigningKeysOptions): SigningKeys {
  const { changes, clock, database, ids, seal } = options;
  let known = new Map<string, SigningKey>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let outdated = true;
  let loading: Promise<void> | undefined;
  changes.subscribe((subject) => {
    if (subject === CHANGE_SUBJECT || subject === '*') outdated = true;
  });

  const mint = async () => {
    const id = ids.next('signingKey');
    const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: id, alg: SIGNING_ALGORITHM, use: 'sig' };
    const sealed = seal.seal(JSON.stringify(await exportJWK(pair.privateKey)), id);
    return { id, publicJwk, privateJwkSealed: sealed, createdAt: new Date(clock.now()) };
  };

  const load = async (): Promise<void> => {
    outdated = false;
    try {
      // A session signed just before its key was replaced lives for a TTL, and no token is older than that.
      const since = new Date(clock.now() - options.sessionTtlSeconds * 1000);
      const rows = await listSigningKeys(database.sql, since);
      const keys = await Promise.all(
        rows.map(async (row): Promise<SigningKey> => {
          const privateJwk = JSON.parse(seal.open(row.privateJwkSealed, row.id)) as JWK;
          return {
            id: row.id,
            publicJwk: row.publicJwk,
            publicKey: await importKey(row.publicJwk),
            privateKey: await importKey(privateJwk),
            signsFrom: row.signsFrom.getTime(),
          };
        }),
      );
      known = new Map(keys.map((key) => [key.id, key]));
      loadedAt = clock.monotonic();
    } catch (error) {
      outdated = true;
      throw error;
    }
  };
  const reload = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  };
  /** The set may be behind when a change was announced, or when changes are not announced at all. */
  const ensureCurrent = async (): Promise<void> => {
    const old = clock.monotonic() - loadedAt > RELOAD_AT_MOST_EVERY_MS;
    if (outdated || (old && !changes.fresh())) await reload();
  };
  const newest = (): SigningKey | undefined => {
    const now = clock.now();
    const usable = [...known.values()].filter((key) => key.signsFrom <= now);
    return usable.sort((one, other) => other.signsFrom - one.signsFrom)[0];
  };

  return {
    async signing() {
      await ensureCurrent();
      if (newest() === undefined) {
        const first = await mint();
        await insertFirstSigningKey(database, { ...first, signsFrom: first.createdAt });
        await reload();
      }
      const key = newest();
      if (key === undefined) throw new Error('there is no signing key');
      return key;
    },
    async verifying(id) {
      await ensureCurrent();
      if (!known.has(id) && clock.monotonic() - loadedAt > RELOAD_AT_MOST_EVERY_MS) await reload();
      return known.get(id);
    },
    isKnown: (id) => !outdated && known.has(id),
    async published() {
      await ensureCurrent();
      return [...known.values()].map((key) => key.publicJwk);
    },
    async rotate({ compromised }) {
      const key = await mint();
      const signsFrom = compromised ? key.createdAt : new Date(clock.now() + PUBLISH_AHEAD_MS);
      await database.transaction(async (transaction) => {
        if (compromised) await removeSigningKeys(transaction.sql);
        else await replaceSigningKeys(transaction.sql, signsFrom);
        await insertSigningKey(transaction.sql, { ...key, signsFrom });
        transaction.changed(CHANGE_SUBJECT);
      });
      return key.id;
    },
  };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('a signing key must be asymmetric');
  return key;
}
