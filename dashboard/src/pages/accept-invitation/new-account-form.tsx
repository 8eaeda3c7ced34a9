/** Accepting an invitation with an account that is made by it. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { NewPasswordField } from '../../components/new-password-field.tsx';
import { NameFields, PhoneField, phoneOf } from '../../components/person-fields.tsx';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Callout, FormProblem } from '../../ui/callout.tsx';
import { type AcceptanceProps, outcomeOf } from './outcome.ts';

const empty = { firstName: '', lastName: '', phoneNo: '', password: '' };

type Values = typeof empty;

export interface NewAccountFormProps extends AcceptanceProps {
  /** Somebody thought that he had an account, and has none. */
  readonly isUnknown: boolean;
}

export function NewAccountForm({ token, onDone, isUnknown }: NewAccountFormProps): ReactElement {
  const form = useForm<Values>({ defaultValues: empty });
  const { errors } = form.formState;
  const accept = useAction({
    act: ({ phoneNo, ...values }: Values) =>
      client.members.completeRegistration({ authorizationToken: token, phoneNo: phoneOf(phoneNo), ...values }),
    form,
    onSuccess: () => onDone('joined'),
    onError(error) {
      const outcome = outcomeOf(error);
      if (outcome !== undefined) onDone(outcome);
      else if (hasCode(error, 'credentials.invalid'))
        form.setError('root', { message: 'This address has an account. Choose “I have an account” above.' });
    },
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => accept.mutate(values))}>
      {isUnknown ? (
        <Callout isAlert>There is no account with this address yet. Fill this in, and it is made.</Callout>
      ) : null}
      <FormProblem message={errors.root?.message} />
      <NameFields register={form.register} errors={errors} />
      <PhoneField register={form.register} error={errors.phoneNo?.message} />
      <NewPasswordField
        value={form.watch('password')}
        error={errors.password?.message}
        input={form.register('password', { required: 'Choose a password.' })}
      />
      <Button type="submit" variant="primary" size="lg" busy={accept.isPending}>
        Join
      </Button>
    </form>
  );
}
