/** How the team shows a member. */

import type { Member } from '@interstellas/sdk';
import { Bot } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSession } from '../../lib/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { MemberActions } from './member-actions.tsx';
import type { ChosenDeed } from './member-dialogs.tsx';
import { nameOf } from './member-words.ts';
import { RoleName } from './role-name.tsx';

export function memberColumns(choose: (deed: ChosenDeed) => void): readonly Column<Member>[] {
  return [
    { id: 'member', header: 'Member', className: 'sm:w-[46%]', cell: (member) => <Who member={member} /> },
    { id: 'role', header: 'Role', cell: ({ clientMemberRole }) => <RoleName name={clientMemberRole.name} /> },
    {
      id: 'status',
      header: 'Status',
      cell: ({ isActive }) => <StatusBadge status={isActive ? 'active' : 'deactivated'} />,
    },
    {
      id: 'joined',
      header: 'Joined',
      cell: ({ createdAt }) => <Time at={createdAt} form="date" className="text-sm text-muted" />,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      inCorner: true,
      cell: (member) => <MemberActions member={member} onChoose={(name) => choose({ name, member })} />,
    },
  ];
}

function Who({ member }: { readonly member: Member }): ReactElement {
  const { id } = useSession();
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        <span className="min-w-0 break-words">{nameOf(member)}</span>
        {member.userId === id ? <Badge tone="outline">You</Badge> : null}
        {member.kind === 'service' ? (
          <Badge>
            <Bot aria-hidden />
            Program
          </Badge>
        ) : null}
      </p>
      <p className="text-sm break-all text-muted">{member.email}</p>
    </div>
  );
}
