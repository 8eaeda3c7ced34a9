/** Takes a rotation back, and says whom that cuts off: whoever has the new key already. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { UsageView } from './usage-view.tsx';
import { type KeyUsage, useKeyUsage } from './use-key-usage.ts';

export interface CancelRotationDialogProps {
  readonly secretKey: SecretKey;
  readonly successor: SecretKey | undefined;
  readonly onClose: () => void;
}

export function CancelRotationDialog({ secretKey, successor, onClose }: CancelRotationDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const usage = useKeyUsage(successor ?? secretKey);
  const cancel = useAction({
    act: () => client.keys.cancelRotation(secretKey.id),
    done: `The rotation was cancelled. ${secretKey.hint} goes on as before.`,
    invalidates: [businessKey(id, 'keys')],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Cancel the rotation?"
      description={`${secretKey.hint} is again as it was, without an end. Its successor ${successor?.hint ?? ''} is refused from the next request on, for good.`}
      confirm="Cancel the rotation"
      // What is not read yet would move the button away from under the click.
      busy={cancel.isPending || usage.isPending}
      onConfirm={() => cancel.mutate()}
    >
      {successor === undefined ? null : <SuccessorUse successor={successor} usage={usage} />}
    </ConfirmDialog>
  );
}

interface SuccessorUseProps {
  readonly successor: SecretKey;
  readonly usage: KeyUsage;
}

function SuccessorUse({ successor, usage }: SuccessorUseProps): ReactElement {
  return (
    <>
      {usage.lastAt === undefined ? null : (
        <Callout tone="warn" title="The new key is in use already">
          Programs that have it get 401 credentials.key_deactivated.
        </Callout>
      )}
      <UsageView secretKey={successor} usage={usage} most={3} />
    </>
  );
}
