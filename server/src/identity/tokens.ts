/**
 * Access tokens: ES256 JWTs of type `at+jwt` (RFC 9068). As this server alone issues them, only one protected header is
 * right for each signing key, letter for letter: whatever else claims to be a header (another algorithm, `none`, `jku`,
 * `jwk`, `crit`) is refused before anything in it is believed. Expiry is not judged here: it is judged at every use.
 */

import { compactVerify, SignJWT } from 'jose';
import { type Environment, otherEnvironment } from '../platform/environment.ts';
import { type Ids, isId, type SessionId, type UserId } from '../platform/ids.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './key-ring.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface TokenClaims {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  /** Whether it was made for the dashboard's cookie. */
  readonly isDashboard: boolean;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly signingKeyId: string;
}

export type TokenReading =
  | { readonly ok: true; readonly claims: TokenClaims }
  | { readonly ok: false; readonly refusal: 'token_invalid' | 'wrong_environment' };

export interface Tokens {
  issue(claims: Omit<TokenClaims, 'signingKeyId'>): Promise<string>;
  read(token: string): Promise<TokenReading>;
}

const ISSUER = 'interstellas';
const TYPE = 'at+jwt';
/** The claim `use` of a token for the dashboard's cookie. */
const DASHBOARD = 'dashboard';
/** Ours are below 500 characters. */
const MAX_LENGTH = 2048;
const FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;
const INVALID: TokenReading = { ok: false, refusal: 'token_invalid' };

export function createTokens(options: {
  readonly environment: Environment;
  readonly ids: Ids;
  readonly signingKeys: SigningKeys;
}): Tokens {
  const { environment, ids, signingKeys } = options;
  return {
    async issue({ userId, sessionId, isDashboard, issuedAt, expiresAt }) {
      const key = await signingKeys.signing();
      return new SignJWT({ sid: sessionId, ...(isDashboard ? { use: DASHBOARD } : {}) })
        .setProtectedHeader(headerOf(key))
        .setIssuer(ISSUER)
        .setAudience(environment)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(ids.next('token'))
        .sign(key.privateKey);
    },

    async read(token) {
      const parts = splitToken(token);
      if (parts === undefined) return INVALID;
      const claimed = parseObject(parts.payload);
      if (claimed?.['iss'] === ISSUER && claimed['aud'] === otherEnvironment(environment)) {
        return { ok: false, refusal: 'wrong_environment' };
      }
      const key = await keyOf(parts.header, signingKeys);
      if (key === undefined || !(await hasValidSignature(token, key))) return INVALID;
      const claims = readClaims(claimed, environment, key.id);
      return claims === undefined ? INVALID : { ok: true, claims };
    },
  };
}

interface TokenParts {
  readonly header: string;
  readonly payload: string;
}

/** The segments of a token in the one spelling that is right; undefined for any other. */
function splitToken(token: string): TokenParts | undefined {
  const match = token.length <= MAX_LENGTH ? FORM.exec(token) : null;
  if (match === null || !match.slice(1).every(isCanonical)) return undefined;
  const [, header = '', payload = ''] = match;
  return { header, payload };
}

/** The key that the header names, if the header is, letter for letter, the one that tokens of this key have. */
async function keyOf(header: string, signingKeys: SigningKeys): Promise<SigningKey | undefined> {
  const id = parseObject(header)?.['kid'];
  const key = typeof id === 'string' && isId('signingKey', id) ? await signingKeys.verifying(id) : undefined;
  return key !== undefined && header === encode(headerOf(key)) ? key : undefined;
}

function headerOf(key: SigningKey): { alg: string; typ: string; kid: string } {
  return { alg: SIGNING_ALGORITHM, typ: TYPE, kid: key.id };
}

async function hasValidSignature(token: string, key: SigningKey): Promise<boolean> {
  return compactVerify(token, key.publicKey, { algorithms: [SIGNING_ALGORITHM] }).then(
    () => true,
    () => false,
  );
}

function readClaims(
  claimed: Record<string, unknown> | undefined,
  environment: Environment,
  keyId: string,
): TokenClaims | undefined {
  if (claimed === undefined || claimed['iss'] !== ISSUER || claimed['aud'] !== environment) return undefined;
  const { sub, sid, jti, iat, exp, use } = claimed;
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string') return undefined;
  if (!isId('user', sub) || !isId('session', sid) || !isId('token', jti)) return undefined;
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) return undefined;
  if (use !== undefined && use !== DASHBOARD) return undefined;
  return {
    userId: sub,
    sessionId: sid,
    isDashboard: use === DASHBOARD,
    issuedAt: Number(iat),
    expiresAt: Number(exp),
    signingKeyId: keyId,
  };
}

/** Whether the text is the one base64url spelling of its bytes: no padding, no stray bits in the last character. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function parseObject(segment: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
