/** Who uses a key, from both that know it: the counts of the key, which reach back 90 days, and the request log. */

import type { SecretKey, SecretKeyUsage } from '@interstellas/sdk';
import { useRead } from '../../lib/use-read.ts';
import { type Caller, callersOf, later } from './callers.ts';

const everySeconds = 5;

export interface KeyUsage {
  /** Undefined: not in the last 90 days. */
  readonly lastAt: string | undefined;
  readonly callers: readonly Caller[];
  readonly counts: SecretKeyUsage | undefined;
  readonly isPending: boolean;
  /** Neither could be read: nobody knows. */
  readonly error: unknown;
  retry(): void;
}

/** A key that has ended is not used any more; its callers are those who still try. */
export function useKeyUsage({ id, status }: Pick<SecretKey, 'id' | 'status'>): KeyUsage {
  const hasEnded = status === 'expired' || status === 'deactivated';
  const counts = useRead(['keys', 'usage', id], (client, options) => client.keys.usage(id, options), { everySeconds });
  const log = useRead(
    ['requests', 'of-key', id],
    (client, options) => client.requests.list({ keyId: id, limit: 100 }, options),
    { everySeconds },
  );
  const callers = callersOf(log.data?.items ?? [], hasEnded ? 'tried' : 'used');
  return {
    lastAt: later(counts.data?.lastUsedAt, hasEnded ? undefined : callers[0]?.lastAt),
    callers,
    counts: counts.data,
    isPending: counts.isPending,
    error: counts.data === undefined ? counts.error : null,
    retry: () => void counts.refetch(),
  };
}

export function wasUsedWithin({ lastAt }: Pick<KeyUsage, 'lastAt'>, seconds: number, now: Date): boolean {
  return lastAt !== undefined && now.getTime() - new Date(lastAt).getTime() < seconds * 1000;
}
