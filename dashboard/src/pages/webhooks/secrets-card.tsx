/** The two secrets by which a server knows our requests: revealed, copied, rotated. */

import type { Webhook } from '@interstellas/sdk';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter, CardHeader } from '../../ui/card.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { Secret } from '../../ui/secret.tsx';
import { Time } from '../../ui/time.tsx';
import { type FreshSecrets, FreshSecretsDialog } from './fresh-secrets-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { useRevealWebhookSecret } from './use-reveal-webhook-secret.ts';

export function SecretsCard({ webhook }: { readonly webhook: Webhook }): ReactElement {
  const reveal = useRevealWebhookSecret();
  const [isRotating, setRotating] = useState(false);
  const [fresh, setFresh] = useState<FreshSecrets>();
  return (
    <Card className="h-full">
      <CardHeader title="Secrets" description="To reveal one we ask who you are, if you signed in a while ago." />
      <CardBody className="flex flex-col gap-4">
        <Overlap endsAt={webhook.oldSecretEndsAt} />
        <Named name="Signing secret" hint="Makes the header webhook-signature. Check that one.">
          <Secret label="signing secret" hint="whsec_••••••••••••" reveal={() => reveal('signingSecret')} />
        </Named>
        <Named name="AUTH-KEY" hint="Sent as it is, in the header of that name. It proves less.">
          <Secret label="AUTH-KEY" reveal={() => reveal('authKey')} />
        </Named>
      </CardBody>
      <CardFooter>
        <Button onClick={() => setRotating(true)}>Rotate the secret</Button>
      </CardFooter>
      {isRotating ? (
        <RotateSecretDialog
          onRotated={(secrets) => {
            setRotating(false);
            setFresh(secrets);
          }}
          onClose={() => setRotating(false)}
        />
      ) : null}
      <FreshSecretsDialog fresh={fresh} onClose={() => setFresh(undefined)} />
    </Card>
  );
}

function Overlap({ endsAt }: { readonly endsAt: string | null }): ReactElement | null {
  if (endsAt === null || Date.parse(endsAt) <= Date.now()) return null;
  return (
    <Callout
      tone="warn"
      title={
        <>
          The old signing secret ends in <Remaining at={endsAt} />
        </>
      }
    >
      Until <Time at={endsAt} /> every request carries two signatures. Give your servers the new secret by then.
    </Callout>
  );
}

interface NamedProps {
  readonly name: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Named({ name, hint, children }: NamedProps): ReactElement {
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{name}</p>
      {children}
      <p className="mt-1.5 text-sm text-muted">{hint}</p>
    </div>
  );
}
