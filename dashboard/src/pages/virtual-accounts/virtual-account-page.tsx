/** One virtual account: the number to hand out, what it took in, and closing it. */

import type { VirtualAccountDetails } from '@interstellas/sdk';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { HandOut } from '../../components/hand-out.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { BigMoney, Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { CloseAccount } from './close-account.tsx';
import { Until } from './columns.tsx';
import { Received } from './received.tsx';
import { amountControlWord, typeWords } from './words.ts';

export function VirtualAccountPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const { virtualAccountId = '' } = useParams({ strict: false });
  const account = useRead(
    ['virtual-accounts', virtualAccountId],
    (client, options) => client.virtualAccounts.get(virtualAccountId, options),
    { everySeconds: 10 },
  );
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/virtual-accounts" params={{ businessId }}>
            Virtual accounts
          </TextLink>,
        ]}
        title={account.data?.accountName ?? 'Virtual account'}
        status={account.data ? <StatusBadge status={account.data.status} /> : undefined}
        description={account.data && <Sentence account={account.data} />}
        actions={account.data && <CloseAccount account={account.data} />}
      />
      <QueryView query={account} skeleton={<DetailsSkeleton />}>
        {(found) => <Details account={found} />}
      </QueryView>
    </>
  );
}

function Sentence({ account }: { readonly account: VirtualAccountDetails }): ReactElement {
  const { type, reservedAmount, amountControl } = account;
  return (
    <>
      {typeWords[type]}
      {reservedAmount === null ? null : (
        <>
          , {amountControlWord(amountControl)} <Money kobo={reservedAmount} />
        </>
      )}
      . Takes money <Until account={account} />.
    </>
  );
}

function Details({ account }: { readonly account: VirtualAccountDetails }): ReactElement {
  const { accountName, accountNumber, bankName, status } = account;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-1">
        <HandOut
          title={status === 'active' ? 'To be paid' : 'Was paid under'}
          {...{ accountName, accountNumber, bankName }}
        />
        <BalanceCard account={account} />
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <Received accountNumber={accountNumber} isActive={status === 'active'} />
        <Card>
          <CardHeader title="Details" />
          <CardBody>
            <Facts account={account} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

function BalanceCard({ account }: { readonly account: VirtualAccountDetails }): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const { availableBalance, accountNumber } = account;
  return (
    <Card className="px-5 py-4">
      <h2 className="text-sm text-muted">Balance</h2>
      <p className="mt-1">
        <BigMoney kobo={availableBalance} />
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        {may('transfers:create') && availableBalance !== '0' ? (
          <ButtonLink
            variant="primary"
            size="sm"
            to="/b/$businessId/transfers/new"
            params={{ businessId }}
            search={{ from: accountNumber }}
          >
            Send it on
          </ButtonLink>
        ) : null}
        <ButtonLink size="sm" to="/b/$businessId/transactions" params={{ businessId }} search={{ accountNumber }}>
          Transactions
        </ButtonLink>
      </div>
    </Card>
  );
}

function Facts({ account }: { readonly account: VirtualAccountDetails }): ReactElement {
  const { type, reservedAmount, amountControl, clientRef, systemRef, id } = account;
  const { createdAt, expiresAt, paidAt, closedAt, bankName, bankCode } = account;
  return (
    <DescriptionList
      facts={[
        { term: 'Type', value: typeWords[type] },
        reservedAmount !== null && {
          term: 'Takes in',
          value: (
            <>
              {amountControlWord(amountControl)} <Money kobo={reservedAmount} />
            </>
          ),
        },
        { term: 'Your reference', value: <Copyable value={clientRef} label="reference" className="text-ink" /> },
        { term: 'Our reference', value: <Copyable value={systemRef} label="reference of ours" className="text-ink" /> },
        { term: 'Bank', value: `${bankName} (${bankCode})` },
        { term: 'Opened', value: <Time at={createdAt} /> },
        expiresAt !== null && { term: 'Expires', value: <Time at={expiresAt} /> },
        paidAt !== null && { term: 'Paid', value: <Time at={paidAt} /> },
        closedAt !== null && { term: 'Closed', value: <Time at={closedAt} /> },
        { term: 'Id', value: <Copyable value={id} label="id of the account" className="text-ink" /> },
      ]}
    />
  );
}
