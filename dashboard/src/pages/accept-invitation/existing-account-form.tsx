/** Accepting an invitation with the account that one has: its password proves whose it is. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/input.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { type AcceptanceProps, outcomeOf } from './outcome.ts';

export interface ExistingAccountFormProps extends AcceptanceProps {
  /** There is no account with the invited address. */
  readonly onUnknown: () => void;
}

export function ExistingAccountForm({ token, onDone, onUnknown }: ExistingAccountFormProps): ReactElement {
  const form = useForm({ defaultValues: { password: '' } });
  const { errors } = form.formState;
  const accept = useAction({
    act: ({ password }: { password: string }) =>
      client.members.completeRegistration({ authorizationToken: token, password }),
    form,
    onSuccess: () => onDone('joined'),
    onError(error) {
      const outcome = outcomeOf(error);
      if (outcome !== undefined) onDone(outcome);
      else if (hasCode(error, 'request.invalid')) onUnknown();
      else if (hasCode(error, 'credentials.invalid')) {
        form.reset();
        form.setError('password', { message: 'The password is not right.' }, { shouldFocus: true });
      }
    },
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => accept.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field
        label="Password of your account"
        error={errors.password?.message}
        aside={<TextLink to="/forgot-password">Forgot it?</TextLink>}
      >
        <PasswordInput
          autoFocus
          className="h-10"
          {...form.register('password', { required: 'Enter your password.' })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={accept.isPending}>
        Join
      </Button>
    </form>
  );
}
