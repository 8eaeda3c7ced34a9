/** What came in and went out on each of the last thirty days, oldest first; days without money are there too. */

import type { UseQueryResult } from '@tanstack/react-query';
import { useRead } from '../../lib/use-read.ts';
import type { FlowDay } from '../../ui/flow-drawing.tsx';

const days = 30;

export function useDailyFlow(): UseQueryResult<readonly FlowDay[]> {
  return useRead(['transactions', 'daily-flow', days], (client, options) =>
    client.transactions.dailyFlow({ days }, options),
  );
}
