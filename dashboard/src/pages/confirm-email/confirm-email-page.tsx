/** A new e-mail address counts once its letter came back. A click is asked for, since programs follow links as well. */

import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { LetterGate } from '../../components/letter-gate.tsx';
import { PublicCard } from '../../components/public-card.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { client } from '../../lib/client.ts';
import { hasCode, problemOf } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';

const title = 'Confirm your new e-mail';

export function ConfirmEmailPage(): ReactElement {
  const [email, setEmail] = useState<string>();
  if (email !== undefined) return <Confirmed email={email} />;
  return (
    <LetterGate title={title} letter="the letter to your new address">
      {(token) => <Confirm token={token} onConfirmed={setEmail} />}
    </LetterGate>
  );
}

interface ConfirmProps {
  readonly token: string;
  readonly onConfirmed: (email: string) => void;
}

function Confirm({ token, onConfirmed }: ConfirmProps): ReactElement {
  const queries = useQueryClient();
  const confirm = useAction({
    act: () => client.auth.email.change.confirm({ token }),
    silent: true,
    onSuccess({ email }) {
      queries.removeQueries({ queryKey: ['session'] });
      onConfirmed(email);
    },
  });
  if (hasCode(confirm.error, 'token.invalid')) return <Spent />;
  return (
    <PublicCard
      title={title}
      description="From then on you sign in with the address to which the letter came, and letters about your account go there."
    >
      <div className="flex flex-col gap-4">
        <FormProblem message={confirm.error === null ? undefined : problemOf(confirm.error).message} />
        <Button variant="primary" size="lg" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          Use this address
        </Button>
      </div>
    </PublicCard>
  );
}

function Confirmed({ email }: { readonly email: string }): ReactElement {
  return (
    <ResultCard
      tone="good"
      title="Your address is changed"
      description={
        <>
          From now on you sign in with <strong className="font-medium text-ink">{email}</strong>.
        </>
      }
    >
      <ButtonLink to="/" variant="primary" size="lg" className="w-full">
        Go to the dashboard
      </ButtonLink>
    </ResultCard>
  );
}

function Spent(): ReactElement {
  return (
    <ResultCard
      tone="bad"
      title="This link no longer works"
      description="It was used, is older than an hour, or a newer letter took its place. Your present address still counts; change it anew in your profile."
    >
      <ButtonLink to="/profile" variant="primary" size="lg" className="w-full">
        Open your profile
      </ButtonLink>
    </ResultCard>
  );
}
