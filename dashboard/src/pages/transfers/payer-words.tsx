/** Under the choice of the account that pays: whose it is, where the choice does not say so, and what is on it. */

import type { ReactElement } from 'react';
import { Money } from '../../ui/money.tsx';
import { nameOfPayer, type Payer } from './use-payer.ts';

export function PayerWords({ payer: { owner, balance } }: { readonly payer: Payer }): ReactElement {
  return (
    <>
      {owner?.kind === 'business' ? null : nameOfPayer(owner)}
      {owner?.kind === 'business' || balance === undefined ? null : ' · '}
      {balance === undefined ? null : (
        <>
          <Money kobo={balance} /> available
        </>
      )}
    </>
  );
}
