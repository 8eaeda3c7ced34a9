/** Takes a member's access away for a while, or gives it back. */

import type { Member } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { nameOf } from './member-words.ts';

interface ToggleMemberDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function ToggleMemberDialog({ member, onClose }: ToggleMemberDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const { isActive } = member;
  const name = nameOf(member);
  const toggle = useAction({
    act: () => client.members.update(member.id, { isActive: !isActive }),
    done: isActive ? `${name} is deactivated.` : `${name} is active again.`,
    invalidates: [businessKey(id, 'members')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone={isActive ? 'danger' : 'plain'}
      title={isActive ? `Deactivate ${name}?` : `Activate ${name}?`}
      description={
        isActive
          ? 'The next request for this business is refused. The membership stays, and can be activated again.'
          : 'The role opens again what it opened before.'
      }
      confirm={isActive ? 'Deactivate' : 'Activate'}
      busy={toggle.isPending}
      onConfirm={() => toggle.mutate()}
    />
  );
}
