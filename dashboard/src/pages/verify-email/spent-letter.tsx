/** The letter of the sign-up is worth nothing any more: it is sent again to whoever still waits for it. */

import { type ReactElement, useState } from 'react';
import { CaughtMail } from '../../components/caught-mail.tsx';
import { ResendLetter } from '../../components/resend-letter.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export function SpentLetter(): ReactElement {
  const [email, setEmail] = useState('');
  return (
    <ResultCard
      tone="bad"
      title="This link no longer works"
      description={
        <>
          It was used, is older than 24 hours, or a newer letter took its place. If it was used, your account is there:{' '}
          <TextLink to="/sign-in">sign in</TextLink>.
        </>
      }
      below={
        <>
          Or begin anew: <TextLink to="/sign-up">Sign up</TextLink>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="E-mail" hint="If it still waits for its letter, it gets a new one.">
          <Input
            type="email"
            autoComplete="username"
            className="h-10"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <ResendLetter email={email.trim()} />
        <CaughtMail {...(email.includes('@') && { to: email.trim() })} />
      </div>
    </ResultCard>
  );
}
