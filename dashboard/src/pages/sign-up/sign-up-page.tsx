/** Signing up: a form, then the letter to look for. */

import { type ReactElement, useState } from 'react';
import { PublicCard } from '../../components/public-card.tsx';
import { useAbout } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { MailboxStep } from './mailbox-step.tsx';
import { SignUpForm } from './sign-up-form.tsx';

export function SignUpPage(): ReactElement {
  const [email, setEmail] = useState<string>();
  const about = useAbout();
  if (about?.signUp === false) {
    return (
      <PublicCard
        title="Sign-up is closed"
        description="On this server people are invited. Ask the owner of your business, or whoever operates the server."
      >
        <ButtonLink to="/sign-in" className="w-full">
          Sign in
        </ButtonLink>
      </PublicCard>
    );
  }
  if (email !== undefined) return <MailboxStep email={email} onBack={() => setEmail(undefined)} />;
  return (
    <PublicCard
      title="Open an account"
      description={
        about?.environment === 'sandbox'
          ? 'In a sandbox everything works, and no money is real.'
          : 'Bank accounts, transfers and webhooks over one API.'
      }
      below={
        <>
          Already here? <TextLink to="/sign-in">Sign in</TextLink>
        </>
      }
    >
      <SignUpForm onSent={setEmail} />
    </PublicCard>
  );
}
