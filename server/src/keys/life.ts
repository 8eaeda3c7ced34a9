/** What a secret key is in, pure: its state at a moment, what it is limited to, and what other key could take its place. */

import { isBlockWithin } from '../platform/address.ts';
import type { BusinessId, ClientId, SecretKeyId } from '../platform/ids.ts';

/** What a key is limited to; null: not at all. */
export interface KeyLimits {
  /** Permissions. */
  readonly scopes: readonly string[] | null;
  readonly businessIds: readonly BusinessId[] | null;
  /** CIDR blocks and single addresses. */
  readonly addresses: readonly string[] | null;
  readonly expiresAt: Date | null;
}

export interface KeySettings extends KeyLimits {
  readonly name: string;
}

export interface StoredKey extends KeySettings {
  readonly id: SecretKeyId;
  readonly clientId: ClientId;
  /** Its last four characters; empty on the oldest keys. */
  readonly hint: string;
  readonly publicKey: string;
  readonly isPrimary: boolean;
  readonly createdAt: Date;
  /** End of the overlap, while a successor takes over. */
  readonly retiresAt: Date | null;
  readonly replacedById: SecretKeyId | null;
  /** When somebody reported that he found it in public. */
  readonly leakedAt: Date | null;
  readonly deactivatedAt: Date | null;
}

export const KEY_STATUSES = ['active', 'rotating', 'expired', 'deactivated'] as const;

export type KeyStatus = (typeof KEY_STATUSES)[number];

export function statusOf(key: StoredKey, now: Date): KeyStatus {
  if (key.deactivatedAt !== null) return 'deactivated';
  const end = endOf(key);
  if (end !== null && end <= now) return 'expired';
  return key.replacedById === null ? 'active' : 'rotating';
}

/** When the key ends by itself: its expiry, or the end of its overlap. */
function endOf({ expiresAt, retiresAt }: Pick<StoredKey, 'expiresAt' | 'retiresAt'>): Date | null {
  if (expiresAt === null || retiresAt === null) return expiresAt ?? retiresAt;
  return expiresAt < retiresAt ? expiresAt : retiresAt;
}

/** Whether the key opens everything in its account: the only kind that becomes primary by itself. */
function isUnrestricted({ scopes, businessIds, addresses }: KeyLimits): boolean {
  return scopes === null && businessIds === null && addresses === null;
}

/** The key that becomes primary when there is none: the newest that is not limited and not being replaced. */
export function choosePrimary<K extends KeyLimits & Pick<StoredKey, 'replacedById'>>(
  newestFirst: readonly K[],
): K | undefined {
  return newestFirst.find((key) => key.replacedById === null && isUnrestricted(key));
}

/**
 * Whether programs could go on with the other key once this one is gone: it does not itself end with a rotation, and is
 * not limited in a way in which this one is not.
 */
export function canStandIn(other: StoredKey, key: StoredKey): boolean {
  const fits = (name: 'scopes' | 'businessIds' | 'addresses') => other[name] === null || key[name] !== null;
  return (
    other.id !== key.id && other.replacedById === null && fits('scopes') && fits('businessIds') && fits('addresses')
  );
}

/** The first of the wanted limits that gives more than `own` has; undefined when none does. */
export function exceeds(own: KeyLimits, wanted: Partial<KeyLimits>): keyof KeyLimits | undefined {
  const { scopes, businessIds, addresses, expiresAt } = wanted;
  if (scopes !== undefined && !isWithin(own.scopes, scopes)) return 'scopes';
  if (businessIds !== undefined && !isWithin(own.businessIds, businessIds)) return 'businessIds';
  const blocks = own.addresses;
  if (addresses !== undefined && blocks !== null)
    if (addresses === null || !addresses.every((block) => isBlockWithin(block, blocks))) return 'addresses';
  if (expiresAt !== undefined && own.expiresAt !== null)
    if (expiresAt === null || expiresAt > own.expiresAt) return 'expiresAt';
  return undefined;
}

function isWithin(own: readonly string[] | null, wanted: readonly string[] | null): boolean {
  if (own === null) return true;
  return wanted?.every((item) => own.includes(item)) ?? false;
}
