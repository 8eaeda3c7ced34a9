/** How the page shows a role. */

import type { Role } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { SCOPES } from '../../components/scopes.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/table.tsx';
import { RoleName } from './role-name.tsx';
import type { Holder } from './use-holders.ts';
import { useBarrier } from './use-roles.ts';

export interface RoleContext {
  /** Undefined until they are known. */
  readonly holders: ReadonlyMap<string, readonly Holder[]> | undefined;
  readonly onEdit: (role: Role) => void;
  readonly onDelete: (role: Role) => void;
}

export function roleColumns({ holders, onEdit, onDelete }: RoleContext): readonly Column<Role>[] {
  return [
    {
      id: 'role',
      header: 'Role',
      cell: ({ name, isBuiltIn }) => (
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <RoleName name={name} />
          {isBuiltIn ? null : <Badge tone="accent">Own</Badge>}
        </span>
      ),
    },
    {
      id: 'permissions',
      header: 'Permissions',
      cell: ({ permissions }) => (
        <span className="figures whitespace-nowrap">
          {permissions.length} of {SCOPES.length}
        </span>
      ),
    },
    {
      id: 'holders',
      header: 'Who has it here',
      className: 'sm:w-[40%]',
      cell: ({ id }) => <Holders holders={holders && (holders.get(id) ?? [])} />,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      inCorner: true,
      cell: (role) => <Actions role={role} onEdit={() => onEdit(role)} onDelete={() => onDelete(role)} />,
    },
  ];
}

const most = 3;

function Holders({ holders }: { readonly holders: readonly Holder[] | undefined }): ReactElement {
  if (holders === undefined) return <span className="text-faint">…</span>;
  if (holders.length === 0) return <span className="text-muted">Nobody</span>;
  const names = holders.slice(0, most).map(({ name, isInvited }) => (isInvited ? `${name} (invited)` : name));
  const rest = holders.length - names.length;
  return (
    <span className="break-words">
      {names.join(', ')}
      {rest > 0 ? ` and ${rest} more` : ''}
    </span>
  );
}

interface ActionsProps {
  readonly role: Role;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function Actions({ role, onEdit, onDelete }: ActionsProps): ReactElement | null {
  const { may } = usePermissions();
  const barrier = useBarrier()(role);
  if (role.isBuiltIn) return <span className="text-sm whitespace-nowrap text-muted">Built in</span>;
  if (!may('roles:manage')) return null;
  if (barrier !== undefined) return <span className="text-sm text-muted">{barrier}</span>;
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" aria-label={`Change the role ${role.name}`} onClick={onEdit}>
        Change
      </Button>
      <Button size="sm" variant="danger-quiet" aria-label={`Delete the role ${role.name}`} onClick={onDelete}>
        Delete
      </Button>
    </span>
  );
}
