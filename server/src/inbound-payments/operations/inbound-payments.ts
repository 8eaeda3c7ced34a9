/** What the rail, the routes and the operator may do with money that comes from other banks. */

import { Fault } from '../../faults/index.ts';
import { countUpTo, type Total } from '../../platform/counting.ts';
import type { BusinessId, TransactionId } from '../../platform/ids.ts';
import { earliestId } from '../../platform/ids.ts';
import type { RailListener } from '../../rail/index.ts';
import type { PaymentStatus, RefundStatus } from '../rules.ts';
import { countPayments, listPayments, type PaymentFilter, type PaymentPage } from '../store.ts';
import { type PaymentView, toView } from '../view.ts';
import type { InboundParts } from './parts.ts';
import { receive } from './receive.ts';
import { NOBODY, type RefundRequest, refund, requirePayment, settleRefund } from './refund.ts';
import { assign, type ReleaseRequest, release } from './release.ts';

/** Which payments are wanted; what is absent is not looked at. */
export interface PaymentSearch {
  readonly status?: PaymentStatus;
  readonly refundStatus?: RefundStatus;
  readonly accountNumber?: string;
  readonly sessionId?: string;
  /** ISO 8601: the first moment, and the first no longer wanted. */
  readonly from?: string;
  readonly to?: string;
}

interface Found extends Total {
  readonly items: readonly PaymentView[];
}

export interface InboundPayments {
  /** Returns once the payment is in the books, by this call or by an earlier one. */
  readonly received: RailListener['received'];
  list(businessId: BusinessId, search: PaymentSearch, page: PaymentPage): Promise<Found>;
  /** Fault `payment.not_found`. */
  get(businessId: BusinessId, id: TransactionId): Promise<PaymentView>;
  /**
   * Sends the money back to the payer. Faults `payment.not_found`, `payment.refunded`, `account.insufficient_funds`, and
   * what `Transfers.send` refuses.
   */
  refund(request: RefundRequest): Promise<PaymentView>;
  /** Accepts money in suspense. Faults `payment.not_found`, `payment.not_suspended`, `payment.refunded`. */
  release(request: ReleaseRequest): Promise<PaymentView>;
  /** Where a payment has gone, as far as the business can see. */
  outcomeOf(businessId: BusinessId, sessionId: string): Promise<'credited' | 'suspended' | 'unmatched'>;
  /** Payments to numbers that are nobody's: for the operator alone. */
  readonly unmatched: {
    list(page: PaymentPage): Promise<Found>;
    /** Faults `payment.not_found`, `payment.not_suspended`, `payment.refunded`, `account.not_found`, `receiver.closed`. */
    assign(id: TransactionId, accountNumber: string): Promise<void>;
    /** The faults of `refund`. */
    refund(id: TransactionId): Promise<PaymentView>;
  };
}

/** Of a list. */
const MOST_COUNTED = 100_000;

export function createInboundPayments(parts: InboundParts): InboundPayments {
  const { banks, database, mostCounted = MOST_COUNTED, transfers } = parts;
  transfers.onSettled('refund', settleRefund);

  const find = async (businessId: BusinessId, filter: PaymentFilter, page: PaymentPage): Promise<Found> => {
    const [items, total] = await Promise.all([
      listPayments(database.sql, businessId, filter, page),
      countUpTo(mostCounted, (limit) => countPayments(database.sql, businessId, filter, limit)),
    ]);
    return { items: items.map((payment) => toView(payment, banks)), ...total };
  };
  const get: InboundPayments['get'] = async (businessId, id) =>
    toView(await requirePayment(database.sql, businessId, id), banks);

  return {
    received: (payment) => receive(parts, payment),
    get,
    list: (businessId, search, page) => find(businessId, toFilter(search), page),
    refund: (request) => refund(parts, request),
    release: (request) => release(parts, request),
    async outcomeOf(businessId, sessionId) {
      const [found] = await listPayments(
        database.sql,
        businessId,
        { sessionId },
        { before: undefined, offset: 0, limit: 1 },
      );
      if (found === undefined) return 'unmatched';
      return found.status === 'suspended' ? 'suspended' : 'credited';
    },
    unmatched: {
      list: (page) => find(NOBODY, { status: 'suspended' }, page),
      assign: (id, accountNumber) => assign(parts, id, accountNumber),
      refund: (id) => refund(parts, { businessId: NOBODY, id, narration: undefined, unit: database.transaction }),
    },
  };
}

function toFilter({ from, to, ...search }: PaymentSearch): PaymentFilter {
  return {
    ...search,
    ...(from === undefined ? {} : { fromId: boundary('from', from) }),
    ...(to === undefined ? {} : { toId: boundary('to', to) }),
  };
}

function boundary(field: string, moment: string): string {
  const milliseconds = Date.parse(moment);
  if (!Number.isNaN(milliseconds)) return earliestId('transaction', milliseconds);
  throw new Fault('request.invalid', { message: `${field} must be a moment that exists.`, field });
}
