/** Sends one event again. It keeps its id, so that a server that had it already does nothing the second time. */

import type { WebhookDelivery } from '@interstellas/sdk';
import { Repeat2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { EVENT_TYPES } from './words.ts';

export interface ResendButtonProps {
  readonly event: Pick<WebhookDelivery, 'id' | 'type'>;
  readonly size?: 'sm' | 'md';
}

export function ResendButton({ event: { id, type }, size = 'md' }: ResendButtonProps): ReactElement {
  const business = useBusiness();
  const submitKey = useSubmitKey();
  const resend = useAction({
    act: () => business.client.webhooks.events.resend(id, { idempotencyKey: submitKey.current() }),
    done: 'It is sent again now.',
    invalidates: [businessKey(business.id, 'webhooks', 'events')],
    onSuccess: () => submitKey.renew(),
  });
  return (
    <Button
      size={size}
      busy={resend.isPending}
      onClick={() => resend.mutate()}
      aria-label={size === 'sm' ? `Resend ${EVENT_TYPES[type] ?? type}, ${id}` : undefined}
    >
      <Repeat2 aria-hidden />
      Resend
    </Button>
  );
}
