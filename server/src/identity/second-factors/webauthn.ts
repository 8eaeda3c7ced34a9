/**
 * Passkeys on the wire (WebAuthn). What comes from outside is judged by the library; whatever it objects to, a foreign
 * origin, an altered signature, bytes that are no CBOR, is one answer here: undefined.
 */

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Static } from 'typebox';
import { isLoopback } from '../../platform/address.ts';
import type { UserId } from '../../platform/ids.ts';
import type { PasskeyCredential, PasskeyHandle } from '../store/passkeys.ts';
import type { CreationOptions } from './schema.ts';

/** The site that passkeys belong to. */
export interface RelyingParty {
  /** Its domain, by which authenticators keep passkeys apart. */
  readonly id: string;
  /** Where the pages are that may ask for them, such as https://bank.example. */
  readonly origin: string;
  /** For people. */
  readonly name: string;
}

export interface RegisteredCredential extends PasskeyHandle {
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

/**
 * The site that a public URL belongs to. Browsers know passkeys of domains alone: on the machine itself that is
 * `localhost`, never the address that the server listens on.
 */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') url.hostname = 'localhost';
  return { id: url.hostname, origin: url.origin, name: NAME };
}

const NAME = 'Interstellas';

/** How long a browser waits for its user. */
const TIMEOUT_MS = 5 * 60_000;
const ES256 = -7;
const EDDSA = -8;
const RS256 = -257;
const ALGORITHMS = [ES256, EDDSA, RS256];

/** Loaded with the first passkey: most of it reads attestations and takes longer than all the rest of the start. */
const library = () => import('@simplewebauthn/server');

export interface WebAuthn {
  creationOptions(
    challenge: string,
    user: { readonly id: UserId; readonly email: string; readonly displayName: string },
    existing: readonly PasskeyHandle[],
  ): Promise<Static<typeof CreationOptions>>;
  /** @param allowed undefined: whichever passkey of this site the person chooses. */
  requestOptions(challenge: string, allowed?: readonly PasskeyHandle[]): Promise<PublicKeyCredentialRequestOptionsJSON>;
  verifyRegistration(response: RegistrationResponseJSON, challenge: string): Promise<RegisteredCredential | undefined>;
  /** The authenticator's counter when the signature is right, the user was verified and the counter did not fall back. */
  verifyAssertion(
    response: AuthenticationResponseJSON,
    challenge: string,
    credential: PasskeyCredential,
  ): Promise<number | undefined>;
}

export function createWebAuthn(site: RelyingParty): WebAuthn {
  return {
    async creationOptions(challenge, user, existing) {
      const { generateRegistrationOptions } = await library();
      const options = await generateRegistrationOptions({
        rpID: site.id,
        rpName: site.name,
        userID: Uint8Array.from(Buffer.from(user.id, 'utf8')),
        userName: user.email,
        userDisplayName: user.displayName,
        challenge: bytesOf(challenge),
        timeout: TIMEOUT_MS,
        // Which make of authenticator it is, is nobody's business here.
        attestationType: 'none',
        excludeCredentials: existing.map(toDescriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      });
      // The standard leaves open which members are there; the library fills in all of them.
      return options as Static<typeof CreationOptions>;
    },

    async requestOptions(challenge, allowed) {
      const { generateAuthenticationOptions } = await library();
      return generateAuthenticationOptions({
        rpID: site.id,
        challenge: bytesOf(challenge),
        timeout: TIMEOUT_MS,
        userVerification: 'required',
        ...(allowed === undefined ? {} : { allowCredentials: allowed.map(toDescriptor) }),
      });
    },

    verifyRegistration: (response, challenge) => judged(() => verifyRegistration(site, response, challenge)),
    verifyAssertion: (response, challenge, credential) =>
      judged(() => verifyAssertion(site, response, challenge, credential)),
  };
}

async function verifyRegistration(
  site: RelyingParty,
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<RegisteredCredential | undefined> {
  if (!(await isUnattested(response))) return undefined;
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    supportedAlgorithmIDs: ALGORITHMS,
    requireUserVerification: true,
  });
  if (registrationInfo === undefined || registrationInfo.credential.id !== response.id) return undefined;
  const { id, publicKey, counter } = registrationInfo.credential;
  return { credentialId: id, publicKey, counter, transports: response.response.transports ?? [] };
}

async function verifyAssertion(
  site: RelyingParty,
  response: AuthenticationResponseJSON,
  challenge: string,
  { credentialId, publicKey, counter, userId }: PasskeyCredential,
): Promise<number | undefined> {
  const { userHandle } = response.response;
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString('utf8') !== userId) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id: credentialId, publicKey: Uint8Array.from(publicKey), counter },
    requireUserVerification: true,
  });
  return verified ? authenticationInfo.newCounter : undefined;
}

/** The challenge that a browser says it answers; undefined when it says none. Nothing is proved by it yet. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/**
 * No attestation was asked for. Judging one, the library would call the addresses in its certificates, from inside a
 * transaction.
 */
async function isUnattested({ response }: RegistrationResponseJSON): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const attestation = decodeAttestationObject(bytesOf(response.attestationObject));
  const format = attestation.get('fmt');
  return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
}

/** The library throws at whatever it does not accept. */
async function judged<T>(verify: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}

function bytesOf(base64url: string) {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}

function toDescriptor({ credentialId, transports }: PasskeyHandle) {
  return { id: credentialId, transports: [...transports] };
}
