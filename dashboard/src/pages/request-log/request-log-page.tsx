/** What programs asked of the API for this business, with which key, and how it was answered. No secrets, no bodies. */

import type { SecretKey } from '@interstellas/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ScrollText, SearchX, TextCursorInput } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { businessKey, usePages } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { LiveButton } from './live-button.tsx';
import { requestColumns } from './request-columns.tsx';
import { RequestFilterBar } from './request-filters.tsx';
import { FILTERS, incomplete, searchOf } from './request-search.ts';
import { RequestSheet } from './request-sheet.tsx';

const liveSeconds = 2;

export function RequestLogPage(): ReactElement {
  const [isLive, setLive] = useState(false);
  const queries = useQueryClient();
  const { id } = useBusiness();
  return (
    <>
      <PageHeader
        title="Request log"
        description={<Retention />}
        actions={
          <>
            <Button onClick={() => void queries.invalidateQueries({ queryKey: businessKey(id, 'requests') })}>
              <RefreshCw aria-hidden />
              Refresh
            </Button>
            <LiveButton isOn={isLive} onChange={setLive} />
          </>
        }
      />
      <Log everySeconds={isLive ? liveSeconds : undefined} />
    </>
  );
}

function Retention(): ReactElement {
  const days = useAbout()?.requestLogDays;
  if (days === 0) return <>This server keeps no request log: its operator has switched it off.</>;
  const kept = days === undefined ? '' : `, kept for ${days === 1 ? 'a day' : `${days} days`}`;
  return <>Every call to the API for this business{kept}. What the dashboard itself only reads is left out.</>;
}

function Log({ everySeconds }: { readonly everySeconds: number | undefined }): ReactElement {
  const [{ open, ...filters }, set, clear] = useFilters(...FILTERS, 'open');
  const keys = useKeys();
  const keyOf = (id: string | null): SecretKey | undefined => keys.data?.find((key) => key.id === id);
  const missing = incomplete(filters);
  const pages = usePages(
    ['requests', filters],
    (client, page, options) => client.requests.list({ ...searchOf(filters), ...page }, options),
    { enabled: missing === undefined, ...(everySeconds !== undefined && { everySeconds }) },
  );
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <RequestFilterBar filters={filters} onChange={set} onClear={clear} />
      {missing === undefined ? (
        <DataTable
          caption="Requests, newest first"
          columns={requestColumns({
            keyOf,
            areKeysKnown: keys.data !== undefined,
            open: ({ id }) => set({ open: id }),
          })}
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => set({ open: id })}
          empty={isFiltered ? <NoMatch onClear={clear} /> : <NoRequests />}
        />
      ) : (
        <Card>
          <EmptyState icon={TextCursorInput} title="Go on typing">
            {missing}
          </EmptyState>
        </Card>
      )}
      <RequestSheet
        id={open}
        known={pages.items}
        keyOf={keyOf}
        onClose={() => set({ open: '' })}
        onFilter={(changes) => set({ ...changes, open: '' })}
      />
    </>
  );
}

function NoRequests(): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <EmptyState
      icon={ScrollText}
      title="No calls yet"
      action={
        <ButtonLink variant="primary" to="/b/$businessId/first-steps" params={{ businessId }}>
          Make the first call
        </ButtonLink>
      }
    >
      Each call to the API shows here a second after it came: what was asked, with which key, and how it was answered.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No request matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
      A request with a key that this account does not have, or from nobody who is known, is not in this log.
    </EmptyState>
  );
}
