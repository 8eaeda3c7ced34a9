/** What a transfer costs: fee, VAT and stamp duty, asked while the amount is typed. */

import type { TransferCharges } from '@interstellas/sdk';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { toKobo } from '../../lib/money.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Money } from '../../ui/money.tsx';

export function useCharges(amountKobo: bigint | undefined): UseQueryResult<TransferCharges> {
  const business = useBusiness();
  const amount = useDebounced(amountKobo === undefined ? '' : String(amountKobo), 250);
  return useQuery({
    queryKey: businessKey(business.id, 'charges', amount),
    queryFn: ({ signal }) => business.client.transfers.previewCharges({ amount }, { signal }),
    enabled: amount !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** What would be left; below zero when it is not enough, undefined while that cannot be said. */
export function leftAfter(balance: string | undefined, charges: TransferCharges | undefined): bigint | undefined {
  if (balance === undefined || charges === undefined) return undefined;
  return (toKobo(balance) ?? 0n) - (toKobo(charges.totalAmount) ?? 0n);
}

export interface CostLinesProps {
  readonly charges: TransferCharges | undefined;
  readonly balance: string | undefined;
  readonly className?: string;
}

export function CostLines({ charges, balance, className }: CostLinesProps): ReactElement {
  const left = leftAfter(balance, charges);
  return (
    <dl className={cn('flex flex-col gap-2 text-base', className)}>
      <Line term="Amount" value={charges?.amount} />
      <Line term="Fee" value={charges?.fee} />
      <Line term="VAT on the fee" value={charges?.vat} />
      <Line term="Stamp duty" value={charges?.stampDuty} />
      <Line term="Total" value={charges?.totalAmount} className="border-t pt-2 font-semibold" isChief />
      {left === undefined || left >= 0n ? (
        <Line term="Balance afterwards" value={left?.toString()} className="text-sm" />
      ) : (
        <Line term="Missing" value={(-left).toString()} className="text-sm font-medium text-bad-ink" isChief />
      )}
    </dl>
  );
}

interface LineProps {
  readonly term: ReactNode;
  readonly value: string | undefined;
  readonly className?: string;
  readonly isChief?: boolean;
}

function Line({ term, value, className, isChief = false }: LineProps): ReactElement {
  return (
    <div className={cn('flex items-baseline justify-between gap-4', className)}>
      <dt className={cn(!isChief && 'text-muted')}>{term}</dt>
      <dd>{value === undefined ? <span className="text-faint">—</span> : <Money kobo={value} />}</dd>
    </div>
  );
}
