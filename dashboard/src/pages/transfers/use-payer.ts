/** The account that pays: whose it is, and what is on it. */

import { type AccountOwner, useAccountOwner } from '../../components/use-account-owner.ts';
import { useRead } from '../../lib/use-read.ts';

export interface Payer {
  /** Undefined until it is known. */
  readonly owner: AccountOwner | undefined;
  /** In kobo; undefined until it is known, or when it may not be seen. */
  readonly balance: string | undefined;
}

export function usePayer(accountNumber: string): Payer {
  const owner = useAccountOwner(accountNumber);
  const balance = useRead(
    ['payer-balance', accountNumber],
    async (client, options) => {
      if (owner?.kind === 'customer') return (await client.customers.balance(accountNumber, options)).availableBalance;
      if (owner?.kind === 'virtual-account')
        return (await client.virtualAccounts.get(owner.id, options)).availableBalance;
      return (await client.businesses.accountDetails(options)).accountBalance;
    },
    { enabled: owner !== undefined && owner.kind !== 'unknown' },
  );
  return { owner, balance: balance.data };
}

export function nameOfPayer(owner: AccountOwner | undefined): string {
  if (owner === undefined) return '…';
  if (owner.kind === 'business') return 'Business account';
  if (owner.kind === 'unknown') return 'Unknown account';
  return `${owner.name}, ${owner.kind === 'customer' ? 'customer' : 'virtual account'}`;
}
