/** What may be otherwise once money of a business has moved. */

import type { QueryKey } from '@tanstack/react-query';
import { businessKey } from './use-read.ts';

const nouns = [
  'account',
  'customers',
  'inbound-payments',
  'payer-balance',
  'suspense',
  'transactions',
  'transfers',
  'virtual-accounts',
];

export function moneyKeys(businessId: string): readonly QueryKey[] {
  return nouns.map((noun) => businessKey(businessId, noun));
}
