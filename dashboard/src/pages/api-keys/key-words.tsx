/** How the state and the limits of a key are told in a few words. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Time } from '../../ui/time.tsx';

export function hasEnded({ status }: Pick<SecretKey, 'status'>): boolean {
  return status === 'expired' || status === 'deactivated';
}

export function KeyMarks({ secretKey }: { readonly secretKey: SecretKey }): ReactElement {
  return (
    <>
      {secretKey.isPrimary && !hasEnded(secretKey) ? <Badge tone="accent">Primary</Badge> : null}
      {secretKey.leakedAt === null ? null : <Badge tone="bad">Leaked</Badge>}
    </>
  );
}

/** With the time that is left of a rotation. */
export function KeyStatus({ secretKey }: { readonly secretKey: SecretKey }): ReactElement {
  const { status, retiresAt, deactivatedAt, expiresAt } = secretKey;
  return (
    <div className="flex flex-col items-start gap-0.5 max-sm:items-end">
      <StatusBadge status={status} />
      <span className="text-xs whitespace-nowrap text-muted">
        {status === 'rotating' && retiresAt !== null ? (
          <>
            ends in <Remaining at={retiresAt} />
          </>
        ) : null}
        {status === 'active' && expiresAt !== null ? (
          <>
            expires <Time at={expiresAt} form="date" />
          </>
        ) : null}
        {status === 'expired' ? <Time at={retiresAt ?? expiresAt} form="date" /> : null}
        {status === 'deactivated' ? <Time at={deactivatedAt} form="date" /> : null}
      </span>
    </div>
  );
}

/** `3 scopes, 1 business, 2 addresses`, or that there is no limit. */
export function limitsOf({ scopes, businessIds, addresses }: SecretKey): string {
  const limits = [
    scopes && counted(scopes.length, 'scope', 'scopes'),
    businessIds && counted(businessIds.length, 'business', 'businesses'),
    addresses && counted(addresses.length, 'address', 'addresses'),
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? 'Not limited' : limits.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
