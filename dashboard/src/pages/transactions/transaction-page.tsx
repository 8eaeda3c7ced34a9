/** One transaction: what moved, between whom, at what cost, and what it did to the account. */

import type { TransactionDetails } from '@interstellas/sdk';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { AccountLink } from '../../components/account-link.tsx';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { transactionName } from '../../components/transaction-columns.tsx';
import { useBankName } from '../../components/use-bank-name.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Charges } from './charges.tsx';
import { Entries } from './entries.tsx';
import { kindWords } from './filters.ts';
import { Related } from './related.tsx';
import { stepsOf } from './steps.ts';

export function TransactionPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const { transactionId = '' } = useParams({ strict: false });
  const transaction = useRead(
    ['transactions', transactionId],
    (client, options) => client.transactions.get(transactionId, options),
    { everySeconds: 15 },
  );
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/transactions" params={{ businessId }}>
            Transactions
          </TextLink>,
        ]}
        title={transaction.data ? transactionName(transaction.data) : 'Transaction'}
        status={transaction.data ? <StatusBadge status={transaction.data.status} /> : undefined}
        description={transaction.data && <Headline transaction={transaction.data} />}
      />
      <QueryView query={transaction} skeleton={<DetailsSkeleton />}>
        {(found) => <Details transaction={found} />}
      </QueryView>
    </>
  );
}

function Headline({ transaction }: { readonly transaction: TransactionDetails }): ReactElement {
  const { kind, amount, createdAt } = transaction;
  return (
    <>
      {kindWords[kind] ?? kind} of <Money kobo={amount} className="font-medium text-ink" />, <Time at={createdAt} />
    </>
  );
}

function Details({ transaction }: { readonly transaction: TransactionDetails }): ReactElement {
  const { status, reason } = transaction;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        {(status === 'failed' || status === 'reversed') && reason !== null ? (
          <Callout tone={status === 'failed' ? 'bad' : 'warn'} title={outcomes[status]}>
            {reason}
          </Callout>
        ) : null}
        <Card>
          <CardHeader title="Details" />
          <CardBody>
            <Facts transaction={transaction} />
          </CardBody>
        </Card>
        <Entries entries={transaction.entries} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Charges transaction={transaction} />
        <Card>
          <CardHeader title="Timeline" />
          <CardBody>
            <Timeline steps={stepsOf(transaction)} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

const outcomes = {
  failed: 'It never arrived. The payer has all of it back, charges included.',
  reversed: 'It had arrived and was returned. The payer has all of it back, charges included.',
} as const;

function Facts({ transaction }: { readonly transaction: TransactionDetails }): ReactElement {
  const bankName = useBankName();
  const { id, accountNumber, counterpartyName, counterpartyAccountNumber, counterpartyBankCode } = transaction;
  const { direction, narration, reference, sessionId, kind } = transaction;
  const other = direction === 'credit' ? 'Payer' : 'Receiver';
  return (
    <DescriptionList
      facts={[
        { term: direction === 'credit' ? 'Into' : 'From', value: <AccountLink {...{ accountNumber }} /> },
        counterpartyName !== null && { term: other, value: counterpartyName },
        counterpartyAccountNumber !== null && {
          term: `${other}’s account`,
          value: (
            <Copyable value={counterpartyAccountNumber} label="other account number" className="text-sm text-ink" />
          ),
        },
        counterpartyBankCode !== null && { term: `${other}’s bank`, value: bankName(counterpartyBankCode) },
        narration !== '' && { term: 'Narration', value: narration },
        { term: 'Kind', value: kindWords[kind] ?? kind },
        { term: 'Belongs to', value: <Related transaction={transaction} /> },
        reference !== null && {
          term: 'Reference',
          value: <Copyable value={reference} label="reference" className="text-ink" />,
        },
        sessionId !== null && {
          term: 'Session id',
          value: <Copyable value={sessionId} label="session id" className="text-ink" />,
        },
        { term: 'Id', value: <Copyable value={id} label="transaction id" className="text-ink" /> },
      ]}
    />
  );
}
