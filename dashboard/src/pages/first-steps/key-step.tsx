/** The second step: a secret key, revealed here or made on its own page. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useRevealKey } from '../../components/use-reveal-key.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Secret } from '../../ui/secret.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export interface KeyStepProps {
  /** Undefined: the account has none that could be shown. */
  readonly primary: SecretKey | undefined;
  readonly mayRead: boolean;
}

export function KeyStep({ primary, mayRead }: KeyStepProps): ReactElement {
  const { id: businessId } = useBusiness();
  const reveal = useRevealKey();
  if (!mayRead) {
    return <Callout>Your role does not see keys. Ask an owner, admin or developer of the business for one.</Callout>;
  }
  if (primary === undefined) {
    return (
      <Callout
        tone="warn"
        action={
          <ButtonLink size="sm" to="/b/$businessId/api-keys" params={{ businessId }}>
            Go to API Keys
          </ButtonLink>
        }
      >
        There is no primary key to show. Create a key that is not limited, and keep it when it is shown.
      </Callout>
    );
  }
  return (
    <>
      <p className="text-muted">
        It says which client account a call is for. Reveal it, and keep it on your server: never in a browser, an app or
        a repository. For each program make a key of its own in{' '}
        <TextLink to="/b/$businessId/api-keys" params={{ businessId }}>
          API Keys
        </TextLink>
        .
      </p>
      <Secret label="secret key" hint={primary.hint} reveal={reveal} className="max-w-xl" />
    </>
  );
}
