/**
 * What the two server secrets do: the key-encryption key seals values that must be shown again (AES-256-GCM), the
 * pepper turns values that must only be recognised into digests (HMAC-SHA256). Neither secret is ever in the database.
 * Each is an ordered list, so that it can be replaced while the server runs: the first is in use, all are accepted.
 */

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { Random } from './random.ts';

/** Values of the first version do not say which key sealed them. */
const UNNAMED_KEY = 1;
const NAMED_KEY = 2;
const ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** 32 bytes each: of each kind the one in use first, then others that are still accepted. */
export interface ServerSecrets {
  readonly keyEncryptionKeys: readonly Buffer[];
  readonly peppers: readonly Buffer[];
}

export interface Seal {
  /** Encrypts; `context` (for example the row's id) must be given again to open, so that sealed values cannot be swapped between rows. */
  seal(plain: string, context: string): Buffer;
  /** Throws if the value was altered, belongs to another context, or was sealed with a key that is not accepted. */
  open(sealed: Uint8Array, context: string): string;
  /** Whether the value was sealed with the key in use. */
  isCurrent(sealed: Uint8Array): boolean;
}

/** A seal whose keys can be replaced: what was sealed with a key that is no longer given does not open any more. */
export interface RotatingSeal extends Seal {
  use(keys: readonly Uint8Array[]): void;
}

/** Tells secrets apart in sealed values and messages, without telling anything about them. */
export function secretId(secret: Uint8Array): Buffer {
  return createHash('sha256').update('interstellas/secret-id').update(secret).digest().subarray(0, ID_BYTES);
}

interface SealingKey {
  readonly id: Buffer;
  readonly key: KeyObject;
}

export function createSeal(keyEncryptionKeys: readonly Uint8Array[], random: Random): RotatingSeal {
  let keys = toSealingKeys(keyEncryptionKeys);
  return {
    use(replacement) {
      keys = toSealingKeys(replacement);
    },
    seal(plain, context) {
      const { id, key } = keys[0];
      const head = Buffer.concat([Uint8Array.of(NAMED_KEY), id]);
      const iv = random.bytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.concat([head, Buffer.from(context, 'utf8')]));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      if (sealed[0] === NAMED_KEY) {
        const head = sealed.subarray(0, 1 + ID_BYTES);
        const named = keys.find(({ id }) => id.equals(head.subarray(1)));
        if (named === undefined) throw new Error('sealed with a key that is not among the key-encryption keys');
        const associated = Buffer.concat([head, Buffer.from(context, 'utf8')]);
        return decipher(named.key, sealed.subarray(head.length), associated);
      }
      if (sealed[0] !== UNNAMED_KEY) throw new Error('sealed value of an unknown version');
      return openUnnamed(keys, sealed.subarray(1), Buffer.from(context, 'utf8'));
    },
    isCurrent: (sealed) => sealed[0] === NAMED_KEY && keys[0].id.equals(sealed.subarray(1, 1 + ID_BYTES)),
  };
}

function toSealingKeys(secrets: readonly Uint8Array[]): readonly [SealingKey, ...SealingKey[]] {
  const [current, ...others] = secrets.map((secret) => ({ id: secretId(secret), key: createSecretKey(secret) }));
  if (current === undefined) throw new Error('sealing needs a key');
  return [current, ...others];
}

function openUnnamed(keys: readonly SealingKey[], sealed: Uint8Array, associated: Uint8Array): string {
  let refusal: unknown;
  for (const { key } of keys) {
    try {
      return decipher(key, sealed, associated);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

function decipher(key: KeyObject, sealed: Uint8Array, associated: Uint8Array): string {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const opening = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  opening.setAAD(associated);
  opening.setAuthTag(tag);
  const body = sealed.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([opening.update(body), opening.final()]).toString('utf8');
}

export interface Pepper {
  /** 32 bytes that recognise `value` for this purpose, and tell nothing to whoever lacks the pepper. */
  digest(purpose: PepperPurpose, value: string): Buffer;
  /** The digests under every pepper that is accepted, that of the one in use first: to look up what was stored before a rotation. */
  digests(purpose: PepperPurpose, value: string): readonly [Buffer, ...Buffer[]];
}

/** A pepper that can be replaced: what was stored under one that is no longer given is not recognised any more. */
export interface RotatingPepper extends Pepper {
  use(peppers: readonly Uint8Array[]): void;
}

const PURPOSES = [
  'installation',
  'secret-key',
  'sign-in-attempts',
  'idempotency',
  'device',
  'one-time-token',
  'one-time-code',
  'customer-bvn',
  'backup',
] as const;

export type PepperPurpose = (typeof PURPOSES)[number];

export function createPepper(peppers: readonly Uint8Array[]): RotatingPepper {
  let keys = toDigestingKeys(peppers);
  const digestWith = (key: DigestingKey, purpose: PepperPurpose, value: string): Buffer =>
    createHmac('sha256', key[purpose]).update(value, 'utf8').digest();
  return {
    use(replacement) {
      keys = toDigestingKeys(replacement);
    },
    digest: (purpose, value) => digestWith(keys[0], purpose, value),
    digests(purpose, value) {
      const [current, ...others] = keys;
      return [digestWith(current, purpose, value), ...others.map((key) => digestWith(key, purpose, value))];
    },
  };
}

type DigestingKey = Readonly<Record<PepperPurpose, KeyObject>>;

function toDigestingKeys(peppers: readonly Uint8Array[]): readonly [DigestingKey, ...DigestingKey[]] {
  // A key of its own per purpose: a digest made for one table is worth nothing in another.
  const derive = (pepper: Uint8Array, purpose: PepperPurpose): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', `interstellas/${purpose}`, 32)));
  const [current, ...others] = peppers.map(
    (pepper) => Object.fromEntries(PURPOSES.map((purpose) => [purpose, derive(pepper, purpose)])) as DigestingKey,
  );
  if (current === undefined) throw new Error('digesting needs a pepper');
  return [current, ...others];
}
