/** The routes of inbound payments, under the documented path, which is spelled in the singular. */

import { routesFor } from '../http/route.ts';
import type { TransactionId } from '../platform/ids.ts';
import type { InboundPayments } from './operations/inbound-payments.ts';
import { InboundPayment, PaymentPath, PaymentQuery, RefundBody } from './schema.ts';

const route = routesFor<{ readonly inboundPayments: InboundPayments }>();
const TAG = 'Virtual accounts';
const reads = { kind: 'business', permission: 'virtual-accounts:read', approved: true } as const;
const refunds = { kind: 'business', permission: 'refunds:create', approved: true } as const;

export const inboundPaymentRoutes = [
  route.list({
    id: 'inbound-payments.list',
    method: 'GET',
    path: '/clients/business/virtual-account',
    access: reads,
    tag: TAG,
    summary: 'List inbound payments',
    description:
      'Payments from other banks into the accounts of the business, newest first: those that were credited, and those in suspense because they came too late, twice, or of the wrong amount. Filters can be combined; `totalCount` counts up to 100,000.',
    query: PaymentQuery,
    output: InboundPayment,
    status: 200,
    message: 'Transactions retrieved successfully',
    faults: ['request.invalid'],
    handle: ({ inboundPayments }, { principal, query, page }) =>
      inboundPayments.list(principal.businessId, query, page),
  }),
  route.envelope({
    id: 'inbound-payments.get',
    method: 'GET',
    path: '/clients/business/virtual-account/{transactionId}',
    access: reads,
    tag: TAG,
    summary: 'Get an inbound payment',
    params: PaymentPath,
    output: InboundPayment,
    status: 200,
    message: 'Transaction retrieved successfully',
    faults: ['payment.not_found'],
    handle: ({ inboundPayments }, { principal, params }) =>
      inboundPayments.get(principal.businessId, params.transactionId as TransactionId),
  }),
  route.envelope({
    id: 'inbound-payments.refund',
    method: 'POST',
    path: '/clients/business/virtual-account/{transactionId}/refund',
    access: refunds,
    tag: TAG,
    summary: 'Refund an inbound payment',
    description:
      'Sends the whole amount back to the account that paid, free of charge: out of suspense, or from the account that was credited. A payment is refunded once; when the refund fails (`refundStatus`), it can be tried again.',
    params: PaymentPath,
    body: RefundBody,
    output: InboundPayment,
    status: 201,
    message: 'Refund initiated successfully',
    faults: [
      'payment.not_found',
      'payment.refunded',
      'account.insufficient_funds',
      'bank.unknown',
      'bank.disabled',
      'receiver.not_found',
      'receiver.same_as_payer',
      'receiver.closed',
      'receiver.amount_refused',
      'receiver.limit_exceeded',
      'rail.unavailable',
    ],
    creates: true,
    handle: ({ inboundPayments }, { principal, params, body, actor, unit }) => {
      const { businessId, clientId } = principal;
      const id = params.transactionId as TransactionId;
      const { narration } = body;
      return inboundPayments.refund({ businessId, id, narration, unit, by: { clientId, actor: actor() } });
    },
  }),
  route.envelope({
    id: 'inbound-payments.release',
    method: 'POST',
    path: '/clients/business/virtual-account/{transactionId}/release',
    access: refunds,
    tag: TAG,
    summary: 'Release a payment from suspense',
    description:
      'Accepts money that came too late, twice, or of the wrong amount: it goes to the account of the business, less what an inbound payment costs. Afterwards it can still be refunded, from there.',
    params: PaymentPath,
    output: InboundPayment,
    status: 201,
    message: 'Payment released successfully',
    faults: ['payment.not_found', 'payment.not_suspended', 'payment.refunded'],
    creates: true,
    handle: ({ inboundPayments }, { principal, params, actor, unit }) => {
      const { businessId, clientId } = principal;
      const id = params.transactionId as TransactionId;
      return inboundPayments.release({ businessId, clientId, id, actor: actor(), unit });
    },
  }),
];
