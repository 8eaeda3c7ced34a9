/**
 * Whether a webhook's request comes from Interstellas: its signature (https://www.standardwebhooks.com) and its age, or
 * the shared secret of the header AUTH-KEY. With WebCrypto, whose comparison takes the same time wherever two differ.
 */

import { InterstellasError, UsageError } from './errors.ts';
import type { WebhookEvent } from './webhook-events.ts';

export interface WebhookRequest {
  /** The body as it arrived: JSON that was parsed and printed again has other bytes, and another signature. */
  readonly payload: string | Uint8Array | ArrayBuffer;
  /** Of the request, in whatever form your framework has them. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The signing secret, `whsec_…`. */
  readonly secret?: string | undefined;
  /** Several of them, one of which must be right: the old and the new one while you rotate. */
  readonly secrets?: readonly string[] | undefined;
  /** What AUTH-KEY must be. It proves less than a signature; given beside a secret, both must be right. */
  readonly authKey?: string | undefined;
  /** How far the request's time may be from ours. */
  readonly toleranceSeconds?: number | undefined;
}

export type WebhookProblem =
  | 'signature_missing'
  | 'signature_wrong'
  | 'too_old_or_new'
  | 'auth_key_wrong'
  | 'payload_unreadable';

/** The request is not one of ours, or not any more: answer 401 and do nothing. */
export class WebhookVerificationError extends InterstellasError {
  override readonly name = 'WebhookVerificationError';
  readonly problem: WebhookProblem;

  constructor(problem: WebhookProblem, message: string) {
    super({ code: 'client.webhook_refused', message });
    this.problem = problem;
  }
}

const TOLERANCE_SECONDS = 300;
const VERSION = 'v1,';
/** More than any rotation needs; each costs a computation for each secret. */
const MOST_SIGNATURES = 8;
const PREFIX = 'whsec_';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** `CryptoKey`, of whichever runtime's types are there. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Resolves with the event, or rejects with a WebhookVerificationError. */
export async function verifyWebhook(request: WebhookRequest): Promise<WebhookEvent> {
  const { headers, authKey, secret, toleranceSeconds = TOLERANCE_SECONDS } = request;
  const secrets = [...(secret === undefined ? [] : [secret]), ...(request.secrets ?? [])];
  if (secrets.length === 0 && authKey === undefined)
    throw new UsageError('verifyWebhook needs a secret, secrets or an authKey to verify with.');
  const payload = bytesOf(request.payload);
  if (authKey !== undefined) await checkAuthKey(authKey, headerOf(headers, 'auth-key'));
  if (secrets.length > 0) await checkSignature(payload, headers, { secrets, toleranceSeconds });
  return read(payload);
}

async function checkSignature(
  payload: Uint8Array<ArrayBuffer>,
  headers: WebhookRequest['headers'],
  { secrets, toleranceSeconds }: { readonly secrets: readonly string[]; readonly toleranceSeconds: number },
): Promise<void> {
  const keys = await Promise.all(secrets.map(keyOf));
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = signaturesOf(headerOf(headers, 'webhook-signature'));
  if (id === '' || timestamp === '' || signatures.length === 0)
    throw new WebhookVerificationError(
      'signature_missing',
      'The headers webhook-id, webhook-timestamp and webhook-signature do not hold a signature.',
    );
  // Negated, so that what is no number is refused.
  if (!(/^\d{1,12}$/.test(timestamp) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds))
    throw new WebhookVerificationError('too_old_or_new', `The request is not of the last ${toleranceSeconds} seconds.`);
  const signed = joined(encode(`${id}.${timestamp}.`), payload);
  const checks = keys.flatMap((key) =>
    signatures.map((signature) => crypto.subtle.verify(HMAC, key, signature, signed)),
  );
  if (!(await Promise.all(checks)).includes(true))
    throw new WebhookVerificationError('signature_wrong', 'No signature was made with a secret that is known here.');
}

/** Both are signed with a key of this moment and the signatures compared: neither text nor length shows in the time taken. */
async function checkAuthKey(expected: string, given: string): Promise<void> {
  const key = await importKey(crypto.getRandomValues(new Uint8Array(32)));
  const signature = await crypto.subtle.sign(HMAC, key, encode(expected));
  if (expected === '' || !(await crypto.subtle.verify(HMAC, key, signature, encode(given))))
    throw new WebhookVerificationError('auth_key_wrong', 'The header AUTH-KEY is not the one that is known here.');
}

function keyOf(secret: string): Promise<Key> {
  const bytes = secret.startsWith(PREFIX) ? decodeBase64(secret.slice(PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length === 0)
    throw new UsageError('A webhook secret is whsec_ and base64, as the settings of the webhook show it.');
  return importKey(bytes);
}

function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<Key> {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

function signaturesOf(header: string): Uint8Array<ArrayBuffer>[] {
  return header
    .split(' ', MOST_SIGNATURES)
    .filter((part) => part.startsWith(VERSION))
    .flatMap((part) => decodeBase64(part.slice(VERSION.length)) ?? []);
}

/** The value, or nothing where the header is absent or came more than once. */
function headerOf(headers: WebhookRequest['headers'], name: string): string {
  if (isHeaders(headers)) return headers.get(name) ?? '';
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return values.length === 1 ? (values[0] ?? '') : '';
}

/** Also those of another `fetch` than the runtime's own. */
function isHeaders(headers: WebhookRequest['headers']): headers is Headers {
  return typeof headers['get'] === 'function';
}

function bytesOf(payload: unknown): Uint8Array<ArrayBuffer> {
  if (typeof payload === 'string') return encode(payload);
  if (payload instanceof ArrayBuffer) return new Uint8Array(payload);
  if (payload instanceof Uint8Array) return new Uint8Array(payload);
  throw new UsageError('payload must be the body as it arrived, as text or bytes, not what was parsed from it.');
}

function read(payload: Uint8Array): WebhookEvent {
  try {
    const event: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof event === 'object' && event !== null && 'event' in event) return event as WebhookEvent;
  } catch {
    // Refused below: an error of the parser would repeat the body.
  }
  throw new WebhookVerificationError('payload_unreadable', 'The body is not an event as JSON.');
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
