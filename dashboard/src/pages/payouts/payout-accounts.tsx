/** The accounts that the balance can be paid out to: at most three, each with the name that its bank gives. */

import { Landmark, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { PayoutAccountCard } from './payout-account-card.tsx';
import { PayoutAccountDialog } from './payout-account-dialog.tsx';
import { MOST_ACCOUNTS, type PayoutAccount, usePayoutAccounts, useSchedule } from './use-payouts.ts';

export function PayoutAccounts(): ReactElement {
  const { may } = usePermissions();
  const accounts = usePayoutAccounts();
  const [edited, setEdited] = useState<PayoutAccount | 'new'>();
  const [deleted, setDeleted] = useState<PayoutAccount>();
  const count = accounts.data?.length ?? MOST_ACCOUNTS;
  return (
    <Section
      title="Payout accounts"
      description={`Accounts of yours at other banks, at most ${MOST_ACCOUNTS}.`}
      actions={
        may('payouts:manage') && count > 0 && count < MOST_ACCOUNTS ? (
          <Button onClick={() => setEdited('new')}>
            <Plus aria-hidden />
            Add an account
          </Button>
        ) : undefined
      }
    >
      <QueryView query={accounts} skeleton={<Waiting />}>
        {(known) =>
          known.length === 0 ? (
            <None onAdd={() => setEdited('new')} />
          ) : (
            <ul aria-label="Payout accounts" className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
              {known.map((account) => (
                <li key={account.id} className="min-w-0">
                  <PayoutAccountCard
                    account={account}
                    onEdit={() => setEdited(account)}
                    onDelete={() => setDeleted(account)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <PayoutAccountDialog edited={edited} onClose={() => setEdited(undefined)} />
      <DeleteDialog account={deleted} onClose={() => setDeleted(undefined)} />
    </Section>
  );
}

function Waiting(): ReactElement {
  return (
    <Card>
      <TableSkeleton rows={2} columns={3} />
    </Card>
  );
}

function None({ onAdd }: { readonly onAdd: () => void }): ReactElement {
  const { may } = usePermissions();
  return (
    <Card>
      <EmptyState
        icon={Landmark}
        title="No payout account yet"
        action={
          may('payouts:manage') ? (
            <Button variant="primary" onClick={onAdd}>
              Add an account
            </Button>
          ) : undefined
        }
      >
        Add the account of your business at its bank; then the balance can be paid out to it.
      </EmptyState>
    </Card>
  );
}

interface DeleteDialogProps {
  readonly account: PayoutAccount | undefined;
  readonly onClose: () => void;
}

function DeleteDialog({ account, onClose }: DeleteDialogProps): ReactElement {
  const business = useBusiness();
  const schedule = useSchedule().data;
  const remove = useAction({
    act: (id: string) => business.client.payouts.delete(id),
    done: 'The payout account was deleted',
    invalidates: [businessKey(business.id, 'payouts')],
    onSuccess: onClose,
  });
  const isScheduled = account !== undefined && schedule?.payoutAccountId === account.id;
  return (
    <ConfirmDialog
      open={account !== undefined}
      onOpenChange={onClose}
      title="Delete this payout account?"
      description={account && `${account.bankName} ${account.accountNumber}, ${account.nameAtBank}.`}
      confirm="Delete the account"
      busy={remove.isPending}
      onConfirm={() => (account === undefined ? undefined : remove.mutate(account.id))}
    >
      {isScheduled ? <p>The schedule pays to it, and will be paused until it is given another account.</p> : null}
    </ConfirmDialog>
  );
}
