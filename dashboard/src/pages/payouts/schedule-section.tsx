/** When the balance is paid out by itself. */

import type { PayoutSchedule } from '@interstellas/sdk';
import { CalendarClock } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { usePayoutAccounts, useSchedule } from './use-payouts.ts';

export function ScheduleSection(): ReactElement {
  const schedule = useSchedule();
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const { may } = usePermissions();
  return (
    <Section
      title="Schedule"
      description="Pays the balance out by itself, less the charges and what is to stay."
      actions={
        schedule.data && may('payouts:manage') ? (
          <>
            <Button variant="danger-quiet" onClick={() => setDeleting(true)}>
              Delete
            </Button>
            <Button onClick={() => setEditing(true)}>Change</Button>
          </>
        ) : undefined
      }
    >
      <Card>
        <QueryView query={schedule} skeleton={<Waiting />}>
          {(shown) => (shown === null ? <None onSet={() => setEditing(true)} /> : <ScheduleFacts schedule={shown} />)}
        </QueryView>
      </Card>
      <EditDialog schedule={schedule.data ?? undefined} open={isEditing} onClose={() => setEditing(false)} />
      <DeleteDialog open={isDeleting} onClose={() => setDeleting(false)} />
    </Section>
  );
}

function Waiting(): ReactElement {
  return (
    <div className="p-5">
      <LinesSkeleton />
    </div>
  );
}

function None({ onSet }: { readonly onSet: () => void }): ReactElement {
  const { may } = usePermissions();
  const accounts = usePayoutAccounts().data ?? [];
  const isPossible = accounts.length > 0;
  return (
    <EmptyState
      icon={CalendarClock}
      title="No schedule"
      action={may('payouts:manage') && isPossible ? <Button onClick={onSet}>Set a schedule</Button> : undefined}
    >
      {isPossible
        ? 'Nothing is paid out by itself. Set a time, and the balance goes to your own account every day, week or month.'
        : 'Add a payout account first: a schedule pays to one of them.'}
    </EmptyState>
  );
}

interface EditDialogProps {
  readonly schedule: PayoutSchedule | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}

function EditDialog({ schedule, open, onClose }: EditDialogProps): ReactElement {
  const accounts = usePayoutAccounts().data ?? [];
  return (
    <Dialog open={open} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title="Payout schedule" description="By the clock of Lagos; once a day at most.">
        <ScheduleForm schedule={schedule} accounts={accounts} onSaved={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function DeleteDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactElement {
  const business = useBusiness();
  const remove = useAction({
    act: () => business.client.payouts.schedule.delete(),
    done: 'The schedule was deleted',
    invalidates: [businessKey(business.id, 'payouts')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title="Delete the schedule?"
      description="Nothing is paid out by itself any more. The payout accounts stay."
      confirm="Delete the schedule"
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  );
}
