/** "Still used by …": the programs, addresses and businesses behind a key, so that nobody is cut off by surprise. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { useMemberNames } from '../../components/use-member-names.ts';
import { useSession } from '../../lib/use-session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import type { Caller } from './callers.ts';
import type { KeyUsage } from './use-key-usage.ts';

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
  const hasEnded = secretKey.status === 'expired' || secretKey.status === 'deactivated';
  return (
    <div className="flex flex-col gap-4">
      <LastUse usage={usage} />
      {callers.length === 0 ? null : (
        <List title={hasEnded ? 'Still tried by, and refused' : 'Used by'} total={callers.length} most={most}>
          {callers.slice(0, most).map((caller) => (
            <CallerItem key={caller.id} caller={caller} />
          ))}
        </List>
      )}
      <Addresses usage={usage} most={most} />
      <Businesses counts={counts} most={most} />
    </div>
  );
}

function LastUse({ usage: { lastAt, counts } }: { readonly usage: KeyUsage }): ReactElement {
  if (lastAt === undefined) return <p className="text-muted">Not used in the last 90 days.</p>;
  const today = counts?.days[0];
  return (
    <p>
      Last used <Time at={lastAt} form="distance" className="font-medium" />
      {today === undefined ? null : (
        <span className="text-muted">
          . {count(today.requests)} on <Time at={`${today.day}T12:00:00Z`} form="short" />
        </span>
      )}
      .
    </p>
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
      {name}, from <span className="font-mono text-xs">{caller.address}</span>, {count(caller.requests)} lately
    </Item>
  );
}

function Addresses({ usage, most }: { readonly usage: KeyUsage; readonly most: number }): ReactElement | null {
  const addresses = usage.counts?.addresses ?? [];
  if (addresses.length === 0) return null;
  return (
    <List title="From" total={addresses.length} most={most}>
      {addresses.slice(0, most).map(({ address, requests, lastUsedAt }) => (
        <Item
          key={address}
          name={<span className="font-mono text-sm">{address === 'other' ? 'Many others' : address}</span>}
          at={lastUsedAt}
        >
          {count(requests)} in 90 days
        </Item>
      ))}
    </List>
  );
}

/** Only where there are several: for one it says nothing. */
function Businesses({ counts, most }: { readonly counts: KeyUsage['counts']; readonly most: number }) {
  const { businesses: own } = useSession();
  const businesses = counts?.businesses ?? [];
  if (businesses.length < 2) return null;
  return (
    <List title="For" total={businesses.length} most={most}>
      {businesses.slice(0, most).map(({ businessId, requests, lastUsedAt }) => (
        <Item
          key={businessId}
          name={own.find(({ id }) => id === businessId)?.businessName ?? businessId}
          at={lastUsedAt}
        >
          {count(requests)} in 90 days
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
