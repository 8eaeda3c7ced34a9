/** The business's own account: what is on it, what moved, and how to be paid into it. */

import type { ReactElement } from 'react';
import { HandOut } from '../../components/hand-out.tsx';
import { Movements } from '../../components/movements.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { AccountSkeleton } from './account-skeleton.tsx';
import { BalanceAndFlow } from './balance-and-flow.tsx';

export function AccountsPage(): ReactElement {
  const { id: businessId, name } = useBusiness();
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options), {
    everySeconds: 20,
  });
  const bankName = useAbout()?.bankName ?? '';
  return (
    <>
      <PageHeader title="Account" description={`The account of ${name}.`} actions={<Actions />} />
      <QueryView query={account} skeleton={<AccountSkeleton />}>
        {({ accountBalance, accountNumber }) => (
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
            <BalanceAndFlow balance={accountBalance} className="lg:col-span-2" />
            <HandOut title="To be paid" accountName={name} {...{ accountNumber, bankName }} />
            <HowToBePaid businessId={businessId} />
            <Movements accountNumber={accountNumber} className="lg:col-span-3" />
          </div>
        )}
      </QueryView>
    </>
  );
}

function Actions(): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  return (
    <>
      <ButtonLink to="/b/$businessId/statements" params={{ businessId }}>
        Statement
      </ButtonLink>
      {may('transfers:create') ? (
        <ButtonLink variant="primary" to="/b/$businessId/transfers/new" params={{ businessId }}>
          Send money
        </ButtonLink>
      ) : null}
    </>
  );
}

function HowToBePaid({ businessId }: { readonly businessId: string }): ReactElement {
  return (
    <Card className="lg:col-span-3">
      <CardHeader title="How to be paid" />
      <CardBody className="grid gap-x-8 gap-y-3 text-muted md:grid-cols-3">
        <p>
          <span className="block font-medium text-ink">Straight into this account.</span> Hand out the number above. It
          takes transfers from every bank, and you see them among the transactions.
        </p>
        <p>
          <span className="block font-medium text-ink">By a number for each payer.</span>{' '}
          <TextLink to="/b/$businessId/virtual-accounts" params={{ businessId }}>
            Virtual accounts
          </TextLink>{' '}
          tell you who has paid, for an invoice or for a customer.
        </p>
        <p>
          <span className="block font-medium text-ink">For people with accounts of their own.</span>{' '}
          <TextLink to="/b/$businessId/customers" params={{ businessId }}>
            Customers
          </TextLink>{' '}
          keep their money with you, and you move it for them.
        </p>
      </CardBody>
    </Card>
  );
}
