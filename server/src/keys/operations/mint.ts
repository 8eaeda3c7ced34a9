/** Making a key: the pair, its digest, its sealed form. The only place where a new secret key is in clear. */

import type { ClientId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { KeySettings, StoredKey } from '../life.ts';
import { hintOf, mintKey } from '../rules.ts';
import { insertKey } from '../store/keys.ts';
import type { KeysOptions } from './options.ts';

export interface MintedKey {
  readonly key: StoredKey;
  readonly secretKey: string;
}

export async function storeNewKey(
  { environment, ids, pepper, random, seal }: KeysOptions,
  sql: Sql,
  { clientId, isPrimary, now, settings }: { clientId: ClientId; isPrimary: boolean; now: Date; settings: KeySettings },
): Promise<MintedKey> {
  const id = ids.next('secretKey');
  const secretKey = mintKey({ kind: 'secret', environment }, random);
  const publicKey = mintKey({ kind: 'public', environment }, random);
  const { name, scopes, businessIds, addresses, expiresAt } = settings;
  const shown = { id, clientId, name, scopes, businessIds, addresses, expiresAt, publicKey, isPrimary, createdAt: now };
  const hint = hintOf(secretKey);
  const digest = pepper.digest('secret-key', secretKey);
  await insertKey(sql, { ...shown, hint, digest, sealed: seal.seal(secretKey, id) });
  const key = { ...shown, hint, retiresAt: null, replacedById: null, leakedAt: null, deactivatedAt: null };
  return { key, secretKey };
}
