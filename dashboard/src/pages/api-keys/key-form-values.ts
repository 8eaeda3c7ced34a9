/** What the form of a key holds, and what it means to the API. Pure; the caller says when now is. */

import type { KeyCreateInput, SecretKey } from '@interstellas/sdk';
import { isoDay } from '../../lib/dates.ts';

export type Reach = 'all' | 'some';

/** `keep`: as it is, of a key that has one. */
export type Expiry = 'keep' | 'never' | '30' | '90' | '365' | 'day';

export interface KeyFormValues {
  name: string;
  scopeReach: Reach;
  scopes: readonly string[];
  businessReach: Reach;
  businessIds: readonly string[];
  /** One address or block a line; none: from anywhere. */
  addresses: string;
  expiry: Expiry;
  /** `2026-11-24`, for `day`. */
  expiryDay: string;
}

export const NEW_KEY: KeyFormValues = {
  name: '',
  scopeReach: 'all',
  scopes: [],
  businessReach: 'all',
  businessIds: [],
  addresses: '',
  expiry: 'never',
  expiryDay: '',
};

export function valuesOf(key: SecretKey): KeyFormValues {
  return {
    name: key.name,
    scopeReach: key.scopes === null ? 'all' : 'some',
    scopes: key.scopes ?? [],
    businessReach: key.businessIds === null ? 'all' : 'some',
    businessIds: key.businessIds ?? [],
    addresses: (key.addresses ?? []).join('\n'),
    expiry: key.expiresAt === null ? 'never' : 'keep',
    expiryDay: key.expiresAt === null ? '' : isoDay(new Date(key.expiresAt)),
  };
}

export function inputOf(values: KeyFormValues, now: Date): KeyCreateInput {
  const addresses = linesOf(values.addresses);
  const expiresAt = expiryOf(values, now);
  return {
    name: values.name.trim(),
    scopes: values.scopeReach === 'all' ? null : values.scopes,
    businessIds: values.businessReach === 'all' ? null : values.businessIds,
    addresses: addresses.length === 0 ? null : addresses,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

export function linesOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== '');
}

/** Undefined: left as it is. A day counts to its end, by the clock of the device. */
function expiryOf({ expiry, expiryDay }: KeyFormValues, now: Date): string | null | undefined {
  if (expiry === 'keep') return undefined;
  if (expiry === 'never') return null;
  if (expiry === 'day') return new Date(`${expiryDay}T23:59:59`).toISOString();
  return new Date(now.getTime() + Number(expiry) * 86_400_000).toISOString();
}

/** The first line that cannot be an address; whether the others are, the server says. */
export function strangeAddress(text: string): string | undefined {
  return linesOf(text).find((line) => !/^[0-9a-f.:]*[.:][0-9a-f.:]*(?:\/\d{1,3})?$/i.test(line));
}
