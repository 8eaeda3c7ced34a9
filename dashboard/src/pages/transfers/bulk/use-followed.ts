/** The results with the states that pending transfers have come to since: asked for until none is pending any more. */

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Client } from '../../../lib/client.ts';
import { useBusiness } from '../../../lib/use-business.ts';
import { businessKey } from '../../../lib/use-read.ts';
import type { Results, RowResult } from './results.ts';

const lookMs = 4000;
const page = 100;
const mostPages = 20;

export function useFollowed(results: Results, isSending: boolean): Results {
  const business = useBusiness();
  const since = [...results.values()].flatMap(({ createdAt }) => createdAt ?? []).sort()[0];
  const { data: states } = useQuery({
    queryKey: businessKey(business.id, 'transfers', 'bulk-states', since),
    queryFn: ({ signal }) => readStates(business.client, since ?? '', signal),
    enabled: !isSending && since !== undefined,
    refetchInterval: ({ state }) => (hasPending(withStates(results, state.data)) ? lookMs : false),
  });
  return useMemo(() => withStates(results, states), [results, states]);
}

type States = ReadonlyMap<string, string>;

async function readStates(client: Client, from: string, signal: AbortSignal): Promise<States> {
  const states = new Map<string, string>();
  let left = page * mostPages;
  for await (const { retrievalReference, status } of client.transfers.list({ from, limit: page }, { signal })) {
    states.set(retrievalReference, status);
    left -= 1;
    if (left === 0) break;
  }
  return states;
}

function hasPending(results: Results): boolean {
  return [...results.values()].some(({ status }) => status === 'pending');
}

function withStates(results: Results, states: States | undefined): Results {
  if (states === undefined) return results;
  const entries = [...results].map(([reference, result]): [string, RowResult] => {
    const status = states.get(reference);
    return [reference, status === undefined || result.status === undefined ? result : { ...result, status }];
  });
  return new Map(entries);
}
