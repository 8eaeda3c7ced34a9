/** Signing in: a passkey alone, or e-mail and password and then a second factor where the account has one. */

import { type SecondFactorChallenge, SecondFactorRequiredError } from '@interstellas/sdk';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { PublicCard } from '../../components/public-card.tsx';
import { safeReturnPath } from '../../lib/return-path.ts';
import { useEnter } from '../../lib/use-enter.ts';
import { useAbout } from '../../lib/use-session.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { PasswordStep } from './password-step.tsx';
import { SecondFactorStep } from './second-factor-step.tsx';

export function SignInPage(): ReactElement {
  const [challenge, setChallenge] = useState<SecondFactorChallenge>();
  const { return: wanted } = useSearch({ from: '/public/sign-in' });
  const enter = useEnter();
  const about = useAbout();
  const goOn = () => enter(safeReturnPath(wanted, location.origin));

  if (challenge !== undefined) {
    return (
      <PublicCard title="One more step" description="Your account has a second factor.">
        <SecondFactorStep challenge={challenge} onSignedIn={goOn} onBack={() => setChallenge(undefined)} />
      </PublicCard>
    );
  }
  return (
    <PublicCard
      title="Sign in"
      description="Welcome back to Interstellas."
      below={
        about?.signUp === false ? undefined : (
          <>
            New here? <TextLink to="/sign-up">Open an account</TextLink>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <PasswordStep
          onSignedIn={goOn}
          onRefused={(error) => {
            if (error instanceof SecondFactorRequiredError) setChallenge(error.secondFactor);
          }}
        />
        {about?.passkeys === false ? null : <PasskeySignIn onSignedIn={goOn} />}
      </div>
    </PublicCard>
  );
}
