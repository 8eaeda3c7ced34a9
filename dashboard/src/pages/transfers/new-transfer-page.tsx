/** Sends money to an account at any bank: what and to whom, a look at all of it, and then once. */

import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { TransferForm } from './transfer-form.tsx';

export function NewTransferPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const { from, accountNumber = '', bankCode = '' } = useSearch({ from: '/signed-in/b/$businessId/transfers/new' });
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options));
  return (
    <>
      <PageHeader
        title="New transfer"
        description="Send money to an account at any bank."
        breadcrumbs={[
          <TextLink key="transfers" to="/b/$businessId/transfers" params={{ businessId }}>
            Transfers
          </TextLink>,
        ]}
        actions={
          <ButtonLink to="/b/$businessId/transfers/bulk" params={{ businessId }}>
            Bulk transfer
          </ButtonLink>
        }
      />
      <QueryView query={account}>
        {(own) => <TransferForm payer={from ?? own.accountNumber} accountNumber={accountNumber} bankCode={bankCode} />}
      </QueryView>
    </>
  );
}
