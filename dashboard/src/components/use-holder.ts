/**
 * Whose an account at any bank is. The bank is asked by itself as soon as there is a whole number and a bank, once for
 * each pair; an answer that nobody waits for any more is given up.
 */

import type { AccountHolder } from '@interstellas/sdk';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { hasCode, problemOf } from '../lib/errors.ts';
import { useBusiness } from '../lib/use-business.ts';
import { businessKey } from '../lib/use-read.ts';

export const ACCOUNT_NUMBER = /^\d{10}$/;

export function useHolder(bankCode: string, accountNumber: string): UseQueryResult<AccountHolder> {
  const business = useBusiness();
  return useQuery({
    queryKey: businessKey(business.id, 'name-enquiry', bankCode, accountNumber),
    queryFn: ({ signal }) => business.client.banks.nameEnquiry({ bankCode, accountNumber }, { signal }),
    enabled: bankCode !== '' && ACCOUNT_NUMBER.test(accountNumber),
    staleTime: 5 * 60_000,
    // Enquiries are limited by the minute, and whoever types on asks again anyway.
    retry: false,
  });
}

/** What stands at the field of the number when nobody was found, or could be asked. */
export function holderProblem({ error, isFetching }: UseQueryResult<AccountHolder>): string | undefined {
  if (error === null || isFetching) return undefined;
  if (hasCode(error, 'receiver.not_found')) return 'No account with this number at this bank.';
  return problemOf(error).message;
}

export function isBankAtFault(error: unknown): boolean {
  return hasCode(error, 'bank.disabled', 'bank.unknown');
}
