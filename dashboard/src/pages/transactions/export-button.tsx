/** Exports exactly what the filters show, however much that is, and says how far it has come. */

import { Download } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { isoDay } from '../../lib/dates.ts';
import { saveBlob } from '../../lib/download.ts';
import { problemOf } from '../../lib/errors.ts';
import { toast } from '../../lib/toasts.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { type ExportProgress, exportCsv } from './csv.ts';
import { type TransactionFilters, toQuery } from './filters.ts';

type State = ExportProgress & { readonly problem?: string };

export function ExportButton({ filters }: { readonly filters: TransactionFilters }): ReactElement {
  const { client, name } = useBusiness();
  const [state, setState] = useState<State>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start(): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setState({ done: 0, total: 0, isTotalExact: true });
    try {
      const file = await exportCsv({ client, query: toQuery(filters), signal, onProgress: setState });
      if (signal.aborted) return;
      saveBlob(file, `transactions-${fileWords(name)}-${isoDay(new Date())}.csv`);
      setState(undefined);
      toast('The transactions were exported');
    } catch (error) {
      if (signal.aborted) return;
      setState((shown) => shown && { ...shown, problem: problemOf(error).message });
    }
  }

  function close(): void {
    running.current?.abort();
    setState(undefined);
  }

  return (
    <>
      <Button onClick={() => void start()}>
        <Download aria-hidden />
        Export CSV
      </Button>
      <Dialog open={state !== undefined} onOpenChange={(open) => (open ? undefined : close())}>
        {state === undefined ? null : <Running state={state} onClose={close} onRetry={() => void start()} />}
      </Dialog>
    </>
  );
}

interface RunningProps {
  readonly state: State;
  readonly onClose: () => void;
  readonly onRetry: () => void;
}

function Running({ state, onClose, onRetry }: RunningProps): ReactElement {
  const { done, total, isTotalExact, problem } = state;
  const of = total === 0 ? '' : ` of ${total.toLocaleString('en')}${isTotalExact ? '' : '+'}`;
  return (
    <DialogContent
      size="sm"
      title="Exporting transactions"
      description="Everything that the filters show, with amounts in kobo and times in UTC."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {problem === undefined ? null : (
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
          )}
        </>
      }
    >
      {problem === undefined ? (
        <>
          <Progress label="Exported transactions" value={done} max={Math.max(total, 1)} />
          <p className="mt-2 figures text-sm text-muted" aria-live="polite">
            {done.toLocaleString('en')}
            {of}
          </p>
        </>
      ) : (
        <Callout tone="bad" isAlert title="The export broke off">
          {problem}
        </Callout>
      )}
    </DialogContent>
  );
}

function fileWords(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
