/** Asking the browser for passkeys, in the shapes that the API takes. Refusals of the browser become words for people. */

import type { AuthPasskeyRegisterInput, AuthSignInPasskeyInput, PasskeyCreation } from '@interstellas/sdk';
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { PlainError } from './errors.ts';

export { browserSupportsWebAuthn as hasPasskeys } from '@simplewebauthn/browser';

/** What a passkey signed. */
export type SignedByPasskey = AuthSignInPasskeyInput['response'];

/** What the API sends; the browser judges what is in it. */
type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

export async function signWithPasskey(options: object): Promise<SignedByPasskey> {
  const optionsJSON = options as RequestOptions;
  const { id, rawId, response } = await inWords(optionsJSON.rpId, () => startAuthentication({ optionsJSON }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  const signed = { clientDataJSON, authenticatorData, signature, userHandle };
  return { id, rawId, type: 'public-key', clientExtensionResults: {}, response: signed };
}

export async function createPasskey(options: PasskeyCreation): Promise<AuthPasskeyRegisterInput['response']> {
  const optionsJSON = options as object as CreationOptions;
  const { id, rawId, response } = await inWords(options.rp.id, () => startRegistration({ optionsJSON }));
  const { clientDataJSON, attestationObject, transports } = response;
  const made = { clientDataJSON, attestationObject, transports };
  return { id, rawId, type: 'public-key', clientExtensionResults: {}, response: made };
}

async function inWords<Answer>(site: string | undefined, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw new PlainError(wordsFor(error, site), { cause: error });
  }
}

function wordsFor(error: unknown, site = ''): string {
  const code = error instanceof WebAuthnError ? error.code : undefined;
  switch (code) {
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return `Passkeys of this bank work at ${site} alone, and this page is at ${location.hostname}. Open it there.`;
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return 'This device has a passkey of yours already.';
    case 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT':
    case 'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT':
      return 'This device cannot keep a passkey, or has no screen lock to open it with.';
    default:
      return 'The browser gave no passkey. Try again, or use another way.';
  }
}
