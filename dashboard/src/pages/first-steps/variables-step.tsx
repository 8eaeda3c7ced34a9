/** The third step: what the programs read from the environment. The key is in none of it until it is copied. */

import { Check, KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useRevealKey } from '../../components/use-reveal-key.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { type Place, variables } from './snippets.ts';

export interface VariablesStepProps {
  readonly place: Place;
  readonly mayReveal: boolean;
}

export function VariablesStep({ place, mayReveal }: VariablesStepProps): ReactElement {
  return (
    <>
      <p className="text-muted">
        Paste this into the terminal in which you run the program. The password is typed there: it is in no file, and
        this page never asks for it.
      </p>
      <CodeBlock title="Variables" code={variables(place)} />
      {mayReveal ? <CopyWithKey place={place} /> : null}
    </>
  );
}

/** Fetches the key at the moment of copying; it goes to the clipboard, and stays nowhere on the page. */
function CopyWithKey({ place }: { readonly place: Place }): ReactElement {
  const reveal = useRevealKey();
  const { copied, copy } = useCopy();
  const [isBusy, setBusy] = useState(false);
  const Icon = copied ? Check : KeyRound;

  async function copyWithKey(): Promise<void> {
    setBusy(true);
    const secretKey = await reveal();
    setBusy(false);
    if (secretKey !== undefined) copy(`${variables(place, secretKey)}\n`);
  }

  return (
    <div>
      <Button busy={isBusy} onClick={() => void copyWithKey()}>
        <Icon aria-hidden />
        {copied ? 'Copied, with your key in it' : 'Copy with my key filled in'}
      </Button>
      <span role="status" className="sr-only">
        {copied ? 'Copied with the key filled in' : ''}
      </span>
    </div>
  );
}
