/** Hands out all events that match as NDJSON, which can be checked offline. The export is an event itself. */

import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { saveBlob } from '../../lib/download.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { type AuditFilters, searchOf } from './audit-search.ts';

const longestMs = 10 * 60_000;

export function ExportButton({ filters }: { readonly filters: AuditFilters }): ReactElement {
  const { id, client } = useBusiness();
  const save = useAction({
    act: async () => {
      const file = await client.auditEvents.export(searchOf(filters), { timeoutMs: longestMs });
      saveBlob(await file.blob(), file.fileName ?? 'audit.ndjson');
    },
    done: 'The export is saved.',
    invalidates: [businessKey(id, 'audit-events')],
  });
  return (
    <Button busy={save.isPending} onClick={() => save.mutate()}>
      <Download aria-hidden />
      {Object.keys(filters).length > 0 ? 'Export what matches' : 'Export NDJSON'}
    </Button>
  );
}
