/** The payout accounts of the business, and its schedule. */

import type { ChangedPayoutAccount, PayoutSchedule } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { hasCode } from '../../lib/errors.ts';
import { useRead } from '../../lib/use-read.ts';

export type PayoutAccount = ChangedPayoutAccount;

/** More are refused. */
export const MOST_ACCOUNTS = 3;

export function usePayoutAccounts(): UseQueryResult<readonly PayoutAccount[]> {
  return useRead(['payouts', 'accounts'], (client, options) => client.payouts.list(options));
}

/** Null where there is none. */
export function useSchedule(): UseQueryResult<PayoutSchedule | null> {
  return useRead(['payouts', 'schedule'], async (client, options) => {
    try {
      return await client.payouts.schedule.get(options);
    } catch (error) {
      if (hasCode(error, 'payout.schedule_not_found')) return null;
      throw error;
    }
  });
}
