/** Gives a member another role. It counts from his next request on. */

import type { Member } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSession } from '../../lib/use-session.ts';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { nameOf } from './member-words.ts';
import { RolePicker } from './role-picker.tsx';

interface ChangeRoleDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function ChangeRoleDialog({ member, onClose }: ChangeRoleDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const session = useSession();
  const [roleId, setRoleId] = useState(member.clientMemberRoleId);
  const change = useAction({
    act: () => client.members.update(member.id, { memberRoleId: roleId }),
    done: `${nameOf(member)} has the new role.`,
    invalidates: [businessKey(id, 'members'), ['session']],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="plain"
      title={`Change the role of ${nameOf(member)}`}
      description="It counts from the next request on."
      confirm="Change the role"
      busy={change.isPending}
      onConfirm={() => (roleId === member.clientMemberRoleId ? onClose() : change.mutate())}
    >
      <RolePicker value={roleId} onChange={setRoleId} forService={member.kind === 'service'} />
      {member.userId === session.id && roleId !== member.clientMemberRoleId ? (
        <Callout tone="warn">This is your own role. What you give away only somebody else can give back.</Callout>
      ) : null}
    </ConfirmDialog>
  );
}
