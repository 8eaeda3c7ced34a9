/** The end of signing up: the token of the letter and the password that was chosen make the account, and sign in to it. */

import { type ReactElement, useState } from 'react';
import { LetterGate } from '../../components/letter-gate.tsx';
import { PublicCard } from '../../components/public-card.tsx';
import { client } from '../../lib/client.ts';
import { useEnter } from '../../lib/use-enter.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { SpentLetter } from './spent-letter.tsx';
import { type Verified, VerifyForm } from './verify-form.tsx';

const below = (
  <>
    Already done? <TextLink to="/sign-in">Sign in</TextLink>
  </>
);

export function VerifyEmailPage(): ReactElement {
  const [isSpent, setSpent] = useState(false);
  const arrive = useArrival();
  if (isSpent) return <SpentLetter />;
  return (
    <LetterGate title="Finish signing up" letter="the letter of your sign-up" below={below}>
      {(token) => (
        <PublicCard
          title="Finish signing up"
          description="Enter the password that you chose. It proves that it was you who signed up with this address."
          below={below}
        >
          <VerifyForm token={token} onVerified={arrive} onSpent={() => setSpent(true)} />
        </PublicCard>
      )}
    </LetterGate>
  );
}

/** Signs in to the new account; a sign-in that fails is only postponed, since the account is there. */
function useArrival(): (verified: Verified) => void {
  const enter = useEnter();
  return ({ email, password, businessId }) => {
    const first = businessId === undefined ? '/businesses/new' : `/b/${businessId}/first-steps`;
    client.auth.signIn({ email, password }).then(
      () => enter(first),
      () => enter(`/sign-in?return=${encodeURIComponent(first)}`),
    );
  };
}
