/** Makes a role, or changes one: a name, and what its holders may do. */

import type { MemberRoleCreateInput, Role } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { ScopePicker } from '../../components/scope-picker.tsx';
import { SCOPES } from '../../components/scopes.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { Callout, FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

export interface RoleDialogProps {
  /** Undefined: a new one. */
  readonly edited: Role | undefined;
  readonly onClose: () => void;
}

interface Values {
  name: string;
  permissions: readonly string[];
}

/** Whoever creates a business owns it, so that no role of one's own can have this. */
const ownersAlone = 'businesses:create';

export function RoleDialog({ edited: role, onClose }: RoleDialogProps): ReactElement {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        size="lg"
        title={role === undefined ? 'Create a role' : `Change the role “${role.name}”`}
        description={
          role === undefined
            ? 'It is there for all businesses of the client account.'
            : 'It counts for everybody who has the role, in every business, from the next request on.'
        }
      >
        <RoleForm edited={role} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function RoleForm({ edited: role, onClose }: RoleDialogProps): ReactElement {
  const { may } = usePermissions();
  const form = useForm<Values>({
    defaultValues: { name: role?.name ?? '', permissions: role?.permissions ?? [] },
  });
  const { errors } = form.formState;
  const save = useSave(role, form, onClose);
  const mayGive = (name: string): boolean => name !== ownersAlone && may(name);
  const lacks = SCOPES.some((name) => name !== ownersAlone && !may(name));
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => save.mutate({ ...values, name: values.name.trim() }))}
    >
      <FormProblem message={errors.root?.message} />
      <Field label="Name" error={errors.name?.message}>
        <Input
          autoComplete="off"
          maxLength={100}
          placeholder="Accountant"
          {...form.register('name', { validate: (text) => text.trim() !== '' || 'Give the role a name.' })}
        />
      </Field>
      {lacks ? <Callout>You can give only what you have yourself. The rest cannot be ticked.</Callout> : null}
      <Controller
        control={form.control}
        name="permissions"
        rules={{ validate: (chosen) => chosen.length > 0 || 'Choose at least one permission.' }}
        render={({ field }) => (
          <ScopePicker
            value={field.value}
            onChange={field.onChange}
            mayGive={mayGive}
            error={errors.permissions?.message}
          />
        )}
      />
      <p className="text-sm text-muted">
        {ownersAlone} is for owners and admins alone: whoever creates a business owns it.
      </p>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {role === undefined ? 'Create the role' : 'Save the changes'}
        </Button>
      </div>
    </form>
  );
}

function useSave(role: Role | undefined, form: ReturnType<typeof useForm<Values>>, onSaved: () => void) {
  const { id, client } = useBusiness();
  const submitKey = useSubmitKey();
  return useAction({
    act: (values: Values) => {
      const input = values as MemberRoleCreateInput;
      if (role !== undefined) return client.members.roles.update(role.id, input);
      return client.members.roles.create(input, { idempotencyKey: submitKey.current() });
    },
    done: ({ name }) => (role === undefined ? `The role ${name} is there.` : `The role ${name} is changed.`),
    invalidates: [businessKey(id, 'members'), ['session']],
    form,
    onSuccess: () => {
      submitKey.renew();
      onSaved();
    },
    onError(error) {
      if (hasCode(error, 'role.name_taken')) form.setError('name', { message: error.message }, { shouldFocus: true });
    },
  });
}
