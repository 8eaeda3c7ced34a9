/** The first step of signing in. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, PasswordInput } from '../../ui/input.tsx';
import { TextLink } from '../../ui/text-link.tsx';

interface PasswordStepProps {
  readonly onSignedIn: () => void;
  readonly onRefused: (error: unknown) => void;
}

interface Values {
  email: string;
  password: string;
}

export function PasswordStep({ onSignedIn, onRefused }: PasswordStepProps): ReactElement {
  const form = useForm<Values>({ defaultValues: { email: '', password: '' } });
  const { errors } = form.formState;
  const signIn = useAction({
    act: (values: Values) => client.auth.signIn(values),
    form,
    onSuccess: onSignedIn,
    onError(error) {
      if (hasCode(error, 'credentials.second_factor_required')) form.clearErrors();
      if (hasCode(error, 'credentials.invalid')) {
        form.resetField('password');
        form.setError('root', { message: 'E-mail or password is not right.' });
        form.setFocus('password');
      }
      onRefused(error);
    },
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => signIn.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          className="h-10"
          {...form.register('email', { required: 'Enter your e-mail address.' })}
        />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        aside={<TextLink to="/forgot-password">Forgot it?</TextLink>}
      >
        <PasswordInput className="h-10" {...form.register('password', { required: 'Enter your password.' })} />
      </Field>
      <Button type="submit" variant="primary" size="lg" className="mt-1 w-full" busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
