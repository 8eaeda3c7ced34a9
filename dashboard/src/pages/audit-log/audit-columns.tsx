/** How the audit log shows an event in a row. */

import type { AuditEvent } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { CodeLink } from '../../components/request-parts.tsx';
import type { MemberName } from '../../components/use-member-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { wordsOfAction } from './action-words.ts';

/** How ids are called where they are known. */
export interface Names {
  readonly memberOf: (userId: string | null) => MemberName | undefined;
  readonly hintOf: (keyId: string) => string | undefined;
}

interface RowContext extends Names {
  readonly open: (event: AuditEvent) => void;
}

export function auditColumns({ open, ...names }: RowContext): readonly Column<AuditEvent>[] {
  return [
    {
      id: 'what',
      header: 'What',
      className: 'sm:w-[34%]',
      cell: (event) => <What event={event} onOpen={() => open(event)} />,
    },
    { id: 'who', header: 'Who', cell: (event) => <Who event={event} names={names} /> },
    {
      id: 'object',
      header: 'Object',
      show: 'wide',
      className: 'max-w-40',
      cell: ({ objectId }) => <Copyable value={objectId} label="object id" />,
    },
    { id: 'from', header: 'From', cell: (event) => <From event={event} names={names} /> },
    {
      id: 'time',
      header: 'When',
      align: 'right',
      cell: ({ occurredAt }) => <Time at={occurredAt} form="second" className="text-sm text-muted" />,
    },
  ];
}

function What({ event, onOpen }: { readonly event: AuditEvent; readonly onOpen: () => void }): ReactElement {
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <button
          type="button"
          onClick={onOpen}
          aria-haspopup="dialog"
          className="rounded-sm text-left font-medium hover:text-accent-ink"
        >
          {wordsOfAction(event.action)}
        </button>
        <Outcome event={event} />
      </div>
      <p className="font-mono text-xs break-all text-muted">{event.action}</p>
    </div>
  );
}

/** Nothing for what was done: that is the rule. */
export function Outcome({ event: { outcome, code, count } }: { readonly event: AuditEvent }): ReactElement | null {
  if (outcome === 'done') return null;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge tone="warn" className="figures">
        {count > 1 ? `Refused ${count.toLocaleString('en')} times` : 'Refused'}
      </Badge>
      {code === null ? null : <CodeLink code={code} />}
    </span>
  );
}

interface PartProps {
  readonly event: AuditEvent;
  readonly names: Names;
}

export function Who({ event: { userId }, names }: PartProps): ReactElement {
  if (userId === null) return <span className="text-muted">The operator, or nobody</span>;
  const member = names.memberOf(userId);
  if (member === undefined) return <span className="text-muted">Not in this team</span>;
  return (
    <span className="break-words">
      {member.name}
      {member.isService ? <span className="text-muted"> (program)</span> : null}
    </span>
  );
}

function From({ event: { address, keyId }, names }: PartProps): ReactElement {
  return (
    <div className="min-w-0 font-mono text-xs">
      <p>{address ?? '—'}</p>
      {keyId === null ? null : <p className="whitespace-nowrap text-muted">{names.hintOf(keyId) ?? 'a key'}</p>}
    </div>
  );
}
