/** One customer: his account, how well he is known, and the way to move his money. */

import type { CustomerDetails } from '@interstellas/sdk';
import { useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { HandOut } from '../../components/hand-out.tsx';
import { Movements } from '../../components/movements.tsx';
import { formatDate } from '../../lib/dates.ts';
import { sentenceCase } from '../../lib/statuses.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { BigMoney, Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { type Changeable, missingOf } from './customer-changes.ts';
import { EditCustomerDialog } from './edit-customer-dialog.tsx';
import { tierOf } from './tiers.ts';

export function CustomerPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const { customerId = '' } = useParams({ strict: false });
  const customer = useRead(['customers', customerId], (client, options) => client.customers.get(customerId, options), {
    everySeconds: 20,
  });
  const found = customer.data;
  const [editedFrom, setEditedFrom] = useState<keyof Changeable>();
  const edit = may('customers:manage') ? setEditedFrom : undefined;
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/customers" params={{ businessId }}>
            Customers
          </TextLink>,
        ]}
        title={found?.name ?? 'Customer'}
        status={found && <Badge tone="accent">{tierOf(found.tier).title}</Badge>}
        description={
          found && (
            <>
              Customer since <Time at={found.dateCreated} form="date" />
            </>
          )
        }
        actions={found && <Actions customer={found} onEdit={edit} />}
      />
      <QueryView query={customer} skeleton={<DetailsSkeleton />}>
        {(details) => <Details customer={details} onEdit={edit} />}
      </QueryView>
      {editedFrom && found ? (
        <EditCustomerDialog customer={found} from={editedFrom} onClose={() => setEditedFrom(undefined)} />
      ) : null}
    </>
  );
}

interface CustomerProps {
  readonly customer: CustomerDetails;
  /** Edits, beginning at the field. Undefined for who may not. */
  readonly onEdit: ((from: keyof Changeable) => void) | undefined;
}

function Actions({ customer, onEdit }: CustomerProps): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  return (
    <>
      {onEdit === undefined ? null : (
        <Button onClick={() => onEdit('firstName')}>
          <Pencil aria-hidden />
          Edit
        </Button>
      )}
      {may('transfers:create') ? (
        <ButtonLink
          variant="primary"
          to="/b/$businessId/transfers/new"
          params={{ businessId }}
          search={{ from: customer.nuban }}
        >
          Withdraw or send
        </ButtonLink>
      ) : null}
    </>
  );
}

function Details({ customer, onEdit }: CustomerProps): ReactElement {
  const bankName = useAbout()?.bankName ?? '';
  const { nuban, name } = customer;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4">
        <Balance customer={customer} />
        <HandOut title="To be paid" accountName={name} accountNumber={nuban} bankName={bankName} />
        <TierCard customer={customer} onEdit={onEdit} />
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <Card>
          <CardHeader title="Identity" description="Names and date of birth are those of the BVN." />
          <CardBody>
            <Identity customer={customer} />
          </CardBody>
        </Card>
      </div>
      <Movements accountNumber={nuban} className="lg:col-span-3" />
    </div>
  );
}

function Balance({ customer }: { readonly customer: CustomerDetails }): ReactElement {
  const { availableBalance, withdrawableBalance } = customer.account_details;
  return (
    <Card className="px-5 py-4">
      <h2 className="text-sm text-muted">Balance</h2>
      <p className="mt-1">
        <BigMoney kobo={availableBalance} />
      </p>
      {withdrawableBalance === availableBalance ? null : (
        <p className="mt-1 text-sm text-muted">
          <Money kobo={withdrawableBalance} /> can be withdrawn
        </p>
      )}
    </Card>
  );
}

function TierCard({ customer, onEdit }: CustomerProps): ReactElement {
  const { title, meaning, next } = tierOf(customer.tier);
  const missing = missingOf(customer);
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody className="flex flex-col gap-2 text-muted">
        <p>{meaning} What may be paid in, sent and owned depends on it.</p>
        {next === undefined ? null : <p>{next}</p>}
        {missing === undefined || onEdit === undefined ? null : (
          <Button size="sm" className="self-start" onClick={() => onEdit(missing.field)}>
            {missing.action}
          </Button>
        )}
        <p>
          <DocsLink page="customers#tiers">The tiers</DocsLink>
        </p>
      </CardBody>
    </Card>
  );
}

function Identity({ customer }: { readonly customer: CustomerDetails }): ReactElement {
  const { firstName, otherNames, lastName, bvn, nationalIdentityNo, dateOfBirth, placeOfBirth } = customer;
  const { gender, phoneNo, email, address, id, account_details: account } = customer;
  const hidden = (number: string): ReactElement => <span className="font-mono text-sm">{number}</span>;
  return (
    <DescriptionList
      facts={[
        { term: 'Name', value: [firstName, otherNames, lastName].filter((part) => part !== '').join(' ') },
        { term: 'BVN', value: hidden(bvn) },
        nationalIdentityNo !== '' && { term: 'National Identity No.', value: hidden(nationalIdentityNo) },
        { term: 'Date of birth', value: formatDate(dateOfBirth, 'date', 'UTC') },
        placeOfBirth !== '' && { term: 'Place of birth', value: placeOfBirth },
        gender !== '' && { term: 'Gender', value: sentenceCase(gender) },
        { term: 'Phone', value: <Copyable value={phoneNo} label="phone number" className="text-sm text-ink" /> },
        email !== '' && {
          term: 'E-mail',
          value: <Copyable value={email} label="e-mail address" className="font-sans text-base text-ink" />,
        },
        address !== '' && { term: 'Address', value: address },
        { term: 'Account type', value: sentenceCase(account.accountType) },
        { term: 'Id', value: <Copyable value={id} label="customer id" className="text-ink" /> },
      ]}
    />
  );
}
