/** The dialog of what one is about to do with a member, if anything. */

import type { Member } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { MemberDeed } from './member-words.ts';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { RotateCredentialsDialog } from './rotate-credentials-dialog.tsx';
import { ToggleMemberDialog } from './toggle-member-dialog.tsx';

export interface ChosenDeed {
  readonly name: MemberDeed;
  readonly member: Member;
}

interface MemberDialogsProps {
  readonly chosen: ChosenDeed | undefined;
  readonly onClose: () => void;
}

export function MemberDialogs({ chosen, onClose }: MemberDialogsProps): ReactElement | null {
  if (chosen === undefined) return null;
  const { name, member } = chosen;
  switch (name) {
    case 'change-role':
      return <ChangeRoleDialog member={member} onClose={onClose} />;
    case 'activate':
    case 'deactivate':
      return <ToggleMemberDialog member={member} onClose={onClose} />;
    case 'rotate-credentials':
      return <RotateCredentialsDialog member={member} onClose={onClose} />;
    case 'remove':
      return <RemoveMemberDialog member={member} onClose={onClose} />;
    case 'leave':
      return <LeaveDialog onClose={onClose} />;
  }
}
