/** Who belongs to the business: people and programs, with their roles. */

import type { Member } from '@interstellas/sdk';
import { Bot, UserPlus, Users } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { memberColumns } from './member-columns.tsx';
import { type ChosenDeed, MemberDialogs } from './member-dialogs.tsx';
import { ServiceMemberDialog } from './service-member-dialog.tsx';
import { TeamFrame } from './team-frame.tsx';

type Opened = 'invite' | 'service' | undefined;

export function MembersPage(): ReactElement {
  const { may } = usePermissions();
  const [opened, open] = useState<Opened>();
  const close = (): void => open(undefined);
  return (
    <TeamFrame
      permission="members:manage"
      actions={
        may('members:manage') ? (
          <>
            <Button onClick={() => open('service')}>
              <Bot aria-hidden />
              Add a program
            </Button>
            <Button variant="primary" onClick={() => open('invite')}>
              <UserPlus aria-hidden />
              Invite somebody
            </Button>
          </>
        ) : undefined
      }
    >
      <Members />
      {opened === 'invite' ? <InviteDialog onClose={close} /> : null}
      {opened === 'service' ? <ServiceMemberDialog onClose={close} /> : null}
    </TeamFrame>
  );
}

function Members(): ReactElement {
  const [chosen, choose] = useState<ChosenDeed>();
  const pages = usePages<Member>(['members', 'list'], (client, page, options) =>
    client.members.list({ ...page }, options),
  );
  return (
    <>
      <DataTable
        caption="Members of the business"
        columns={memberColumns(choose)}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Users} title="Nobody yet">
            Invite the people who work with this business.
          </EmptyState>
        }
      />
      <MemberDialogs chosen={chosen} onClose={() => choose(undefined)} />
    </>
  );
}
