/** Sends somebody a letter with a link to join. */

import type { ReactElement } from 'react';
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
import { RolePicker } from './role-picker.tsx';

interface Values {
  email: string;
  memberRoleId: string;
}

export function InviteDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { id, client } = useBusiness();
  const submitKey = useSubmitKey();
  const form = useForm<Values>({ defaultValues: { email: '', memberRoleId: '' } });
  const { errors } = form.formState;
  const invite = useAction({
    act: (values: Values) => client.members.invite(values, { idempotencyKey: submitKey.current() }),
    done: ({ email }) => `A letter is on its way to ${email}.`,
    invalidates: [businessKey(id, 'members')],
    form,
    onSuccess: () => {
      submitKey.renew();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Invite somebody"
        description="The link in the letter works once, for seven days. Whoever has no account yet makes one with it."
      >
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={form.handleSubmit((values) => invite.mutate({ ...values, email: values.email.trim() }))}
        >
          <FormProblem message={errors.root?.message} />
          <Field label="E-mail" error={errors.email?.message}>
            <Input
              type="email"
              autoComplete="off"
              {...form.register('email', {
                validate: (text) => /^\S+@\S+$/.test(text.trim()) || 'Enter an e-mail address.',
              })}
            />
          </Field>
          <Controller
            control={form.control}
            name="memberRoleId"
            rules={{ required: 'Choose a role.' }}
            render={({ field }) => (
              <RolePicker value={field.value} onChange={field.onChange} error={errors.memberRoleId?.message} />
            )}
          />
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={invite.isPending}>
              Send the invitation
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
