/** Everything that is recorded of one event, and what it changed. */

import type { AuditEvent } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { focusContent } from '../../lib/focus-content.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Button } from '../../ui/button.tsx';
import { Json } from '../../ui/code-block.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Dialog, SheetContent } from '../../ui/dialog.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { wordsOfAction } from './action-words.ts';
import { type Names, Outcome, Who } from './audit-columns.tsx';
import type { AuditFilters } from './audit-search.ts';
import { changesOf } from './changes.ts';

export interface AuditSheetProps {
  /** Undefined: closed. */
  readonly event: AuditEvent | undefined;
  readonly names: Names;
  readonly onClose: () => void;
  readonly onFilter: (changes: AuditFilters) => void;
}

export function AuditSheet({ event, onClose, ...rest }: AuditSheetProps): ReactElement {
  return (
    <Dialog open={event !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent
        onOpenAutoFocus={focusContent}
        title={event === undefined ? 'Event' : wordsOfAction(event.action)}
        description={event === undefined ? undefined : `Number ${event.sequence.toLocaleString('en')} of the account.`}
      >
        {event === undefined ? null : <Content event={event} {...rest} />}
      </SheetContent>
    </Dialog>
  );
}

type ContentProps = Omit<AuditSheetProps, 'event' | 'onClose'> & { readonly event: AuditEvent };

function Content({ event, names, onFilter }: ContentProps): ReactElement {
  const { userId, objectId } = event;
  return (
    <div className="flex flex-col gap-6">
      <Outcome event={event} />
      <Changes event={event} />
      <Part title="Facts">
        <Facts event={event} names={names} />
      </Part>
      {event.details === null ? null : <Json value={event.details} title="More about it" />}
      <Part title="In the chain">
        <p className="font-mono text-xs break-all">{event.hash}</p>
        <p className="mt-1.5 text-sm text-muted">
          SHA-256 over this event and the hash of the one before it.{' '}
          <DocsLink page="audit#checking-an-export">Check an export</DocsLink>
        </p>
      </Part>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onFilter({ action: event.action })}>All of this action</Button>
        <Button onClick={() => onFilter({ objectId })}>All about this object</Button>
        {userId === null ? null : <Button onClick={() => onFilter({ userId })}>All by this user</Button>}
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section aria-label={title}>
      <h2 className="mb-2.5 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Facts({ event, names }: Pick<ContentProps, 'event' | 'names'>): ReactElement {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const copyable = (value: string, label: string): ReactElement => (
    <Copyable value={value} label={label} className="text-ink" />
  );
  return (
    <DescriptionList
      facts={[
        { term: 'When', value: <Time at={event.occurredAt} form="second" /> },
        { term: 'Action', value: <span className="font-mono text-sm break-all">{event.action}</span> },
        { term: 'Who', value: <Who event={event} names={names} /> },
        event.userId !== null && { term: 'User id', value: copyable(event.userId, 'user id') },
        { term: 'Object', value: copyable(event.objectId, 'object id') },
        event.keyId !== null && { term: 'Key', value: copyable(event.keyId, 'key id') },
        event.address !== null && { term: 'Address', value: copyable(event.address, 'address') },
        event.userAgent !== null && { term: 'Program', value: <span className="break-words">{event.userAgent}</span> },
        event.requestId !== null && {
          term: 'Request',
          value: (
            <span className="flex min-w-0 flex-col items-start">
              {copyable(event.requestId, 'request id')}
              {may('keys:read') ? (
                <TextLink
                  to="/b/$businessId/request-log"
                  params={{ businessId }}
                  search={{ open: event.requestId }}
                  className="text-sm"
                >
                  See it in the request log
                </TextLink>
              ) : null}
            </span>
          ),
        },
        { term: 'Event id', value: copyable(event.id, 'event id') },
      ]}
    />
  );
}

function Changes({ event: { before, after } }: { readonly event: AuditEvent }): ReactElement | null {
  const changes = changesOf(before, after);
  if (changes.length === 0) return null;
  return (
    <Part title="What changed">
      <dl className="divide-y rounded-lg border">
        {changes.map((change) => (
          <div key={change.field} className="px-3 py-2.5">
            <dt className="mb-1 font-mono text-xs text-muted">{change.field}</dt>
            {change.before === undefined ? null : (
              <dd className="rounded-sm bg-bad-soft px-2 py-1 font-mono text-xs break-all text-bad-ink">
                <span aria-hidden>− </span>
                <span className="sr-only">Before: </span>
                {change.before}
              </dd>
            )}
            {change.after === undefined ? null : (
              <dd className="mt-1 rounded-sm bg-good-soft px-2 py-1 font-mono text-xs break-all text-good-ink">
                <span aria-hidden>+ </span>
                <span className="sr-only">After: </span>
                {change.after}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Part>
  );
}
