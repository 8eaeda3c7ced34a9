/** The wire shapes of second factors and passkeys. Those of WebAuthn have the names that browsers give and take. */

import { Type } from 'typebox';
import { exampleId, id, nullable, patterned, text, timestamp } from '../../platform/schema.ts';
import type { Passkey } from '../store/passkeys.ts';
import type { FactorSummary } from '../store/second-factors.ts';
import { RECOVERY_CODE_MAX_LENGTH } from './recovery-codes.ts';

const RECOVERY_CODE = '7k2m-x9vd-4hqa-w3tz-0n5r-b8ye';
const CREDENTIAL_ID = '3q2-7wABAgMEBQYHCAkKCw';
const CHALLENGE = 'mB2Kx0fVYcYw5s1vLQmR8hTzUeJd3nGaPqXoI7tWkZE';
/** `{"type":"webauthn.get","challenge":"…","origin":"https://bank.example"}` and its like. */
const CLIENT_DATA = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0';

/** Bytes, as WebAuthn writes them in JSON. */
function base64url(maxLength: number, example: string, description?: string) {
  return patterned('^[A-Za-z0-9_-]*$', 'must be base64url', {
    maxLength,
    examples: [example],
    ...(description === undefined ? {} : { description }),
  });
}

const code = patterned('^[0-9]{6}$', 'must be six digits', {
  description: 'Six digits, as the authenticator app shows them.',
  examples: ['492039'],
});

const recoveryCode = text({
  maxLength: RECOVERY_CODE_MAX_LENGTH,
  description: 'One of the recovery codes; it works once.',
  examples: [RECOVERY_CODE],
});

const recoveryCodes = Type.Array(Type.String({ examples: [RECOVERY_CODE] }), {
  description: 'Ten codes, each of which works once in the place of a second factor. They are never shown again.',
});

const credential = {
  id: base64url(1400, CREDENTIAL_ID),
  rawId: base64url(1400, CREDENTIAL_ID),
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Object({}, { additionalProperties: false }),
};

/** `RegistrationResponseJSON`. */
const RegistrationResponse = Type.Object(
  {
    ...credential,
    response: Type.Object({
      clientDataJSON: base64url(8192, CLIENT_DATA),
      attestationObject: base64url(65_536, 'o2NmbXRkbm9uZWdhdHRTdG10oA'),
      transports: Type.Optional(
        // Any words, since browsers learn new ones: they go back to a browser and mean nothing here.
        Type.Array(text({ maxLength: 32, examples: ['internal'] }), { maxItems: 16 }),
      ),
    }),
  },
  { description: 'What `navigator.credentials.create` answered (`toJSON()` of it).' },
);

