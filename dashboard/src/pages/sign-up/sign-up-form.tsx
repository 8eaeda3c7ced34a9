/** Who wants an account, and how the business is called. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { NewPasswordField } from '../../components/new-password-field.tsx';
import { NameFields, PhoneField, phoneOf } from '../../components/person-fields.tsx';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

const empty = { firstName: '', lastName: '', email: '', phoneNo: '', businessName: '', password: '' };

type Values = typeof empty;

export function SignUpForm({ onSent }: { readonly onSent: (email: string) => void }): ReactElement {
  const form = useForm<Values>({ defaultValues: empty });
  const { errors } = form.formState;
  const submitKey = useSubmitKey();
  const signUp = useAction({
    act: (values: Values) => client.auth.signUp(inputOf(values), { idempotencyKey: submitKey.current() }),
    form,
    onSuccess: (_result, { email }) => onSent(email.trim()),
    // Corrected, it is another request.
    onError: () => submitKey.renew(),
  });
  const [email, businessName, password] = form.watch(['email', 'businessName', 'password']);
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => signUp.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <NameFields register={form.register} errors={errors} />
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          className="h-10"
          {...form.register('email', { required: 'Enter your e-mail address.' })}
        />
      </Field>
      <PhoneField register={form.register} error={errors.phoneNo?.message} />
      <Field label="Business" optional hint="You can add it later." error={errors.businessName?.message}>
        <Input autoComplete="organization" className="h-10" maxLength={200} {...form.register('businessName')} />
      </Field>
      <NewPasswordField
        value={password}
        own={[email, businessName]}
        error={errors.password?.message}
        input={form.register('password', { required: 'Choose a password.' })}
      />
      <Button type="submit" variant="primary" size="lg" className="mt-1 w-full" busy={signUp.isPending}>
        Open the account
      </Button>
    </form>
  );
}

function inputOf({ email, phoneNo, businessName, ...rest }: Values) {
  const business = businessName.trim();
  const named = business === '' ? {} : { businessName: business };
  return { ...rest, email: email.trim(), phoneNo: phoneOf(phoneNo), ...named };
}
