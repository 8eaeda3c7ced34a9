/** Makes a member that is a program, and shows its credentials once. */

import { type ReactElement, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { type Credentials, FreshCredentials } from './fresh-credentials.tsx';
import { RolePicker } from './role-picker.tsx';

export function ServiceMemberDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [credentials, setCredentials] = useState<Credentials>();
  const [isLeaving, setLeaving] = useState(false);
  const isMade = credentials !== undefined;
  return (
    <Dialog open onOpenChange={() => (isMade ? setLeaving(true) : onClose())}>
      <DialogContent
        title={isMade ? 'The credentials of the program' : 'Add a program'}
        description={
          isMade ? undefined : 'It signs in by itself, does what its role permits, and needs nobody’s second factor.'
        }
      >
        {isMade ? (
          <FreshCredentials credentials={credentials} isLeaving={isLeaving} onDone={onClose} />
        ) : (
          <ServiceForm onMade={setCredentials} />
        )}
      </DialogContent>
    </Dialog>
  );
}

interface Values {
  name: string;
  memberRoleId: string;
}

function ServiceForm({ onMade }: { readonly onMade: (credentials: Credentials) => void }): ReactElement {
  const { id, client } = useBusiness();
  const submitKey = useSubmitKey();
  const form = useForm<Values>({ defaultValues: { name: '', memberRoleId: '' } });
  const { errors } = form.formState;
  const create = useAction({
    // What the mutation resolves with is kept in a cache: the password goes to its dialog alone.
    act: async (values: Values) => {
      const made = await client.members.service.create(values, { idempotencyKey: submitKey.current() });
      onMade({ email: made.email, password: made.password });
    },
    invalidates: [businessKey(id, 'members')],
    form,
    onSuccess: () => submitKey.renew(),
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => create.mutate({ ...values, name: values.name.trim() }))}
    >
      <FormProblem message={errors.root?.message} />
      <Field label="Name" hint="Such as Payroll: it stands in the team and the logs." error={errors.name?.message}>
        <Input
          autoComplete="off"
          maxLength={100}
          {...form.register('name', { validate: (text) => text.trim() !== '' || 'Give the program a name.' })}
        />
      </Field>
      <Controller
        control={form.control}
        name="memberRoleId"
        rules={{ required: 'Choose a role.' }}
        render={({ field }) => (
          <RolePicker forService value={field.value} onChange={field.onChange} error={errors.memberRoleId?.message} />
        )}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Add the program
        </Button>
      </div>
    </form>
  );
}
