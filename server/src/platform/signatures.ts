/**
 * Signatures of others that come with a request: ECDSA on P-256 with SHA-256, and the public keys that verify them, in
 * the form in which GitHub publishes its own (`{ public_keys: [{ key_identifier, key }] }`).
 */

import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** By the identifier that a signature names. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** The keys in the text; undefined when it is not of that form, holds no key, or one of another kind. */
export function parsePublicKeys(text: string): PublicKeys | undefined {
  try {
    const { public_keys: list } = JSON.parse(text) as { public_keys: { key_identifier: unknown; key: unknown }[] };
    const keys = list.map(({ key_identifier: id, key: pem }) => {
      if (typeof id !== 'string' || id === '') throw new Error('a key without an identifier');
      const key = createPublicKey(String(pem));
      if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('not a key on P-256');
      return [id, key] as const;
    });
    return keys.length === 0 ? undefined : new Map(keys);
  } catch {
    return undefined;
  }
}

/** @param signature base64 of the DER form. */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: string): boolean {
  try {
    return verify('sha256', bytes, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
