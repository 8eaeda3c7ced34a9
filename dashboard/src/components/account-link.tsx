/** An account of the business: its number to copy, and the way to whose it is. */

import type { ReactElement } from 'react';
import { useBusiness } from '../lib/use-business.ts';
import { Copyable } from '../ui/copyable.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { useAccountOwner } from './use-account-owner.ts';

export function AccountLink({ accountNumber }: { readonly accountNumber: string }): ReactElement {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      <Copyable value={accountNumber} label="account number" className="text-sm text-ink" />
      <Owner accountNumber={accountNumber} />
    </span>
  );
}

function Owner({ accountNumber }: { readonly accountNumber: string }): ReactElement | null {
  const { id: businessId } = useBusiness();
  const owner = useAccountOwner(accountNumber);
  if (owner === undefined || owner.kind === 'unknown') return null;
  if (owner.kind === 'business') {
    return (
      <TextLink to="/b/$businessId/accounts" params={{ businessId }}>
        Business account
      </TextLink>
    );
  }
  if (owner.kind === 'customer') {
    return (
      <TextLink to="/b/$businessId/customers/$customerId" params={{ businessId, customerId: owner.id }}>
        {owner.name}, customer
      </TextLink>
    );
  }
  return (
    <TextLink
      to="/b/$businessId/virtual-accounts/$virtualAccountId"
      params={{ businessId, virtualAccountId: owner.id }}
    >
      {owner.name}, virtual account
    </TextLink>
  );
}
