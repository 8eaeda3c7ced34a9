/** Who did what in the client account, and what was refused. */

import type { AuditEvent } from '@interstellas/sdk';
import { BookOpenCheck, SearchX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { useMemberNames } from '../../components/use-member-names.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { usePages } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { auditColumns } from './audit-columns.tsx';
import { AuditFilterBar } from './audit-filters.tsx';
import { FILTERS, searchOf } from './audit-search.ts';
import { AuditSheet } from './audit-sheet.tsx';
import { ExportButton } from './export-button.tsx';

export function AuditLogPage(): ReactElement {
  const [filters] = useFilters(...FILTERS);
  return (
    <>
      <PageHeader
        title="Audit log"
        description={
          <>
            Who did what in the client account, and what was refused. Each event holds the hash of the one before it, so
            that no change goes unnoticed. <DocsLink page="audit#the-chain">How to check the chain</DocsLink>
          </>
        }
        actions={<ExportButton filters={filters} />}
      />
      <Log />
    </>
  );
}

function Log(): ReactElement {
  const { may } = usePermissions();
  const [filters, set, clear] = useFilters(...FILTERS);
  const [opened, open] = useState<AuditEvent>();
  const memberOf = useMemberNames();
  const keys = useKeys({ enabled: may('keys:read') }).data ?? [];
  const pages = usePages<AuditEvent>(['audit-events', filters], (client, page, options) =>
    client.auditEvents.list({ ...searchOf(filters), ...page }, options),
  );
  const names = { memberOf, hintOf: (id: string) => keys.find((key) => key.id === id)?.hint };
  return (
    <>
      <AuditFilterBar filters={filters} keys={keys} onChange={set} onClear={clear} />
      <DataTable
        caption="Audit events, newest first"
        columns={auditColumns({ ...names, open })}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={open}
        empty={Object.keys(filters).length > 0 ? <NoMatch onClear={clear} /> : <NoEvents />}
      />
      <AuditSheet
        event={opened}
        names={names}
        onClose={() => open(undefined)}
        onFilter={(changes) => {
          open(undefined);
          set(changes);
        }}
      />
    </>
  );
}

function NoEvents(): ReactElement {
  return (
    <EmptyState icon={BookOpenCheck} title="No events yet">
      Every change is written here in the same moment as it is made.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <EmptyState icon={SearchX} title="No event matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
      Ids are found whole only.
    </EmptyState>
  );
}
