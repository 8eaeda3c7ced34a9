/**
 * What a letter's link leads to needs the token of the letter. Whoever opened the page without it pastes it, or the
 * whole link.
 */

import { type ReactElement, type ReactNode, type SubmitEvent, useState } from 'react';
import { useLetterToken } from '../lib/letter-token.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { CaughtMail } from './caught-mail.tsx';
import { PublicCard } from './public-card.tsx';

export interface LetterGateProps {
  readonly title: string;
  /** Which letter it is: "the letter of your sign-up". */
  readonly letter: string;
  readonly below?: ReactNode;
  readonly children: (token: string) => ReactNode;
}

export function LetterGate({ title, letter, below, children }: LetterGateProps): ReactElement {
  const linked = useLetterToken();
  const [pasted, setPasted] = useState<string>();
  const token = linked ?? pasted;
  if (token !== undefined) return <>{children(token)}</>;
  return (
    <PublicCard title={title} description={`Open the link in ${letter}, or paste it here.`} below={below}>
      <PasteForm onToken={setPasted} />
      <CaughtMail className="mt-4" />
    </PublicCard>
  );
}

function PasteForm({ onToken }: { readonly onToken: (token: string) => void }): ReactElement {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const token = text.trim().replace(/^.*#/s, '');
    if (token === '') setProblem('Paste the link or the token of the letter.');
    else onToken(token);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Link or token" error={problem}>
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="h-10 font-mono text-sm"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg">
        Continue
      </Button>
    </form>
  );
}
