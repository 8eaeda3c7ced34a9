/** What is typed to open an account for a customer, and what of it the API is told. */

import type { Client } from '../../lib/client.ts';

export interface Values {
  firstName: string;
  otherNames: string;
  lastName: string;
  dateOfBirth: string;
  bvn: string;
  phoneNo: string;
  email: string;
  gender: string;
  placeOfBirth: string;
  address: string;
  nationalIdentityNo: string;
}

export const initial: Values = {
  firstName: '',
  otherNames: '',
  lastName: '',
  dateOfBirth: '',
  bvn: '',
  phoneNo: '',
  email: '',
  gender: '',
  placeOfBirth: '',
  address: '',
  nationalIdentityNo: '',
};

/**
 * Opens the account; resolves with the customer's id alone, since the answer repeats the whole BVN, which nothing on the
 * page may keep.
 */
export async function openAccount(client: Client, values: Values, idempotencyKey: string): Promise<string> {
  const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()]);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== '')) as unknown as Values;
  const opened = await client.customers.create(given, { idempotencyKey });
  return opened.account_details.customerId;
}

export const rules = {
  name: (value: string): string | true => value.trim() !== '' || 'Enter this name.',
  day: (value: string): string | true => value !== '' || 'Enter the date of birth.',
  phone: (value: string): string | true => value.trim() !== '' || 'Enter the phone number.',
  bvn: (value: string): string | true => /^\d{11}$/.test(value.trim()) || 'A BVN has eleven digits.',
  identityNumber: (value: string): string | true =>
    value.trim() === '' || /^\d{11}$/.test(value.trim()) || 'A National Identity Number has eleven digits.',
} as const;
