/**
 * Identifiers: a prefix that names the kind, an underscore, ten characters of time and twenty of randomness (100 bits),
 * in Crockford's base32, lower case. Made by the application, so they work on a distributed database; sorting them by
 * bytes sorts by time of creation, so an index on them is also "newest first".
 */

import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

const PREFIXES = {
  user: 'usr',
  client: 'client',
  business: 'biz',
  member: 'mem',
  customer: 'cust',
  registration: 'reg',
  session: 'ses',
  secretKey: 'key',
  role: 'role',
  invitation: 'inv',
  passkey: 'pkey',
  document: 'doc',
  bvnCheck: 'bvn',
  letter: 'mail',
  job: 'job',
  account: 'acc',
  posting: 'post',
  transaction: 'txn',
  virtualAccount: 'va',
  payoutAccount: 'payout',
  payoutSchedule: 'sched',
  webhookEvent: 'wh',
  webhookAttempt: 'att',
  auditEvent: 'evt',
  request: 'req',
  token: 'tok',
  signingKey: 'sig',
} as const;

export type IdKind = keyof typeof PREFIXES;
export type Id<Kind extends IdKind> = string & { readonly kind: Kind };

export type UserId = Id<'user'>;
export type ClientId = Id<'client'>;
export type BusinessId = Id<'business'>;
export type MemberId = Id<'member'>;
export type CustomerId = Id<'customer'>;
export type SessionId = Id<'session'>;
export type SecretKeyId = Id<'secretKey'>;
export type RoleId = Id<'role'>;
export type InvitationId = Id<'invitation'>;
export type PasskeyId = Id<'passkey'>;
export type DocumentId = Id<'document'>;
export type BvnCheckId = Id<'bvnCheck'>;
export type LetterId = Id<'letter'>;
export type AccountId = Id<'account'>;
export type PostingId = Id<'posting'>;
export type TransactionId = Id<'transaction'>;
export type VirtualAccountId = Id<'virtualAccount'>;
export type PayoutAccountId = Id<'payoutAccount'>;
export type PayoutScheduleId = Id<'payoutSchedule'>;
export type WebhookEventId = Id<'webhookEvent'>;
export type WebhookAttemptId = Id<'webhookAttempt'>;
export type RequestId = Id<'request'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 20;
const BODY = /^[0-9a-hjkmnp-tv-z]{30}$/;

export interface Ids {
  next<Kind extends IdKind>(kind: Kind): Id<Kind>;
}

export function createIds(clock: Clock, random: Random): Ids {
  let latest = { milliseconds: -1, text: '' };
  const time = (): string => {
    const milliseconds = clock.now();
    if (milliseconds !== latest.milliseconds) latest = { milliseconds, text: encodeTime(milliseconds) };
    return latest.text;
  };
  return {
    next: <Kind extends IdKind>(kind: Kind) =>
      `${PREFIXES[kind]}_${time()}${encodeRandom(random.bytes(RANDOM_LENGTH))}` as Id<Kind>,
  };
}

/** Whether the text has the form of an id of this kind; says nothing about whether the thing exists. */
export function isId<Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> {
  const prefix = PREFIXES[kind];
  return text.startsWith(prefix) && text.charAt(prefix.length) === '_' && BODY.test(text.slice(prefix.length + 1));
}

/** The pattern of an id of this kind, for schemas. */
export function idPattern(kind: IdKind): string {
  return `^${PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{30}$`;
}

/** What no id of this kind that was made before the given time sorts after, and every later one does. */
export function earliestId(kind: IdKind, milliseconds: number): string {
  return `${PREFIXES[kind]}_${encodeTime(Math.max(0, milliseconds))}`;
}

/** When an id was made, in milliseconds since the epoch. */
export function timeOfId(id: Id<IdKind>): number {
  const start = id.indexOf('_') + 1;
  return [...id.slice(start, start + TIME_LENGTH)].reduce((time, digit) => time * 32 + ALPHABET.indexOf(digit), 0);
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (let index = 0; index < TIME_LENGTH; index += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeRandom(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += ALPHABET.charAt(byte & 31);
  return text;
}
