/** What can be paid out, and the way to do it. */

import { type ReactElement, useState } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog, DialogContent, DialogTrigger } from '../../ui/dialog.tsx';
import { BigMoney } from '../../ui/money.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SendPayoutForm } from './send-payout-form.tsx';
import { usePayoutAccounts } from './use-payouts.ts';

export function PayoutBalance(): ReactElement {
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options));
  return (
    <Card className="flex-row flex-wrap items-center justify-between gap-x-8 gap-y-4 px-5 py-5">
      <div>
        <h2 className="text-sm text-muted">Balance of the business account</h2>
        <QueryView query={account} skeleton={<Skeleton className="mt-2 h-8 w-48" />}>
          {({ accountBalance }) => <BigMoney kobo={accountBalance} />}
        </QueryView>
      </div>
      <Actions balance={account.data?.accountBalance} />
    </Card>
  );
}

function Actions({ balance }: { readonly balance: string | undefined }): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const accounts = usePayoutAccounts().data ?? [];
  const [isOpen, setOpen] = useState(false);
  const mayPayOut = may('payouts:manage') && accounts.length > 0 && balance !== undefined;
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink to="/b/$businessId/transfers" params={{ businessId }}>
        Past payouts
      </ButtonLink>
      {mayPayOut ? (
        <Dialog open={isOpen} onOpenChange={setOpen}>
          <DialogTrigger asChild>
            <Button variant="primary" disabled={balance === '0'}>
              Pay out
            </Button>
          </DialogTrigger>
          <DialogContent title="Pay out" description="From the business account, with the charges of a transfer.">
            <SendPayoutForm accounts={accounts} balance={balance} />
          </DialogContent>
        </Dialog>
      ) : null}
    </div>
  );
}
