/** One event: what was sent, and every attempt to deliver it; live while one is still to come. */

import type { WebhookDeliveryDetails } from '@interstellas/sdk';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { DetailsSkeleton } from '../../components/details-skeleton.tsx';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Json } from '../../ui/code-block.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { AttemptLog } from './attempt-log.tsx';
import { ResendButton } from './resend-button.tsx';
import { useWebhookEvent } from './use-webhook.ts';
import { WebhookGate } from './webhook-frame.tsx';
import { EVENT_STATES, EVENT_TYPES } from './words.ts';

export function WebhookEventPage(): ReactElement {
  const { eventId } = useParams({ from: '/signed-in/b/$businessId/webhooks/events/$eventId' });
  return (
    <WebhookGate>
      <Event eventId={eventId} />
    </WebhookGate>
  );
}

function Event({ eventId }: { readonly eventId: string }): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const query = useWebhookEvent(eventId);
  const event = query.data;
  return (
    <>
      <PageHeader
        title={event === undefined ? 'Webhook event' : EVENT_TYPES[event.type]}
        status={event === undefined ? null : <StatusBadge status={event.state} />}
        breadcrumbs={[
          <TextLink key="events" to="/b/$businessId/webhooks/events" params={{ businessId }}>
            Webhook events
          </TextLink>,
        ]}
        actions={event !== undefined && may('webhooks:manage') ? <ResendButton event={event} /> : undefined}
      />
      <QueryView query={query} skeleton={<DetailsSkeleton />}>
        {(found) => <Details event={found} />}
      </QueryView>
    </>
  );
}

function Details({ event }: { readonly event: WebhookDeliveryDetails }): ReactElement {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-5">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-3">
        <Card>
          <CardHeader
            title="Attempts"
            description={event.state === 'pending' ? 'This page follows it by itself.' : EVENT_STATES[event.state]}
          />
          <CardBody>
            <Next event={event} />
            <AttemptLog attempts={event.attemptLog} />
          </CardBody>
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
        <Card>
          <CardBody>
            <DescriptionList
              facts={[
                { term: 'Type', value: <span className="font-mono text-sm">{event.type}</span> },
                { term: 'Happened', value: <Time at={event.occurredAt} form="second" /> },
                { term: 'Event id', value: <Copyable value={event.id} label="event id" className="text-ink" /> },
                { term: 'About', value: <About event={event} /> },
                {
                  term: 'Sequence',
                  value: <Copyable value={String(event.sequence)} label="sequence" className="text-ink" />,
                },
              ]}
            />
          </CardBody>
        </Card>
        <Json value={event.body} title="Body" />
      </div>
    </div>
  );
}

function About({ event: { type, objectId } }: { readonly event: WebhookDeliveryDetails }): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const isTransaction = type !== 'webhook.test' && objectId.startsWith('txn_');
  return (
    <div className="flex min-w-0 flex-col items-start">
      <Copyable value={objectId} label="object id" className="text-ink" />
      {isTransaction && may('transactions:read') ? (
        <TextLink
          to="/b/$businessId/transactions/$transactionId"
          params={{ businessId, transactionId: objectId }}
          className="text-sm"
        >
          See the transaction
        </TextLink>
      ) : null}
    </div>
  );
}

function Next({ event: { state, attempts, nextAttemptAt } }: { readonly event: WebhookDeliveryDetails }) {
  if (state !== 'pending') return null;
  const isSoon = nextAttemptAt === null || Date.parse(nextAttemptAt) <= Date.now();
  return (
    <p role="status" className="mb-4 rounded-md bg-info-soft px-3 py-2 text-info-ink">
      {isSoon ? (
        'It is being sent now, or is the next to be.'
      ) : (
        <>
          Attempt {attempts + 1} in <Remaining at={nextAttemptAt} />
        </>
      )}
    </p>
  );
}
