/** The filters of inbound payments: as the address holds them, as the API is asked, and their words. */

import type { InboundPaymentListQuery } from '@interstellas/sdk';
import { toMoments } from '../../lib/day-range.ts';
import type { Filters } from '../../lib/use-filters.ts';
import type { Option } from '../../ui/select.tsx';

export const filterNames = ['status', 'refundStatus', 'accountNumber', 'sessionId', 'from', 'to'] as const;

export type PaymentFilters = Filters<(typeof filterNames)[number]>;

export function toQuery({ from, to, ...others }: PaymentFilters): InboundPaymentListQuery {
  return { ...(others as InboundPaymentListQuery), ...toMoments({ ...(from && { from }), ...(to && { to }) }) };
}

export const statuses: readonly Option[] = [
  { value: 'credited', label: 'Credited' },
  { value: 'suspended', label: 'In suspense' },
  { value: 'released', label: 'Released' },
];

/** The same of payments in suspense, which wait until they are refunded. */
export const suspenseStatuses: readonly Option[] = [
  { value: 'none', label: 'Waits for you' },
  { value: 'pending', label: 'Refund under way' },
  { value: 'refunded', label: 'Refunded' },
  { value: 'failed', label: 'Refund failed' },
];

export const refundStatuses: readonly Option[] = [
  { value: 'none', label: 'Not refunded' },
  { value: 'pending', label: 'Refund under way' },
  { value: 'refunded', label: 'Refunded' },
  { value: 'failed', label: 'Refund failed' },
];
