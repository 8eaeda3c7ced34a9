/** What each role permits, who has it, and the roles that the account made itself. */

import type { Role } from '@interstellas/sdk';
import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import { roleColumns } from './role-columns.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { TeamFrame } from './team-frame.tsx';
import { useHolders } from './use-holders.ts';
import { useRoles } from './use-roles.ts';

/** What one is about to do with a role, if anything. */
type Deed = { readonly name: 'create' } | { readonly name: 'edit' | 'delete'; readonly role: Role };

export function RolesPage(): ReactElement {
  const { may } = usePermissions();
  const [deed, setDeed] = useState<Deed>();
  return (
    <TeamFrame
      permission="roles:manage"
      actions={
        may('roles:manage') ? (
          <Button variant="primary" onClick={() => setDeed({ name: 'create' })}>
            <Plus aria-hidden />
            Create a role
          </Button>
        ) : undefined
      }
    >
      <Roles onDeed={setDeed} />
      <RoleDialogs deed={deed} onClose={() => setDeed(undefined)} />
    </TeamFrame>
  );
}

function Roles({ onDeed }: { readonly onDeed: (deed: Deed) => void }): ReactElement {
  const roles = useRoles();
  const holders = useHolders();
  const columns = roleColumns({
    holders: holders.data,
    onEdit: (role) => onDeed({ name: 'edit', role }),
    onDelete: (role) => onDeed({ name: 'delete', role }),
  });
  return (
    <QueryView query={roles} skeleton={<RolesSkeleton />}>
      {(all) => (
        <div className="flex flex-col gap-8">
          <Card className="overflow-hidden">
            <Table caption="Roles of the client account" columns={columns} items={all} rowKey={({ id }) => id} />
          </Card>
          <Section title="What each role permits" description="A secret key with scopes may leave less of it.">
            <PermissionMatrix roles={all} />
          </Section>
        </div>
      )}
    </QueryView>
  );
}

interface RoleDialogsProps {
  readonly deed: Deed | undefined;
  readonly onClose: () => void;
}

function RoleDialogs({ deed, onClose }: RoleDialogsProps): ReactElement | null {
  switch (deed?.name) {
    case undefined:
      return null;
    case 'create':
      return <RoleDialog edited={undefined} onClose={onClose} />;
    case 'edit':
      return <RoleDialog edited={deed.role} onClose={onClose} />;
    case 'delete':
      return <DeleteRoleDialog role={deed.role} onClose={onClose} />;
  }
}

function RolesSkeleton(): ReactElement {
  return (
    <Card className="overflow-hidden">
      <TableSkeleton rows={5} columns={4} />
    </Card>
  );
}
