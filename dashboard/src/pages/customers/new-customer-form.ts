/** How the account of a new customer is opened with what was typed. */

import type { Client } from '../../lib/client.ts';
import type { Values } from './customer-values.ts';

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
