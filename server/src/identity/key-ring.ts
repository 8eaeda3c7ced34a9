/**
 * The signing keys as this process knows them. Reloaded when a change is announced, when changes are not announced at
 * all, and, so that an invented `kid` does not cost a look-up per request, at most twice a second for one that is unknown.
 */

import { type CryptoKey, importJWK, type JWK } from 'jose';
import { type Changes, EVERYTHING } from '../platform/changes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { SigningKeyRow } from './store/signing-keys.ts';

export const SIGNING_ALGORITHM = 'ES256';

export interface SigningKey {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  /** Milliseconds since the epoch. */
  readonly signsFrom: number;
  /** When the last session signed with it is over; never for one that has not been replaced. */
  readonly verifiesUntil: number;
}

export interface KeyRing {
  /** Makes sure that no announced change is missing. */
  refresh(): Promise<void>;
  /** Asks the database again. */
  reload(): Promise<void>;
  /** The keys that verify now. */
  keys(): SigningKey[];
  find(id: string): SigningKey | undefined;
  /** Whether the key verifies now, as far as this process can tell without asking. */
  isKnown(id: string): boolean;
  /** Whether it was asked so recently that asking again about an unknown id is refused. */
  isRecent(): boolean;
}

/** The subject under which changes of the key set are announced. */
export const KEY_SET_CHANGED = 'signing-keys';
const RECENT_MS = 500;

export interface KeyRingOptions {
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Log;
  /** The rows of the keys that still verify. */
  readonly list: () => Promise<readonly SigningKeyRow[]>;
  /** The private half of a row. */
  readonly open: (row: SigningKeyRow) => JWK;
  readonly sessionTtlSeconds: number;
}

export function createKeyRing(options: KeyRingOptions): KeyRing {
  const { changes, clock } = options;
  let known = new Map<string, SigningKey>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let isOutdated = true;
  let loading: Promise<void> | undefined;
  changes.subscribe((subject) => {
    if (subject === KEY_SET_CHANGED || subject === EVERYTHING) isOutdated = true;
  });

  const toKey = async (row: SigningKeyRow): Promise<SigningKey> => ({
    id: row.id,
    publicJwk: row.publicJwk,
    publicKey: await importKey(row.publicJwk),
    privateKey: await importKey(options.open(row)),
    signsFrom: row.signsFrom.getTime(),
    verifiesUntil:
      row.replacedAt === null ? Number.POSITIVE_INFINITY : row.replacedAt.getTime() + options.sessionTtlSeconds * 1000,
  });
  const load = async (): Promise<void> => {
    // Before the question: a change that is announced while it is asked makes the answer outdated.
    isOutdated = false;
    try {
      const keys = await Promise.all((await options.list()).map(toKey));
      // A replacement is the operator's act, by a command: this is its trace where requests are served.
      const added = known.size === 0 ? [] : keys.filter(({ id }) => !known.has(id)).map(({ id }) => id);
      if (added.length > 0) options.log.warn({ signingKeys: added }, 'the signing keys were replaced');
      known = new Map(keys.map((key) => [key.id, key]));
      loadedAt = clock.monotonic();
    } catch (error) {
      isOutdated = true;
      throw error;
    }
  };
  const reload = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  };
  const isRecent = (): boolean => clock.monotonic() - loadedAt <= RECENT_MS;
  const find = (id: string): SigningKey | undefined => {
    const key = known.get(id);
    return key !== undefined && clock.now() < key.verifiesUntil ? key : undefined;
  };

  return {
    async refresh() {
      if (!changes.fresh() && !isRecent()) await reload();
      while (isOutdated) await reload();
    },
    reload,
    keys: () => [...known.keys()].flatMap((id) => find(id) ?? []),
    find,
    isKnown: (id) => !isOutdated && find(id) !== undefined,
    isRecent,
  };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('a signing key must be asymmetric');
  return key;
}
