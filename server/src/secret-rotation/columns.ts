/**
 * Every column that depends on a server secret, and what becomes of it when that secret is replaced. A test compares this
 * with the schema: a binary column that is not here does not pass.
 */

import type { PepperPurpose } from '../platform/seal.ts';

/** A value of a key column, or of another column that the context is made of. */
export type KeyPart = string | boolean | Buffer;
export type Row = Readonly<Record<string, KeyPart>>;

/** Values sealed with the key-encryption key. */
export interface SealedColumn {
  readonly table: string;
  /** The primary key. */
  readonly key: readonly string[];
  readonly column: string;
  /** What the context is made of besides the key. */
  readonly also?: readonly string[];
  /** The context in which the row's value was sealed. */
  readonly context: (row: Row) => string;
  /** A digest of the sealed text in the same row, made anew together with it. */
  readonly digest?: {
    readonly column: string;
    readonly purpose: PepperPurpose;
    readonly value: (plain: string, row: Row) => string;
  };
}

const byId = ({ id }: Row): string => String(id);
const hex = (part: KeyPart | undefined): string => (Buffer.isBuffer(part) ? part.toString('hex') : '');

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'secret_key',
    key: ['client_id', 'id'],
    column: 'sealed',
    context: byId,
    digest: { column: 'digest', purpose: 'secret-key', value: (plain) => plain },
  },
  { table: 'signing_key', key: ['id'], column: 'private_jwk_sealed', context: byId },
  {
    table: 'idempotency',
    key: ['scope', 'key'],
    column: 'answer_sealed',
    context: ({ scope, key }) => `${scope} ${key}`,
  },
  {
    table: 'one_time_token',
    key: ['digest'],
    column: 'sealed',
    context: ({ digest }) => `one-time-token ${hex(digest)}`,
  },
  { table: 'business', key: ['client_id', 'id'], column: 'bvn_sealed', context: ({ id }) => `bvn ${String(id)}` },
  {
    table: 'customer',
    key: ['business_id', 'id'],
    column: 'bvn_sealed',
    context: ({ id }) => `customer bvn ${id}`,
    digest: { column: 'bvn_digest', purpose: 'customer-bvn', value: (bvn, { business_id }) => `${business_id} ${bvn}` },
  },
  {
    table: 'customer',
    key: ['business_id', 'id'],
    column: 'national_identity_no_sealed',
    context: ({ id }) => `customer national-identity-no ${id}`,
  },
  { table: 'pending_registration', key: ['address', 'id'], column: 'sealed', context: byId },
  { table: 'totp_factor', key: ['user_id'], column: 'secret_sealed', context: ({ user_id }) => `totp ${user_id}` },
  { table: 'totp_factor', key: ['user_id'], column: 'pending_sealed', context: ({ user_id }) => `totp ${user_id}` },
  { table: 'job', key: ['id'], also: ['queue'], column: 'data_sealed', context: ({ queue, id }) => `${queue} ${id}` },
  {
    table: 'webhook_endpoint',
    key: ['business_id'],
    column: 'auth_key_sealed',
    context: ({ business_id }) => `webhook auth-key ${business_id}`,
  },
  {
    table: 'webhook_endpoint',
    key: ['business_id'],
    column: 'secret_sealed',
    context: ({ business_id }) => `webhook secret ${business_id}`,
  },
  {
    table: 'webhook_endpoint',
    key: ['business_id'],
    column: 'old_secret_sealed',
    context: ({ business_id }) => `webhook secret ${business_id}`,
  },
  { table: 'caught_letter', key: ['id'], column: 'letter_sealed', context: byId },
  {
    table: 'installation',
    key: ['is_single'],
    column: 'sealed_check',
    context: () => 'installation',
    digest: { column: 'pepper_check', purpose: 'installation', value: (plain) => plain },
  },
];

export interface LapsingDigest {
  readonly column: string;
  /** What the operator should know; null where the row goes together with another digest in it. */
  readonly effect: string | null;
}

/**
 * Digests under the pepper of what only its holder knows: they cannot be made anew. While both peppers are accepted both
 * are looked for; what is left under the old one when that goes has lapsed.
 */
export const LAPSING_DIGESTS: readonly LapsingDigest[] = [
  { column: 'attempt.subject', effect: 'counts of failed attempts begin anew' },
  { column: 'known_network.network', effect: 'networks count as known after the next sign-in from them' },
  { column: 'idempotency.request_digest', effect: 'a repeated Idempotency-Key of the last day is refused' },
  { column: 'one_time_token.digest', effect: 'links and codes in letters, at most a day old, do not work' },
  { column: 'one_time_token.address', effect: null },
  {
    column: 'bvn_check.code_digest',
    effect: 'codes for a BVN, ten minutes old at most, are accepted while both peppers are',
  },
  { column: 'customer_check.subject', effect: 'checks of customers are counted anew within the hour' },
  { column: 'challenge.digest', effect: 'a sign-in that waits for its second factor or passkey is begun again' },
  { column: 'challenge.password_digest', effect: null },
  { column: 'challenge.aim', effect: null },
  { column: 'challenge.address', effect: null },
  { column: 'invitation.token_digest', effect: 'open invitations are sent again' },
  { column: 'pending_registration.address', effect: 'a sign-up that was not verified yet is done again' },
];

/** Binary columns that no server secret has a part in. */
export const INDEPENDENT_COLUMNS: readonly string[] = [
  'audit_chain.hash',
  'audit_event.hash',
  'passkey.public_key',
  'recovery_code.digest',
];
