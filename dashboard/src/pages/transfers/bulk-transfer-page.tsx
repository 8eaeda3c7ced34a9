/** Sends many transfers from one CSV file. */

import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { BulkTransfer } from './bulk/bulk-transfer.tsx';

export function BulkTransferPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options));
  return (
    <>
      <PageHeader
        title="Bulk transfer"
        description="Send many transfers from one CSV file. Every row is checked before anything is sent."
        breadcrumbs={[
          <TextLink key="transfers" to="/b/$businessId/transfers" params={{ businessId }}>
            Transfers
          </TextLink>,
        ]}
      />
      <QueryView query={account}>{(own) => <BulkTransfer ownAccount={own.accountNumber} />}</QueryView>
    </>
  );
}
