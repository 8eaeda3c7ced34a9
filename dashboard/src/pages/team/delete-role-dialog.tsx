/** Deletes a role that nobody has. */

import type { Role } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useHolders } from './use-holders.ts';

interface DeleteRoleDialogProps {
  readonly role: Role;
  readonly onClose: () => void;
}

export function DeleteRoleDialog({ role, onClose }: DeleteRoleDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const holders = useHolders().data?.get(role.id) ?? [];
  const remove = useAction({
    act: () => client.members.roles.delete(role.id),
    done: `The role ${role.name} is deleted.`,
    invalidates: [businessKey(id, 'members')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the role “${role.name}”?`}
      description="A role that somebody has, or is invited to, in any business of the account, cannot be deleted."
      confirm="Delete the role"
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    >
      {holders.length === 0 ? null : (
        <Callout tone="warn" title="It is in use">
          {holders.map(({ name, isInvited }) => (isInvited ? `${name} (invited)` : name)).join(', ')}. Give them another
          role first, or cancel the invitation.
        </Callout>
      )}
    </ConfirmDialog>
  );
}
