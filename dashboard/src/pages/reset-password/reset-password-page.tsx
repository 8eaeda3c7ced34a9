/** A new password in the place of one that was forgotten, with the token of the letter. */

import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { LetterGate } from '../../components/letter-gate.tsx';
import { NewPasswordField } from '../../components/new-password-field.tsx';
import { PublicCard } from '../../components/public-card.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { TextLink } from '../../ui/text-link.tsx';

type Outcome = 'changed' | 'spent';

const back = <TextLink to="/sign-in">Back to the sign-in</TextLink>;

export function ResetPasswordPage(): ReactElement {
  const [outcome, setOutcome] = useState<Outcome>();
  if (outcome !== undefined) return <Done outcome={outcome} />;
  return (
    <LetterGate title="Choose a new password" letter="the letter that you asked for" below={back}>
      {(token) => (
        <PublicCard
          title="Choose a new password"
          description="It ends all your sessions. A second factor stays as it is."
          below={back}
        >
          <ResetForm token={token} onDone={setOutcome} />
        </PublicCard>
      )}
    </LetterGate>
  );
}

interface ResetFormProps {
  readonly token: string;
  readonly onDone: (outcome: Outcome) => void;
}

function ResetForm({ token, onDone }: ResetFormProps): ReactElement {
  const form = useForm({ defaultValues: { newPassword: '' } });
  const queries = useQueryClient();
  const { errors } = form.formState;
  const reset = useAction({
    act: (values: { newPassword: string }) => client.auth.password.reset({ token, ...values }),
    form,
    onSuccess() {
      queries.removeQueries({ queryKey: ['session'] });
      onDone('changed');
    },
    onError(error) {
      if (hasCode(error, 'token.invalid')) onDone('spent');
    },
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => reset.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <NewPasswordField
        label="New password"
        autoFocus
        value={form.watch('newPassword')}
        error={errors.newPassword?.message}
        input={form.register('newPassword', { required: 'Choose a password.' })}
      />
      <Button type="submit" variant="primary" size="lg" busy={reset.isPending}>
        Change the password
      </Button>
    </form>
  );
}

function Done({ outcome }: { readonly outcome: Outcome }): ReactElement {
  if (outcome === 'changed') {
    return (
      <ResultCard
        tone="good"
        title="Your password is changed"
        description="All your sessions were ended. Sign in with the new password."
      >
        <ButtonLink to="/sign-in" variant="primary" size="lg" className="w-full">
          Sign in
        </ButtonLink>
      </ResultCard>
    );
  }
  return (
    <ResultCard
      tone="bad"
      title="This link no longer works"
      description="It was used, is older than 30 minutes, or a newer letter took its place. Ask for another one."
      below={back}
    >
      <ButtonLink to="/forgot-password" variant="primary" size="lg" className="w-full">
        Send a new letter
      </ButtonLink>
    </ResultCard>
  );
}
