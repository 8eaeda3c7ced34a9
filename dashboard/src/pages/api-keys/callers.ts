/** Who uses a key: the programs behind its requests, told apart by what they call themselves and who they sign in as. Pure. */

import type { LoggedRequest } from '@interstellas/sdk';

export interface Caller {
  readonly id: string;
  readonly userAgent: string;
  readonly userId: string | null;
  /** ISO 8601 */
  readonly lastAt: string;
  /** Where the last request came from. */
  readonly address: string;
}

/** Whether the key, or another credential, was what a request was refused for: then it was tried, not used. */
function isTurnedAway({ code }: LoggedRequest): boolean {
  return code?.startsWith('credentials.') ?? false;
}

/** @param newestFirst requests with the key; those that were refused for their credentials count for `tried` only. */
export function callersOf(newestFirst: readonly LoggedRequest[], what: 'used' | 'tried'): readonly Caller[] {
  const callers = new Map<string, Caller>();
  for (const request of newestFirst) {
    if (isTurnedAway(request) !== (what === 'tried')) continue;
    const { userAgent, userId, occurredAt: lastAt, address } = request;
    const id = JSON.stringify([userAgent, userId]);
    if (!callers.has(id)) callers.set(id, { id, userAgent, userId, lastAt, address });
  }
  return [...callers.values()];
}

/** The later of two moments, of which either may be missing. */
export function later(one: string | null | undefined, other: string | null | undefined): string | undefined {
  return [one, other]
    .filter((at) => typeof at === 'string')
    .sort()
    .at(-1);
}
