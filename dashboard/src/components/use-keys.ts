/** The secret keys of the client account, whatever their state: what is known of them, never the keys themselves. */

import type { SecretKey } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReadOptions, useRead } from '../lib/use-read.ts';

/** Newest first. */
export function useKeys(options: ReadOptions = {}): UseQueryResult<readonly SecretKey[]> {
  return useRead(
    ['keys', 'all'],
    async (client, { signal }) => {
      const keys: SecretKey[] = [];
      for await (const key of client.keys.list({ limit: 100 }, { signal })) keys.push(key);
      return keys;
    },
    options,
  );
}
