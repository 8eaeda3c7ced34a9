/** Another e-mail address: it counts once the letter that is sent to it comes back. */

import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { CaughtMail } from '../../components/caught-mail.tsx';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, PasswordInput } from '../../ui/input.tsx';
import { refuseWrongPassword } from './wrong-password.ts';

export interface ChangeEmailDialogProps {
  /** The present one. */
  readonly email: string;
  readonly onClose: () => void;
}

export function ChangeEmailDialog({ email, onClose }: ChangeEmailDialogProps): ReactElement {
  const [sentTo, setSentTo] = useState<string>();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        size="sm"
        title={sentTo === undefined ? 'Change the e-mail' : 'Look into your new mailbox'}
        description={
          sentTo === undefined
            ? `A letter goes to the new address, and a notice to ${email}.`
            : `Open the link in the letter to ${sentTo} within an hour. Until then ${email} counts.`
        }
      >
        {sentTo === undefined ? <ChangeForm onSent={setSentTo} /> : <Sent to={sentTo} onClose={onClose} />}
      </DialogContent>
    </Dialog>
  );
}

interface Values {
  newEmail: string;
  password: string;
}

function ChangeForm({ onSent }: { readonly onSent: (email: string) => void }): ReactElement {
  const form = useForm<Values>({ defaultValues: { newEmail: '', password: '' } });
  const { errors } = form.formState;
  const change = useAction({
    act: ({ newEmail, password }: Values) => client.auth.email.change({ newEmail: newEmail.trim(), password }),
    form,
    onSuccess: (_result, { newEmail }) => onSent(newEmail.trim()),
    onError: (error) => refuseWrongPassword(form, 'password', error),
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => change.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="New e-mail" error={errors.newEmail?.message}>
        <Input
          type="email"
          autoFocus
          autoComplete="email"
          {...form.register('newEmail', { required: 'Enter the new address.' })}
        />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput {...form.register('password', { required: 'Enter your password.' })} />
      </Field>
      <Button type="submit" variant="primary" className="sm:self-end" busy={change.isPending}>
        Send the letter
      </Button>
    </form>
  );
}

interface SentProps {
  readonly to: string;
  readonly onClose: () => void;
}

function Sent({ to, onClose }: SentProps): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <CaughtMail to={to} />
      <Button variant="primary" className="sm:self-end" autoFocus onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
