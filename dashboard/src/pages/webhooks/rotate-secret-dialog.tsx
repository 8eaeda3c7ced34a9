/** Gives the webhook a new signing secret. Both sign until the overlap ends, so that no server refuses anything. */

import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CheckboxField } from '../../ui/checkbox.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import type { FreshSecrets } from './fresh-secrets-dialog.tsx';

interface RotateSecretDialogProps {
  readonly onRotated: (fresh: FreshSecrets) => void;
  readonly onClose: () => void;
}

const overlaps = [
  { value: '86400', title: '24 hours', description: 'For most deployments.' },
  { value: '3600', title: '1 hour', description: 'When one person changes one server.' },
  { value: '604800', title: '7 days', description: 'When several teams have the secret.' },
  { value: '0', title: 'End the old one now', description: 'When it may have leaked.' },
];

export function RotateSecretDialog({ onRotated, onClose }: RotateSecretDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const [overlap, setOverlap] = useState('86400');
  const [replacesAuthKey, setReplacesAuthKey] = useState(false);
  const submitKey = useSubmitKey();
  const rotate = useAction({
    // What the mutation resolves with is kept in a cache: the secrets go to their dialog alone.
    act: async () => {
      const input = { overlapSeconds: Number(overlap), authKey: replacesAuthKey };
      const idempotencyKey = `${submitKey.current()}-${overlap}-${replacesAuthKey}`;
      const { signingSecret, authKey } = await client.webhooks.rotateSecret(input, { idempotencyKey });
      onRotated({ signingSecret, authKey: replacesAuthKey ? authKey : undefined });
    },
    invalidates: [businessKey(id, 'webhooks', 'settings')],
    onSuccess: () => submitKey.renew(),
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Rotate the signing secret"
        description="For how long should requests carry a signature of the old secret too?"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button
              variant={overlap === '0' ? 'danger' : 'primary'}
              busy={rotate.isPending}
              onClick={() => rotate.mutate()}
            >
              Rotate the secret
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <RadioCards
            aria-label="For how long the old secret signs too"
            options={overlaps}
            value={overlap}
            onChange={setOverlap}
          />
          <CheckboxField
            label="Replace AUTH-KEY as well"
            hint="There can be only one: it changes at once."
            checked={replacesAuthKey}
            onCheckedChange={(checked) => setReplacesAuthKey(checked === true)}
          />
          {overlap === '0' || replacesAuthKey ? (
            <Callout tone="warn">
              Servers that check {overlap === '0' ? 'the signature' : 'AUTH-KEY'} refuse our events until they have the
              new one. What they refuse is sent again.
            </Callout>
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
