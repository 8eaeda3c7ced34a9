/**
 * What the two server secrets do: the key-encryption key seals values that must be shown again (AES-256-GCM), the
 * pepper turns values that must only be recognised into digests (HMAC-SHA256). Neither secret is ever in the database.
 */

import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Random } from './random.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Seal {
  /** Encrypts; `context` (for example the row's id) must be given again to open, so that sealed values cannot be swapped between rows. */
  seal(plain: string, context: string): Buffer;
  /** Throws if the value was altered or belongs to another context. */
  open(sealed: Uint8Array, context: string): string;
}

export function createSeal(keyEncryptionKey: Uint8Array, random: Random): Seal {
  const key = createSecretKey(keyEncryptionKey);
  return {
    seal(plain, context) {
      const iv = random.bytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context, 'utf8'));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Uint8Array.of(VERSION), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      if (sealed[0] !== VERSION) throw new Error('sealed value of an unknown version');
      const iv = sealed.subarray(1, 1 + IV_BYTES);
      const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context, 'utf8'));
      decipher.setAuthTag(tag);
      const body = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}

export interface Pepper {
  /** 32 bytes that recognise `value` for this purpose, and tell nothing to whoever lacks the pepper. */
  digest(purpose: PepperPurpose, value: string): Buffer;
}

export type PepperPurpose = 'installation' | 'secret-key' | 'sign-in-attempts' | 'idempotency' | 'device';

export function createPepper(pepper: Uint8Array): Pepper {
  // A key of its own per purpose: a digest made for one table is worth nothing in another.
  const derive = (purpose: PepperPurpose) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', `interstellas/${purpose}`, 32)));
  const keys = {
    installation: derive('installation'),
    'secret-key': derive('secret-key'),
    'sign-in-attempts': derive('sign-in-attempts'),
    idempotency: derive('idempotency'),
    device: derive('device'),
  } as const satisfies Record<PepperPurpose, unknown>;
  return {
    digest: (purpose, value) => createHmac('sha256', keys[purpose]).update(value, 'utf8').digest(),
  };
}
