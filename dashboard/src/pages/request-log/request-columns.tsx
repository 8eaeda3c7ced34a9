/** How the request log shows a request in a row. */

import type { LoggedRequest, SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { CodeLink, formatMilliseconds, HttpStatus, MethodAndPath } from '../../components/request-parts.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

export interface RowContext {
  readonly keyOf: (id: string | null) => SecretKey | undefined;
  readonly open: (request: LoggedRequest) => void;
}

export function requestColumns({ keyOf, open }: RowContext): readonly Column<LoggedRequest>[] {
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
    { id: 'key', header: 'Key', cell: (request) => <From request={request} secretKey={keyOf(request.keyId)} /> },
    {
      id: 'time',
      header: 'Time',
      align: 'right',
      cell: ({ occurredAt }) => <Time at={occurredAt} form="second" className="text-sm text-muted" />,
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
  readonly secretKey: SecretKey | undefined;
}

function From({ request, secretKey }: FromProps): ReactElement {
  return (
    <div className="min-w-0 text-sm">
      {request.keyId === null ? (
        <p>No key</p>
      ) : (
        <p className="font-mono text-xs whitespace-nowrap">{secretKey?.hint ?? 'Unknown key'}</p>
      )}
      <p className="font-mono text-xs text-muted">{request.address}</p>
    </div>
  );
}
