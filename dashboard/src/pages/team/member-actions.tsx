/** The menu at the end of a member's row. */

import type { Member } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useSession } from '../../lib/use-session.ts';
import { Menu, MenuContent, MenuItem, RowMenuTrigger } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { deedsOf, MEMBER_DEEDS, type MemberDeed, nameOf } from './member-words.ts';
import { useBarrier, useRoles } from './use-roles.ts';

export interface MemberActionsProps {
  readonly member: Member;
  readonly onChoose: (deed: MemberDeed) => void;
}

export function MemberActions({ member, onChoose }: MemberActionsProps): ReactElement | null {
  const { id: userId } = useSession();
  const { may } = usePermissions();
  const barrierOf = useBarrier();
  const role = useRoles().data?.find(({ id }) => id === member.clientMemberRoleId);
  const barrier = role && barrierOf(role);
  const mayManage = may('members:manage');
  const deeds = deedsOf(member, { userId, mayManage, mayTouch: barrier === undefined });
  if (deeds.length === 0) return mayManage && barrier !== undefined ? <Untouchable why={barrier} /> : null;
  return (
    <Menu>
      <RowMenuTrigger label={`Actions for ${nameOf(member)}`} />
      <MenuContent>
        {deeds.map((deed) => (
          <MenuItem
            key={deed}
            tone={deed === 'remove' || deed === 'leave' ? 'danger' : 'plain'}
            onSelect={() => onChoose(deed)}
          >
            {MEMBER_DEEDS[deed]}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function Untouchable({ why }: { readonly why: string }): ReactElement {
  return (
    <Tooltip content={`${why}. Nobody changes a member who may do more than he may himself.`}>
      <button type="button" className="rounded-sm text-sm text-muted underline decoration-dotted underline-offset-4">
        Has more than you
      </button>
    </Tooltip>
  );
}
