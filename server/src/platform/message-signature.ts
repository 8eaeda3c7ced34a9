/**
 * Signatures of messages between servers that share a secret, as https://www.standardwebhooks.com has them: HMAC-SHA256
 * over `id.timestamp.body`, in three headers. The id and the time are signed too, so that a message which somebody kept
 * cannot be sent again later, or as the answer to another.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignatureHeaders {
  readonly 'webhook-id': string;
  /** Seconds since the epoch. */
  readonly 'webhook-timestamp': string;
  /** One `v1,<base64>` for each secret, separated by spaces. */
  readonly 'webhook-signature': string;
}

const TOLERANCE_SECONDS = 300;
const VERSION = 'v1,';
/** More than any rotation needs; each costs a comparison for each secret. */
const MAX_SIGNATURES = 8;

/** Signs with every secret: while one takes the place of another, the other side needs to know but one of them. */
export function signMessage(
  secrets: readonly Buffer[],
  { id, atMs, body }: { readonly id: string; readonly atMs: number; readonly body: string },
): SignatureHeaders {
  const timestamp = String(Math.floor(atMs / 1000));
  const signatures = secrets.map((secret) => VERSION + digest(secret, `${id}.${timestamp}.`, body).toString('base64'));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether the message was signed with one of the secrets, and within five minutes of now. */
export function isSignedMessage(
  secrets: readonly Buffer[],
  message: { readonly body: Uint8Array; header(name: string): string | undefined },
  nowMs: number,
): boolean {
  const id = message.header('webhook-id') ?? '';
  const timestamp = message.header('webhook-timestamp') ?? '';
  const isNow = /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
  if (id === '' || !isNow) return false;
  const given = (message.header('webhook-signature') ?? '')
    .split(' ', MAX_SIGNATURES)
    .filter((part) => part.startsWith(VERSION))
    .map((part) => Buffer.from(part.slice(VERSION.length), 'base64'));
  return secrets.some((secret) => {
    const wanted = digest(secret, `${id}.${timestamp}.`, message.body);
    return given.some((signature) => signature.length === wanted.length && timingSafeEqual(signature, wanted));
  });
}

function digest(secret: Buffer, head: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(head).update(body).digest();
}
