/** The letter of a sign-up once more. Nobody is told whether the address signed up. */

import type { ReactElement } from 'react';
import { client } from '../lib/client.ts';
import { useAction } from '../lib/use-action.ts';
import { Button } from '../ui/button.tsx';

export interface ResendLetterProps {
  readonly email: string;
}

export function ResendLetter({ email }: ResendLetterProps): ReactElement {
  const resend = useAction({
    act: () => client.auth.email.verify.resend({ email }),
    done: 'If this address signed up, a new letter is on its way.',
  });
  return (
    <Button busy={resend.isPending} onClick={() => resend.mutate()}>
      Send it again
    </Button>
  );
}
