/** How the request log shows a request in a row. */

import type { LoggedRequest, SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { CodeLink, formatMilliseconds, HttpStatus, MethodAndPath } from '../../components/request-parts.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { withoutKey } from './without-key.ts';

export interface RowContext {
  readonly keyOf: (id: string | null) => SecretKey | undefined;
  /** Until then no key is said to be unknown. */
  readonly areKeysKnown: boolean;
  readonly open: (request: LoggedRequest) => void;
}

export function requestColumns({ keyOf, areKeysKnown, open }: RowContext): readonly Column<LoggedRequest>[] {
  return [
    {
      id: 'request',
      header: 'Request',
      className: 'sm:w-[42%]',
      cell: (request) => <What request={request} onOpen={() => open(request)} />,
    },
    { id: 'status', header: 'Status', cell: (request) => <Outcome request={request} /> },
    {
      id: 'duration',
      header: 'Duration',
      align: 'right',
      cell: ({ durationMs }) => <span className="figures whitespace-nowrap">{formatMilliseconds(durationMs)}</span>,
    },
    {
      id: 'key',
      header: 'From',
      cell: (request) => (
        <From request={request} keyHint={keyOf(request.keyId)?.hint ?? (areKeysKnown ? 'Unknown key' : '…')} />
      ),
    },
    {
      id: 'time',
      header: 'Time',
      align: 'right',
      className: 'sm:max-lg:w-32',
      cell: ({ occurredAt }) => (
        <Time at={occurredAt} form="second" className="text-sm text-muted sm:max-lg:whitespace-normal" />
      ),
    },
  ];
}

function What({ request, onOpen }: { readonly request: LoggedRequest; readonly onOpen: () => void }): ReactElement {
  return (
    <div className="min-w-0">
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        className="block max-w-full rounded-sm text-left leading-5 hover:text-accent-ink"
      >
        <MethodAndPath request={request} />
      </button>
      <Copyable value={request.id} label="request id" />
    </div>
  );
}

function Outcome({ request: { status, code } }: { readonly request: LoggedRequest }): ReactElement {
  return (
    <div className="flex flex-col items-start gap-0.5 max-sm:items-end">
      <HttpStatus status={status} />
      {code === null ? null : <CodeLink code={code} />}
    </div>
  );
}

interface FromProps {
  readonly request: LoggedRequest;
  readonly keyHint: string;
}

function From({ request, keyHint }: FromProps): ReactElement {
  return (
    <div className="min-w-0 text-sm">
      {request.keyId === null ? (
        <p className="lg:whitespace-nowrap">{withoutKey(request).short}</p>
      ) : (
        <p className="font-mono text-xs whitespace-nowrap">{keyHint}</p>
      )}
      <p className="font-mono text-xs text-muted">{request.address}</p>
    </div>
  );
}
