/** Who was invited and has not come yet. */

import type { Invitation } from '@interstellas/sdk';
import { MailPlus, UserPlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey, usePages } from '../../lib/use-read.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { RoleName } from './role-name.tsx';
import { TeamFrame } from './team-frame.tsx';
import { useBarrier, useRoles } from './use-roles.ts';

export function InvitationsPage(): ReactElement {
  const { may } = usePermissions();
  const [isInviting, setInviting] = useState(false);
  return (
    <TeamFrame
      permission="members:manage"
      actions={
        may('members:manage') ? (
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden />
            Invite somebody
          </Button>
        ) : undefined
      }
    >
      <Invitations />
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </TeamFrame>
  );
}

function Invitations(): ReactElement {
  const { may } = usePermissions();
  const [cancelled, cancel] = useState<Invitation>();
  const pages = usePages<Invitation>(['members', 'invitations'], (client, page, options) =>
    client.members.invitations.list({ ...page }, options),
  );
  const actions: Column<Invitation> = {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    align: 'right',
    cell: (invitation) => <Actions invitation={invitation} onCancel={() => cancel(invitation)} />,
  };
  return (
    <>
      <DataTable
        caption="Invitations that wait for an answer"
        columns={may('members:manage') ? [...columns, actions] : columns}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={MailPlus} title="No invitation waits for an answer">
            Whom you invite stands here until he accepts. The link in the letter works once, for seven days.
          </EmptyState>
        }
      />
      {cancelled === undefined ? null : <CancelDialog invitation={cancelled} onClose={() => cancel(undefined)} />}
    </>
  );
}

const columns: readonly Column<Invitation>[] = [
  {
    id: 'email',
    header: 'E-mail',
    className: 'sm:w-[40%]',
    cell: ({ email }) => <span className="font-medium break-all">{email}</span>,
  },
  { id: 'role', header: 'Role', cell: ({ clientMemberRole }) => <RoleName name={clientMemberRole.name} /> },
  { id: 'sent', header: 'Sent', cell: ({ sentAt }) => <Time at={sentAt} form="distance" className="text-sm" /> },
  { id: 'expires', header: 'Link', cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
];

function Expiry({ at }: { readonly at: string }): ReactElement {
  const isOver = Date.parse(at) <= useNow().getTime();
  if (isOver) return <Badge tone="warn">Expired</Badge>;
  return (
    <span className="text-sm">
      Expires <Time at={at} form="distance" />
    </span>
  );
}

interface ActionsProps {
  readonly invitation: Invitation;
  readonly onCancel: () => void;
}

function Actions({ invitation: { id, email, clientMemberRoleId }, onCancel }: ActionsProps): ReactElement {
  const business = useBusiness();
  const role = useRoles().data?.find((one) => one.id === clientMemberRoleId);
  const barrierOf = useBarrier();
  const resend = useAction({
    act: () => business.client.members.invitations.resend(id),
    done: `A new letter is on its way to ${email}. The old link is void.`,
    invalidates: [businessKey(business.id, 'members', 'invitations')],
  });
  const barrier = role && barrierOf(role);
  if (barrier !== undefined) return <span className="text-sm text-muted">{barrier}</span>;
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" busy={resend.isPending} aria-label={`Resend to ${email}`} onClick={() => resend.mutate()}>
        Resend
      </Button>
      <Button size="sm" variant="danger-quiet" aria-label={`Cancel the invitation of ${email}`} onClick={onCancel}>
        Cancel
      </Button>
    </span>
  );
}

interface CancelDialogProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

function CancelDialog({ invitation: { id, email }, onClose }: CancelDialogProps): ReactElement {
  const business = useBusiness();
  const cancel = useAction({
    act: () => business.client.members.invitations.cancel(id),
    done: 'The invitation is cancelled.',
    invalidates: [businessKey(business.id, 'members')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Cancel the invitation?"
      description={`The link that ${email} got becomes worthless.`}
      confirm="Cancel the invitation"
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate()}
    />
  );
}
