/** Chooses a role. Those that the person may not give are shown with the reason. */

import type { ReactElement } from 'react';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { titleOf } from './role-name.tsx';
import { isOwnerRole, useBarrier, useRoles } from './use-roles.ts';

interface RolePickerProps {
  readonly value: string;
  readonly onChange: (roleId: string) => void;
  readonly error?: string | undefined;
  /** Programs cannot be owners. */
  readonly forService?: boolean;
}

export function RolePicker({ value, onChange, error, forService = false }: RolePickerProps): ReactElement {
  const roles = useRoles();
  const barrierOf = useBarrier();
  const all = roles.data?.filter((role) => !(forService && isOwnerRole(role))) ?? [];
  const isShort = all.some((role) => barrierOf(role) !== undefined);
  return (
    <Field
      label="Role"
      error={error}
      hint={isShort ? 'You can give only what you have yourself.' : 'What each role permits is under “Roles”.'}
    >
      <Select
        placeholder={roles.isPending ? 'Loading…' : 'Choose a role'}
        value={value}
        onChange={onChange}
        options={all.map((role) => {
          const barrier = barrierOf(role);
          return {
            value: role.id,
            label: titleOf(role.name),
            hint: barrier ?? `${role.permissions.length} permissions`,
            disabled: barrier !== undefined,
          };
        })}
      />
    </Field>
  );
}
