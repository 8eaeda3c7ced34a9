/** Another password. All sessions but this one end with it. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { NewPasswordField } from '../../components/new-password-field.tsx';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { useSession } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter, SettingsRow } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/input.tsx';
import { refuseWrongPassword } from './wrong-password.ts';

const empty = { currentPassword: '', newPassword: '' };

export function PasswordSection(): ReactElement {
  const { email, businesses } = useSession();
  const form = useForm({ defaultValues: empty });
  const { errors } = form.formState;
  const change = useAction({
    act: (values: typeof empty) => client.auth.password.change(values),
    done: ({ endedCount }) => `Password changed. ${endedWords(endedCount)}`,
    invalidates: [['sessions']],
    form,
    onSuccess: () => form.reset(),
    onError: (error) => refuseWrongPassword(form, 'currentPassword', error),
  });
  return (
    <SettingsRow title="Password" description="Changing it ends every session of yours but this one.">
      <Card>
        <form noValidate onSubmit={form.handleSubmit((values) => change.mutate(values))}>
          {/* For password managers, which otherwise do not know whose password it is. */}
          <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
          <CardBody className="flex max-w-md flex-col gap-4">
            <FormProblem message={errors.root?.message} />
            <Field label="Present password" error={errors.currentPassword?.message}>
              <PasswordInput
                className="h-10"
                {...form.register('currentPassword', { required: 'Enter your present password.' })}
              />
            </Field>
            <NewPasswordField
              label="New password"
              value={form.watch('newPassword')}
              own={[email, ...businesses.map(({ businessName }) => businessName)]}
              error={errors.newPassword?.message}
              input={form.register('newPassword', { required: 'Choose a new password.' })}
            />
          </CardBody>
          <CardFooter>
            <Button type="submit" variant="primary" busy={change.isPending}>
              Change the password
            </Button>
          </CardFooter>
        </form>
      </Card>
    </SettingsRow>
  );
}

function endedWords(count: number): string {
  if (count === 0) return 'No other session was open.';
  return count === 1 ? 'One other session was ended.' : `${count} other sessions were ended.`;
}
