/** Ends a membership. */

import type { Member } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { nameOf } from './member-words.ts';

interface RemoveMemberDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function RemoveMemberDialog({ member, onClose }: RemoveMemberDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const name = nameOf(member);
  const isService = member.kind === 'service';
  const remove = useAction({
    act: () => client.members.remove(member.id),
    done: `${name} is not a member any more.`,
    invalidates: [businessKey(id, 'members')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${name}?`}
      description={
        isService
          ? 'Its sessions and its sign-in end for good. Programs that use it are refused at once.'
          : 'The next request for this business is refused. To come back takes a new invitation.'
      }
      confirm="Remove"
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    >
      {isService ? null : (
        <Callout>
          Programs whose password this person knows go on: give them new passwords, and rotate the keys the person has
          seen.
        </Callout>
      )}
    </ConfirmDialog>
  );
}
