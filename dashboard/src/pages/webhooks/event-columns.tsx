/** How the list shows an event. */

import type { WebhookDelivery } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { ResendButton } from './resend-button.tsx';
import { EVENT_TYPES } from './words.ts';

export function eventColumns(mayManage: boolean): readonly Column<WebhookDelivery>[] {
  const columns: readonly Column<WebhookDelivery>[] = [
    { id: 'event', header: 'Event', className: 'sm:w-[38%]', cell: (event) => <What event={event} /> },
    { id: 'state', header: 'State', cell: ({ state }) => <StatusBadge status={state} /> },
    {
      id: 'attempts',
      header: 'Attempts',
      align: 'right',
      cell: ({ attempts }) => <span className="figures">{attempts}</span>,
    },
    {
      id: 'next',
      header: 'Next attempt',
      cell: ({ nextAttemptAt }) => <Time at={nextAttemptAt} form="distance" className="text-sm" />,
    },
    {
      id: 'time',
      header: 'Happened',
      align: 'right',
      cell: ({ occurredAt }) => <Time at={occurredAt} form="second" className="text-sm text-muted" />,
    },
  ];
  if (!mayManage) return columns;
  return [
    ...columns,
    {
      id: 'resend',
      header: <span className="sr-only">Resend</span>,
      align: 'right',
      cell: (event) => <ResendButton event={event} size="sm" />,
    },
  ];
}

function What({ event: { id, type } }: { readonly event: WebhookDelivery }): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <div className="min-w-0">
      <TextLink to="/b/$businessId/webhooks/events/$eventId" params={{ businessId, eventId: id }}>
        {EVENT_TYPES[type] ?? type}
      </TextLink>
      <div>
        <Copyable value={id} label="event id" />
      </div>
    </div>
  );
}
