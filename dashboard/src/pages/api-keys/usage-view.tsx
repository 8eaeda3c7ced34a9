/**
 * "Still used by …": the programs, addresses and businesses behind a key, so that nobody is cut off by surprise. All that
 * is counted here was counted by the key; the request log, which knows the last requests alone, says only who and when.
 */

import type { SecretKey, SecretKeyUsage } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { useMemberNames } from '../../components/use-member-names.ts';
import { useNow } from '../../lib/use-now.ts';
import { useSession } from '../../lib/use-session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import type { Caller } from './callers.ts';
import { hasEnded } from './key-words.tsx';
import { type KeyUsage, wasUsedWithin } from './use-key-usage.ts';

export interface UsageViewProps {
  readonly secretKey: Pick<SecretKey, 'status'>;
  readonly usage: KeyUsage;
  /** So many of each; the sheet shows more than a dialog. */
  readonly most?: number;
}

export function UsageView({ secretKey, usage, most = 5 }: UsageViewProps): ReactElement {
  const { callers, counts, isPending, error, retry } = usage;
  if (error) return <ErrorState error={error} onRetry={retry} className="py-6" />;
  if (isPending) return <LinesSkeleton rows={3} />;
  const isOver = hasEnded(secretKey);
  return (
    <div className="flex flex-col gap-4">
      <Use usage={usage} />
      {callers.length === 0 ? null : (
        <List title={isOver ? 'Still tried by, and refused' : 'Used lately by'} total={callers.length} most={most}>
          {callers.slice(0, most).map((caller) => (
            <CallerItem key={caller.id} caller={caller} />
          ))}
        </List>
      )}
      {counts === undefined ? null : (
        <Counted counts={counts} most={most} isAddressTold={!isOver && callers.length > 0} />
      )}
    </div>
  );
}

/** So long may a request be left out of what is counted. */
const countSeconds = 120;

function Use({ usage }: { readonly usage: KeyUsage }): ReactElement {
  const now = useNow();
  const { lastAt, counts } = usage;
  if (lastAt === undefined) return <p className="text-muted">Not used in the last 90 days.</p>;
  const total = counts?.days.reduce((sum, { requests }) => sum + requests, 0) ?? 0;
  const isBehind = lastAt !== counts?.lastUsedAt && wasUsedWithin(usage, countSeconds, now);
  return (
    <div>
      <p>
        Last used <Time at={lastAt} form="distance" className="font-medium" />
        {total === 0 ? null : (
          <>
            , <span className="figures font-medium">{count(total)}</span> in the last 90 days
          </>
        )}
        .
      </p>
      {isBehind ? (
        <p className="mt-0.5 text-sm text-muted">Requests are counted once a minute: the latest are still missing.</p>
      ) : null}
    </div>
  );
}

function CallerItem({ caller }: { readonly caller: Caller }): ReactElement {
  const member = useMemberNames()(caller.userId);
  const name = member?.name ?? (caller.userId === null ? 'nobody known' : 'somebody who left the team');
  return (
    <Item
      name={<span className="font-mono text-sm">{caller.userAgent || 'A program without a name'}</span>}
      at={caller.lastAt}
    >
      {member?.isService ? 'Service ' : ''}
      {name}, from <span className="font-mono text-xs">{caller.address}</span>
    </Item>
  );
}

interface CountedProps {
  readonly counts: SecretKeyUsage;
  readonly most: number;
  /** Whether the address stands above already, if it is only one. */
  readonly isAddressTold: boolean;
}

function Counted({ counts: { addresses, businesses }, most, isAddressTold }: CountedProps): ReactElement {
  const { businesses: own } = useSession();
  const nameOf = (id: string): string => own.find((business) => business.id === id)?.businessName ?? id;
  return (
    <>
      {addresses.length < 2 && isAddressTold ? null : (
        <Sources title="From" sources={addresses.map(({ address, ...use }) => ({ ...use, name: address }))} most={most}>
          {(address) => <span className="font-mono text-sm">{address}</span>}
        </Sources>
      )}
      {/* Of one alone it says nothing. */}
      {businesses.length < 2 ? null : (
        <Sources
          title="For"
          sources={businesses.map(({ businessId, ...use }) => ({ ...use, name: businessId }))}
          most={most}
        >
          {nameOf}
        </Sources>
      )}
    </>
  );
}

interface SourcesProps {
  readonly title: string;
  readonly sources: readonly (Omit<SecretKeyUsage['addresses'][number], 'address'> & { readonly name: string })[];
  readonly most: number;
  readonly children: (name: string) => ReactNode;
}

function Sources({ title, sources, most, children }: SourcesProps): ReactElement | null {
  if (sources.length === 0) return null;
  return (
    <List title={title} total={sources.length} most={most}>
      {sources.slice(0, most).map(({ name, requests, firstUsedAt, lastUsedAt }) => (
        <Item key={name} name={name === 'other' ? 'Many others' : children(name)} at={lastUsedAt}>
          {count(requests)} since <Time at={firstUsedAt} form="date" />
        </Item>
      ))}
    </List>
  );
}

interface ListProps {
  readonly title: string;
  readonly total: number;
  readonly most: number;
  readonly children: ReactNode;
}

function List({ title, total, most, children }: ListProps): ReactElement {
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="mt-1.5 divide-y rounded-md border">{children}</ul>
      {total > most ? <p className="mt-1 text-sm text-muted">and {total - most} more</p> : null}
    </div>
  );
}

interface ItemProps {
  readonly name: ReactNode;
  readonly at: string;
  readonly children: ReactNode;
}

function Item({ name, at, children }: ItemProps): ReactElement {
  return (
    <li className="flex items-baseline justify-between gap-4 px-3 py-2">
      <div className="min-w-0">
        <p className="truncate">{name}</p>
        <p className="text-sm text-muted">{children}</p>
      </div>
      <Time at={at} form="distance" className="shrink-0 text-sm text-muted" />
    </li>
  );
}

function count(requests: number): string {
  return requests === 1 ? '1 request' : `${requests.toLocaleString('en')} requests`;
}
