/** Everything that is known of one request. Its address can be sent to a colleague. */

import type { LoggedRequest, SecretKey } from '@interstellas/sdk';
import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { CodeLink, formatMilliseconds, HttpStatus, MethodAndPath } from '../../components/request-parts.tsx';
import { type MemberName, useMemberNames } from '../../components/use-member-names.ts';
import { focusContent } from '../../lib/focus-content.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Dialog, SheetContent } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import type { RequestFilters } from './request-search.ts';
import { withoutKey } from './without-key.ts';

export interface RequestSheetProps {
  /** Of the request; undefined: closed. */
  readonly id: string | undefined;
  /** Those on the page, which need not be asked for again. */
  readonly known: readonly LoggedRequest[];
  readonly keyOf: (id: string | null) => SecretKey | undefined;
  readonly onClose: () => void;
  readonly onFilter: (changes: RequestFilters) => void;
}

export function RequestSheet({ id, onClose, ...rest }: RequestSheetProps): ReactElement {
  return (
    <Dialog open={id !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent
        onOpenAutoFocus={focusContent}
        title="Request"
        description="Bodies, queries and credentials are not kept."
      >
        {id === undefined ? null : <Content id={id} {...rest} />}
      </SheetContent>
    </Dialog>
  );
}

type ContentProps = Omit<RequestSheetProps, 'id' | 'onClose'> & { readonly id: string };

function Content({ id, known, ...rest }: ContentProps): ReactElement {
  const onPage = known.find((request) => request.id === id);
  const found = useRead(
    ['requests', 'one', id],
    async (client, options) => (await client.requests.list({ requestId: id, limit: 1 }, options)).items[0] ?? null,
    { enabled: onPage === undefined },
  );
  if (onPage !== undefined) return <Facts request={onPage} {...rest} />;
  return (
    <QueryView query={found}>
      {(request) =>
        request === null ? (
          <EmptyState icon={SearchX} title="This request is not in the log">
            It may be older than the log reaches, or of another business.
          </EmptyState>
        ) : (
          <Facts request={request} {...rest} />
        )
      }
    </QueryView>
  );
}

type FactsProps = Omit<ContentProps, 'id' | 'known'> & { readonly request: LoggedRequest };

function Facts({ request, keyOf, onFilter }: FactsProps): ReactElement {
  const memberOf = useMemberNames();
  const { id: businessId, name } = useBusiness();
  const { code, keyId, userId } = request;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col items-start gap-2">
        <HttpStatus status={request.status} />
        <MethodAndPath request={request} className="text-base" />
      </div>
      {code === null ? null : <Refused code={code} />}
      <DescriptionList
        facts={[
          { term: 'Request id', value: <Copyable value={request.id} label="request id" className="text-ink" /> },
          { term: 'Arrived', value: <Time at={request.occurredAt} form="second" /> },
          { term: 'Duration', value: formatMilliseconds(request.durationMs) },
          { term: 'Operation', value: <span className="font-mono text-sm">{request.operation}</span> },
          { term: 'Secret key', value: <KeyOf businessId={businessId} request={request} secretKey={keyOf(keyId)} /> },
          { term: 'Signed in as', value: <Who userId={userId} member={memberOf(userId)} /> },
          { term: 'Business', value: request.businessId === null ? 'The client account as a whole' : name },
          { term: 'Address', value: <Copyable value={request.address} label="address" className="text-ink" /> },
          { term: 'Program', value: <span className="font-mono text-sm">{request.userAgent || '—'}</span> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {keyId === null ? null : <Button onClick={() => onFilter({ keyId })}>All with this key</Button>}
        {code === null ? null : <Button onClick={() => onFilter({ code })}>All with this code</Button>}
        <Button onClick={() => onFilter({ operation: request.operation })}>All of this operation</Button>
      </div>
    </div>
  );
}

function Refused({ code }: { readonly code: string }): ReactElement {
  return (
    <Callout tone="warn" title={<CodeLink code={code} className="text-sm" />}>
      <DocsLink page={`errors#${code}`}>What it means, and what to do</DocsLink>
    </Callout>
  );
}

interface KeyOfProps {
  readonly businessId: string;
  readonly request: LoggedRequest;
  readonly secretKey: SecretKey | undefined;
}

function KeyOf({ businessId, request, secretKey }: KeyOfProps): ReactElement {
  const { keyId: id } = request;
  if (id === null) return <>{withoutKey(request).long}</>;
  return (
    <>
      <TextLink to="/b/$businessId/api-keys" params={{ businessId }} search={{ key: id }}>
        {secretKey?.name ?? 'A key of this account'}
      </TextLink>
      {secretKey === undefined ? null : <p className="font-mono text-xs text-muted">{secretKey.hint}</p>}
    </>
  );
}

interface WhoProps {
  readonly userId: string | null;
  readonly member: MemberName | undefined;
}

function Who({ userId, member }: WhoProps): ReactElement {
  if (userId === null) return <>Nobody that is known</>;
  return (
    <>
      {member === undefined ? 'Somebody who is not in the team' : member.name}
      {member?.isService ? <span className="text-muted"> (service)</span> : null}
      <div>
        <Copyable value={userId} label="user id" />
      </div>
    </>
  );
}
