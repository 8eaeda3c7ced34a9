/** Joining a business by a letter: with the account one has, or with a new one. */

import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { LetterGate } from '../../components/letter-gate.tsx';
import { PublicCard } from '../../components/public-card.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../../ui/tabs.tsx';
import { ExistingAccountForm } from './existing-account-form.tsx';
import { NewAccountForm } from './new-account-form.tsx';
import type { AcceptanceProps, Outcome } from './outcome.ts';

type Account = 'new' | 'existing';

export function AcceptInvitationPage(): ReactElement {
  const [outcome, setOutcome] = useState<Outcome>();
  const queries = useQueryClient();

  function finish(next: Outcome): void {
    queries.removeQueries({ queryKey: ['session'] });
    setOutcome(next);
  }

  if (outcome !== undefined) return <Done outcome={outcome} />;
  return (
    <LetterGate title="Accept the invitation" letter="the letter of your invitation">
      {(token) => (
        <PublicCard
          title="Accept the invitation"
          description="You become a member of the business that the letter names."
        >
          <Ways token={token} onDone={finish} />
        </PublicCard>
      )}
    </LetterGate>
  );
}

function Ways({ token, onDone }: AcceptanceProps): ReactElement {
  const [account, setAccount] = useState<Account>('new');
  const [isUnknown, setUnknown] = useState(false);
  return (
    <Tabs value={account} onValueChange={(next) => setAccount(next as Account)}>
      <TabsList aria-label="Your account">
        <TabsTrigger value="new">I am new here</TabsTrigger>
        <TabsTrigger value="existing">I have an account</TabsTrigger>
      </TabsList>
      <TabsContent value="new">
        <NewAccountForm token={token} onDone={onDone} isUnknown={isUnknown} />
      </TabsContent>
      <TabsContent value="existing">
        <ExistingAccountForm
          token={token}
          onDone={onDone}
          onUnknown={() => {
            setUnknown(true);
            setAccount('new');
          }}
        />
      </TabsContent>
    </Tabs>
  );
}

function Done({ outcome }: { readonly outcome: Outcome }): ReactElement {
  if (outcome === 'spent') {
    return (
      <ResultCard
        tone="bad"
        title="This invitation no longer works"
        description="It was used, cancelled or sent again, or is older than seven days. Look for a newer letter, or ask whoever invited you to send it again."
      >
        <ButtonLink to="/sign-in" className="w-full">
          Sign in
        </ButtonLink>
      </ResultCard>
    );
  }
  return (
    <ResultCard
      tone="good"
      title={outcome === 'joined' ? 'You are a member now' : 'You are a member already'}
      description="Sign in with the address to which the letter came, and your password."
    >
      <ButtonLink to="/" variant="primary" size="lg" className="w-full">
        Go to the dashboard
      </ButtonLink>
    </ResultCard>
  );
}
