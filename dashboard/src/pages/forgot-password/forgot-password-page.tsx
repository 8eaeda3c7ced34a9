/** Asking for a letter that lets one choose a new password. The same words for everybody, with an account or without. */

import { MailOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { CaughtMail } from '../../components/caught-mail.tsx';
import { PublicCard } from '../../components/public-card.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const back = <TextLink to="/sign-in">Back to the sign-in</TextLink>;

export function ForgotPasswordPage(): ReactElement {
  const [email, setEmail] = useState<string>();
  if (email !== undefined) return <Sent email={email} onAgain={() => setEmail(undefined)} />;
  return (
    <PublicCard
      title="Forgot your password?"
      description="Enter your e-mail address, and a letter with a link to choose a new one is sent to it."
      below={back}
    >
      <ForgotForm onSent={setEmail} />
    </PublicCard>
  );
}

function ForgotForm({ onSent }: { readonly onSent: (email: string) => void }): ReactElement {
  const form = useForm({ defaultValues: { email: '' } });
  const { errors } = form.formState;
  const ask = useAction({
    act: ({ email }: { email: string }) => client.auth.password.forgot({ email: email.trim() }),
    form,
    onSuccess: (_result, { email }) => onSent(email.trim()),
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => ask.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoFocus
          autoComplete="username"
          className="h-10"
          {...form.register('email', { required: 'Enter your e-mail address.' })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={ask.isPending}>
        Send the letter
      </Button>
    </form>
  );
}

interface SentProps {
  readonly email: string;
  readonly onAgain: () => void;
}

function Sent({ email, onAgain }: SentProps): ReactElement {
  return (
    <ResultCard
      tone="good"
      icon={MailOpen}
      title="Look into your mailbox"
      description={
        <>
          If <strong className="font-medium text-ink">{email}</strong> has an account, a letter is on its way to it. Its
          link works once and for 30 minutes.
        </>
      }
      below={back}
    >
      <div className="flex flex-col gap-4">
        <CaughtMail to={email} />
        <Button onClick={onAgain}>Nothing came? Ask again</Button>
      </div>
    </ResultCard>
  );
}
