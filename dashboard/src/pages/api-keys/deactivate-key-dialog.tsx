/** Ends a key for good. Whoever used it in the last day has to be looked in the eye first. */

import type { SecretKey } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { CodeLink } from '../../components/request-parts.tsx';
import { hasCode, problemOf } from '../../lib/errors.ts';
import { toast } from '../../lib/toasts.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useNow } from '../../lib/use-now.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { UsageView } from './usage-view.tsx';
import { useKeyUsage, wasUsedWithin } from './use-key-usage.ts';

export interface DeactivateKeyDialogProps {
  readonly secretKey: SecretKey;
  readonly onClose: () => void;
}

const daySeconds = 86_400;

export function DeactivateKeyDialog({ secretKey, onClose }: DeactivateKeyDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const usage = useKeyUsage(secretKey);
  const isUsed = wasUsedWithin(usage, daySeconds, useNow());
  const [isLast, setLast] = useState(false);
  const deactivate = useAction({
    act: () => client.keys.deactivate(secretKey.id, isLast ? { force: true } : {}),
    done: `${secretKey.hint} is refused from now on.`,
    invalidates: [businessKey(id, 'keys'), businessKey(id, 'requests')],
    silent: true,
    onSuccess: onClose,
    onError(error) {
      if (hasCode(error, 'key.last_active')) setLast(true);
      else toast(problemOf(error).message, { tone: 'bad' });
    },
  });
  const mustType = isUsed || isLast || Boolean(usage.error);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Deactivate “${secretKey.name}”?`}
      description={`${secretKey.hint} is refused from the next request on. It cannot be activated again.`}
      confirm={isLast ? 'Deactivate the last key' : 'Deactivate the key'}
      busy={deactivate.isPending || usage.isPending}
      {...(mustType && { typeToConfirm: secretKey.name })}
      onConfirm={() => deactivate.mutate()}
    >
      {isLast ? <LastKey /> : null}
      {isUsed ? <StillUsed /> : null}
      <UsageView secretKey={secretKey} usage={usage} most={3} />
    </ConfirmDialog>
  );
}

function StillUsed(): ReactElement {
  return (
    <Callout tone="warn" title="This key is still used">
      Programs that have it get 401 <CodeLink code="credentials.key_deactivated" className="text-sm" />. Give them
      another key first.
    </Callout>
  );
}

function LastKey(): ReactElement {
  return (
    <Callout tone="bad" title="No other key could take its place" isAlert>
      Every program of this account is refused until you make another key and give it to them.
    </Callout>
  );
}