/** `AuthenticationResponseJSON`. */
const AssertionResponse = Type.Object(
  {
    ...credential,
    response: Type.Object({
      clientDataJSON: base64url(8192, CLIENT_DATA),
      authenticatorData: base64url(8192, 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ'),
      signature: base64url(2048, 'MEUCIQDx7eJb3k'),
      userHandle: Type.Optional(base64url(128, 'dXNyXzAxanozazV2OGU')),
    }),
  },
  { description: 'What `navigator.credentials.get` answered (`toJSON()` of it).' },
);

export const CodeBody = Type.Object({ code });

/** The three ways to prove a second factor, of which one is given. */
export const proof = {
  code: Type.Optional(code),
  recoveryCode: Type.Optional(recoveryCode),
  passkey: Type.Optional(AssertionResponse),
};

export const SecondStepBody = Type.Object(
  {
    challenge: base64url(64, CHALLENGE, '`secondFactor.challenge` of the refused sign-in.'),
    ...proof,
  },
  {
    description: 'The challenge with exactly one of `code`, `recoveryCode` and `passkey`.',
    examples: [{ challenge: CHALLENGE, code: '492039' }],
  },
);

export const PasskeySignInBody = Type.Object({ response: AssertionResponse });

export const NewPasskeyBody = Type.Object({
  name: text({ maxLength: 100, description: 'By which you know it again.', examples: ['Phone of Ngozi Bello'] }),
  response: RegistrationResponse,
});

export const TotpBegun = Type.Object({
  secret: Type.String({
    description: 'For the authenticator app, in base32. It is never shown again.',
    examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
  }),
  uri: Type.String({
    description: 'The same for a QR code.',
    examples: [
      'otpauth://totp/Interstellas:ngozi%40example.com?issuer=Interstellas&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
    ],
  }),
});

export const RecoveryCodes = Type.Object({ recoveryCodes });

const passkey = {
  id: id('passkey'),
  name: Type.String({ examples: ['Phone of Ngozi Bello'] }),
  createdAt: timestamp('When it was added.'),
  lastUsedAt: nullable(timestamp('When it was last used.'), 'When it was last used; null: never.'),
};

export const PasskeyItem = Type.Object(passkey);

export const PasskeyAdded = Type.Object({
  ...passkey,
  recoveryCodes: Type.Array(Type.String({ examples: [RECOVERY_CODE] }), {
    description:
      'Ten recovery codes with the first second factor of an account, else none. They are never shown again.',
  }),
});

export const PasskeyPath = Type.Object({ id: id('passkey', { description: 'From `GET /auth/passkeys`.' }) });

export const SecondFactorSummary = Type.Object({
  totpSince: nullable(timestamp('Since when.'), 'Since when an authenticator app is active; null: none is.'),
  passkeyCount: Type.Integer({ description: 'How many passkeys there are.', examples: [1] }),
  recoveryCodesLeft: Type.Integer({ description: 'How many recovery codes were not used yet.', examples: [10] }),
});

const descriptors = Type.Array(
  Type.Object({
    id: Type.String({ examples: [CREDENTIAL_ID] }),
    type: Type.String({ examples: ['public-key'] }),
    transports: Type.Optional(Type.Array(Type.String({ examples: ['internal'] }))),
  }),
);

const challenge = Type.String({ description: 'Works once, for five minutes.', examples: [CHALLENGE] });
const timeout = Type.Integer({ description: 'Milliseconds.', examples: [300_000] });

export const CreationOptions = Type.Object(
  {
    challenge,
    timeout,
    rp: Type.Object({
      id: Type.String({ examples: ['localhost'] }),
      name: Type.String({ examples: ['Interstellas'] }),
    }),
    user: Type.Object({
      id: Type.String({ examples: [Buffer.from(exampleId('user')).toString('base64url')] }),
      name: Type.String({ examples: ['ngozi@example.com'] }),
      displayName: Type.String({ examples: ['Ngozi Bello'] }),
    }),
    pubKeyCredParams: Type.Array(
      Type.Object({ alg: Type.Integer({ examples: [-7] }), type: Type.String({ examples: ['public-key'] }) }),
    ),
    attestation: Type.String({ examples: ['none'] }),
    excludeCredentials: descriptors,
    authenticatorSelection: Type.Object({
      residentKey: Type.String({ examples: ['required'] }),
      requireResidentKey: Type.Boolean(),
      userVerification: Type.String({ examples: ['required'] }),
    }),
    extensions: Type.Object({ credProps: Type.Boolean() }),
    hints: Type.Array(Type.String({ examples: ['client-device'] })),
  },
  { description: 'For `navigator.credentials.create`, through `PublicKeyCredential.parseCreationOptionsFromJSON`.' },
);

export const RequestOptions = Type.Object(
  {
    challenge,
    timeout,
    rpId: Type.String({ examples: ['localhost'] }),
    userVerification: Type.String({ examples: ['required'] }),
  },
  { description: 'For `navigator.credentials.get`, through `PublicKeyCredential.parseRequestOptionsFromJSON`.' },
);

export function toPasskey({ id: passkeyId, name, createdAt, lastUsedAt }: Passkey) {
  return {
    id: passkeyId,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function toSummary({ totpSince, passkeyCount, recoveryCodesLeft }: FactorSummary) {
  return { totpSince: totpSince?.toISOString() ?? null, passkeyCount, recoveryCodesLeft };
}
