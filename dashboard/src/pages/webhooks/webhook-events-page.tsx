/** Every event of the last 30 days: what it told, how the server took it, and when it is tried next. */

import type { WebhookDelivery } from '@interstellas/sdk';
import { useNavigate } from '@tanstack/react-router';
import { SearchX, Send } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { toMoments } from '../../lib/day-range.ts';
import { sentenceCase } from '../../lib/statuses.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { type Filters, useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { eventColumns } from './event-columns.tsx';
import { ResendRangeDialog } from './resend-range-dialog.tsx';
import { WebhookFrame } from './webhook-frame.tsx';
import { EVENT_STATES, EVENT_TYPES, queryOf } from './words.ts';

const names = ['type', 'state', 'objectId', 'from', 'to'] as const;
type EventFilters = Filters<(typeof names)[number]>;

/** Events are sent and tried again by themselves. */
const everySeconds = 10;

export function WebhookEventsPage(): ReactElement {
  const business = useBusiness();
  const { may } = usePermissions();
  const [isResending, setResending] = useState(false);
  const mayManage = may('webhooks:manage') && business.isApproved;
  return (
    <WebhookFrame actions={mayManage ? <Button onClick={() => setResending(true)}>Resend a period</Button> : undefined}>
      <Events />
      {isResending ? <ResendRangeDialog onClose={() => setResending(false)} /> : null}
    </WebhookFrame>
  );
}

function Events(): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const navigate = useNavigate();
  const [filters, set, clear] = useFilters(...names);
  const { from, to, ...rest } = filters;
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const pages = usePages(
    ['webhooks', 'events', 'list', filters],
    (client, page, options) => client.webhooks.events.list({ ...queryOf(rest), ...toMoments(range), ...page }, options),
    { everySeconds },
  );
  const open = ({ id: eventId }: WebhookDelivery): void =>
    void navigate({ to: '/b/$businessId/webhooks/events/$eventId', params: { businessId, eventId } });
  return (
    <>
      <EventFilterBar filters={filters} onChange={set} onClear={clear} />
      <DataTable
        caption="Webhook events, newest first"
        columns={eventColumns(may('webhooks:manage'))}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={open}
        empty={Object.keys(filters).length > 0 ? <NoMatch onClear={clear} /> : <NoEvents />}
      />
    </>
  );
}

interface EventFilterBarProps {
  readonly filters: EventFilters;
  readonly onChange: (changes: EventFilters) => void;
  readonly onClear: () => void;
}

const types = Object.entries(EVENT_TYPES).map(([value, label]) => ({ value, label }));
const states = Object.entries(EVENT_STATES).map(([value, hint]) => ({ value, label: sentenceCase(value), hint }));

function EventFilterBar({ filters, onChange, onClear }: EventFilterBarProps): ReactElement {
  const { type, state, objectId, from, to } = filters;
  return (
    <FilterBar isActive={Object.keys(filters).length > 0} onClear={onClear}>
      <FilterSelect
        label="Type"
        none="Any type"
        options={types}
        value={type}
        onChange={(value) => onChange({ type: value })}
      />
      <FilterSelect
        label="State"
        none="Any state"
        options={states}
        value={state}
        onChange={(value) => onChange({ state: value })}
      />
      <DateRangeFilter
        none="Any time"
        range={{ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }}
        onChange={onChange}
      />
      <FilterInput label="Transaction id" value={objectId} onChange={(value) => onChange({ objectId: value })} />
    </FilterBar>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No event matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
      Events are kept for 30 days.
    </EmptyState>
  );
}

function NoEvents(): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <EmptyState
      icon={Send}
      title="No events yet"
      action={
        <ButtonLink to="/b/$businessId/webhooks" params={{ businessId }}>
          Send a test event
        </ButtonLink>
      }
    >
      The first one comes with the first movement of money. Each shows here with every attempt to deliver it.
    </EmptyState>
  );
}
