/**
 * An authenticator in software: makes passkeys and signs with them as the one in a phone does (WebAuthn, ES256, no
 * attestation), and can be told to misbehave in every way that a server must notice. Knows nothing of the product.
 */

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What it does otherwise than it should. */
export interface Misbehaviour {
  /** The page that asks. */
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  readonly counter?: number;
  /** Makes no new passkey, but gives out the last one again. */
  readonly keepsCredential?: boolean;
  readonly userHandle?: string;
  /** Signs with another key than its own. */
  readonly hasForeignKey?: boolean;
  /** The format of the attestation that it offers though none is asked for. */
  readonly attestation?: string;
}

export interface CreationRequest {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

export interface AssertionRequest {
  readonly challenge: string;
  readonly rpId: string;
}

export interface Authenticator {
  /** As `navigator.credentials.create(…).toJSON()`. */
  create(request: CreationRequest, how?: Misbehaviour): object;
  /** As `navigator.credentials.get(…).toJSON()`, with the passkey made last. */
  get(request: AssertionRequest, how?: Misbehaviour): { readonly id: string };
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;
const NO_AAGUID = Buffer.alloc(16);
const CREDENTIAL_ID_BYTES = 16;

/** @param isCounting false: like passkeys that are synchronised, its counter stays 0. */
export function createAuthenticator(origin: string, isCounting = true): Authenticator {
  let keys = newKeys();
  let credentialId = randomBytes(CREDENTIAL_ID_BYTES);
  let userHandle = '';
  let counter = 0;
  const next = (): number => {
    if (isCounting) counter += 1;
    return counter;
  };
  const credential = () => {
    const id = credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  };
  const clientData = (type: string, challenge: string, how: Misbehaviour): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: how.challenge ?? challenge, origin: how.origin ?? origin }));
  const head = (rpId: string, how: Misbehaviour, extraFlags: number): Buffer => {
    const flags = USER_PRESENT | (how.isUserVerified === false ? 0 : USER_VERIFIED) | extraFlags;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(how.counter ?? next());
    return Buffer.concat([sha256(how.rpId ?? rpId), Buffer.of(flags), count]);
  };

  return {
    create(request, how = {}) {
      if (how.keepsCredential !== true) {
        keys = newKeys();
        credentialId = randomBytes(CREDENTIAL_ID_BYTES);
      }
      userHandle = request.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const authData = Buffer.concat([
        head(request.rp.id, how, HAS_CREDENTIAL),
        NO_AAGUID,
        length,
        credentialId,
        cosePublicKey(keys.publicKey),
      ]);
      const attestation = new Map<string, CborValue>([
        ['fmt', how.attestation ?? 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      return {
        ...credential(),
        response: {
          clientDataJSON: clientData('webauthn.create', request.challenge, how).toString('base64url'),
          attestationObject: cbor(attestation).toString('base64url'),
          transports: ['internal'],
        },
      };
    },

    get(request, how = {}) {
      const data = clientData('webauthn.get', request.challenge, how);
      const authData = head(request.rpId, how, 0);
      const signer = how.hasForeignKey === true ? newKeys().privateKey : keys.privateKey;
      return {
        ...credential(),
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', Buffer.concat([authData, sha256(data)]), signer).toString('base64url'),
          userHandle: how.userHandle ?? userHandle,
        },
      };
    },
  };
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** RFC 9053: type EC2, algorithm ES256, curve P-256, the two coordinates. */
function cosePublicKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

type CborValue = number | string | Buffer | Map<number | string, CborValue>;

/** As much of RFC 8949 as the above needs. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  return Buffer.concat([cborHead(5, value.size), ...[...value].flatMap(([name, part]) => [cbor(name), cbor(part)])]);
}

function cborHead(majorType: number, count: number): Buffer {
  if (count < 24) return Buffer.of((majorType << 5) | count);
  if (count < 256) return Buffer.of((majorType << 5) | 24, count);
  return Buffer.of((majorType << 5) | 25, count >> 8, count & 255);
}
