/** Waits for the first call, and says so the moment it is there; a refused one with what to do about it. */

import type { LoggedRequest } from '@interstellas/sdk';
import { PartyPopper } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { CodeLink, formatMilliseconds, HttpStatus, MethodAndPath } from '../../components/request-parts.tsx';
import { cn } from '../../lib/cn.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import type { Calls } from './calls.ts';

export interface ArrivalProps {
  readonly calls: Calls;
  /** The server keeps no request log. */
  readonly isBlind: boolean;
}

export function Arrival({ calls: { answered, isFirst, refused }, isBlind }: ArrivalProps): ReactElement {
  if (isBlind) {
    return (
      <p className="text-muted">
        This server keeps no request log, so that this page cannot see your call. Your terminal shows the answer.
      </p>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-3">
      {answered === undefined ? <Waiting /> : <Arrived request={answered} isFirst={isFirst} />}
      {refused === undefined ? null : <Refused request={refused} />}
    </div>
  );
}

function Waiting(): ReactElement {
  return (
    <Card className="flex flex-row items-start gap-3 border-dashed px-5 py-4">
      <span aria-hidden className="relative mt-1.5 flex size-2.5 shrink-0">
        <span className="absolute inset-0 animate-ping rounded-full bg-accent opacity-60" />
        <span className="relative size-2.5 rounded-full bg-accent" />
      </span>
      <div>
        <p className="font-medium">Waiting for your first call…</p>
        <p className="mt-0.5 text-sm text-muted">
          It shows here within seconds. A call with a wrong key or token belongs to nobody, and shows in your terminal
          only: its answer says what was wrong.
        </p>
      </div>
    </Card>
  );
}

interface ArrivedProps {
  readonly request: LoggedRequest;
  readonly isFirst: boolean;
}

function Arrived({ request, isFirst }: ArrivedProps): ReactElement {
  return (
    <Call request={request} className="border-good/40">
      <p className="flex items-center gap-2 text-base font-semibold">
        <PartyPopper aria-hidden className="size-4.5 text-good-ink" />
        {isFirst ? 'Your first call arrived' : 'Your calls arrive'}
      </p>
    </Call>
  );
}

function Refused({ request }: { readonly request: LoggedRequest }): ReactElement {
  const { code, status } = request;
  return (
    <Call request={request} className="border-warn/50">
      <p className="text-base font-semibold">{status >= 500 ? 'The last call failed' : 'The last call was refused'}</p>
      {code === null ? null : (
        <p className="mt-1 text-base">
          <CodeLink code={code} className="text-sm" />.{' '}
          <DocsLink page={`errors#${code}`}>What it means, and what to do</DocsLink>
        </p>
      )}
    </Call>
  );
}

interface CallProps {
  readonly request: LoggedRequest;
  readonly className: string;
  readonly children: ReactNode;
}

function Call({ request, className, children }: CallProps): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <Card className={cn('px-5 py-4', className)}>
      {children}
      <DescriptionList
        className="mt-3"
        facts={[
          { term: 'Request', value: <MethodAndPath request={request} /> },
          { term: 'Answer', value: <HttpStatus status={request.status} /> },
          { term: 'Duration', value: formatMilliseconds(request.durationMs) },
          { term: 'Arrived', value: <Time at={request.occurredAt} form="second" /> },
          { term: 'Request id', value: <Copyable value={request.id} label="request id" className="text-ink" /> },
        ]}
      />
      <p className="mt-3 text-sm">
        <TextLink to="/b/$businessId/request-log" params={{ businessId }} search={{ open: request.id }}>
          See it in the request log
        </TextLink>
      </p>
    </Card>
  );
}
