/** The password of the sign-up, beside the token of the letter. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/input.tsx';

/** The account that was made, and what signs in to it. */
export interface Verified {
  readonly email: string;
  readonly password: string;
  readonly businessId: string | undefined;
}

export interface VerifyFormProps {
  readonly token: string;
  readonly onVerified: (verified: Verified) => void;
  /** The token is good for nothing any more. */
  readonly onSpent: () => void;
}

export function VerifyForm({ token, onVerified, onSpent }: VerifyFormProps): ReactElement {
  const form = useForm({ defaultValues: { password: '' } });
  const { errors } = form.formState;
  const verify = useAction({
    act: (values: { password: string }) => client.auth.email.verify({ token, ...values }),
    form,
    onSuccess: ({ email, business }, { password }) => onVerified({ email, password, businessId: business?.id }),
    onError(error) {
      if (hasCode(error, 'token.invalid', 'user.email_taken')) onSpent();
      if (!hasCode(error, 'credentials.invalid')) return;
      form.reset();
      form.setError('password', { message: 'This is not the password of the sign-up.' }, { shouldFocus: true });
    },
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => verify.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput
          autoFocus
          className="h-10"
          {...form.register('password', { required: 'Enter the password that you chose.' })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={verify.isPending || verify.isSuccess}>
        Finish and sign in
      </Button>
    </form>
  );
}
