/** Whose an account of the business is: its own, a virtual account, or a customer's. */

import { useRead } from '../lib/use-read.ts';

export type AccountOwner =
  | { readonly kind: 'business' }
  | { readonly kind: 'virtual-account'; readonly id: string; readonly name: string }
  | { readonly kind: 'customer'; readonly id: string; readonly name: string }
  | { readonly kind: 'unknown' };

/** Undefined until it is known. */
export function useAccountOwner(accountNumber: string): AccountOwner | undefined {
  const owner = useRead<AccountOwner>(['account-owner', accountNumber], async (client, options) => {
    const { accountNumber: own } = await client.businesses.accountDetails(options);
    if (own === accountNumber) return { kind: 'business' };
    const [virtual, customers] = await Promise.all([
      client.virtualAccounts.list({ accountNumber, limit: 1 }, options),
      client.customers.list({ nuban: accountNumber, limit: 1 }, options),
    ]);
    const [account] = virtual.items;
    if (account !== undefined) return { kind: 'virtual-account', id: account.id, name: account.accountName };
    const [customer] = customers.items;
    if (customer !== undefined) return { kind: 'customer', id: customer.id, name: customer.name };
    return { kind: 'unknown' };
  });
  return owner.data;
}
