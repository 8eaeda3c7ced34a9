/** Sends a test event, and shows at once how the server took it. */

import { FlaskConical } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter, CardHeader } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { AttemptOutcome } from './attempt-outcome.tsx';
import { useWebhookEvent } from './use-webhook.ts';

export function TestCard({ isActive }: { readonly isActive: boolean }): ReactElement {
  const { id, client } = useBusiness();
  const [eventId, setEventId] = useState<string>();
  const send = useAction({
    act: () => client.webhooks.test(),
    invalidates: [businessKey(id, 'webhooks', 'events')],
    onSuccess: (event) => setEventId(event.id),
  });
  return (
    <Card className="h-full">
      <CardHeader title="Test" description="Sends an event of the type webhook.test, signed like any other." />
      <CardBody>
        {isActive ? null : <Callout tone="warn">Enable the webhook first: while it rests, nothing is sent.</Callout>}
        {isActive && eventId === undefined ? (
          <p className="flex items-center gap-2 text-muted">
            <FlaskConical aria-hidden className="size-4 shrink-0" /> No test was sent since you opened this page.
          </p>
        ) : null}
        {eventId === undefined ? null : <Result key={eventId} eventId={eventId} />}
      </CardBody>
      <CardFooter>
        <Button variant="primary" disabled={!isActive} busy={send.isPending} onClick={() => send.mutate()}>
          Send a test event
        </Button>
      </CardFooter>
    </Card>
  );
}

function Result({ eventId }: { readonly eventId: string }): ReactElement {
  const { id: businessId } = useBusiness();
  const event = useWebhookEvent(eventId);
  return (
    <div aria-live="polite">
      <QueryView query={event}>
        {({ state, attemptLog: [latest] }) => (
          <div className="flex flex-col gap-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <StatusBadge status={state} />
              <TextLink to="/b/$businessId/webhooks/events/$eventId" params={{ businessId, eventId }}>
                See the event
              </TextLink>
            </div>
            {latest === undefined ? (
              <p className="text-muted">It is on its way.</p>
            ) : (
              <AttemptOutcome attempt={latest} />
            )}
          </div>
        )}
      </QueryView>
    </div>
  );
}
