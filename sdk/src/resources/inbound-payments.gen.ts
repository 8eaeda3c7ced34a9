/** The methods of `client.inboundPayments`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type { InboundPayment, InboundPaymentListQuery, InboundPaymentRefundInput } from '../types.gen.ts';

export const inboundPayments = ({ list, send }: Caller) => ({
  /**
   * List inbound payments.
   *
   * Payments from other banks into the accounts of the business, newest first: those that were credited, and those in
   * suspense because they came too late, twice, or of the wrong amount. Filters can be combined; `totalCount` counts up
   * to 100,000.
   *
   * Needs the permission `virtual-accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/virtual-account`, in the reference at `/docs/reference` of the server.
   */
  list: (query: InboundPaymentListQuery = {}, options?: CallOptions): List<InboundPayment> =>
    list({ method: 'GET', path: '/clients/business/virtual-account', access: 'business', query }, options),

  /**
   * Get an inbound payment.
   *
   * Needs the permission `virtual-accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/virtual-account/{transactionId}`, in the reference at `/docs/reference` of the
   * server.
   */
  get: (transactionId: string, options?: CallOptions): Promise<InboundPayment> =>
    send(
      {
        method: 'GET',
        path: path`/clients/business/virtual-account/${transactionId}`,
        access: 'business',
      },
      options,
    ),

  /**
   * Refund an inbound payment.
   *
   * Sends the whole amount back to the account that paid, free of charge: out of suspense, or from the account that was
   * credited. A payment is refunded once; when the refund fails (`refundStatus`), it can be tried again.
   *
   * Needs the permission `refunds:create` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-account/{transactionId}/refund`, in the reference at `/docs/reference` of
   * the server.
   */
  refund: (transactionId: string, input: InboundPaymentRefundInput = {}, options?: CreateOptions): Promise<InboundPayment> =>
    send(
      {
        method: 'POST',
        path: path`/clients/business/virtual-account/${transactionId}/refund`,
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Release a payment from suspense.
   *
   * Accepts money that came too late, twice, or of the wrong amount: it goes to the account of the business, less what
   * an inbound payment costs. Afterwards it can still be refunded, from there.
   *
   * Needs the permission `refunds:create` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-account/{transactionId}/release`, in the reference at `/docs/reference` of
   * the server.
   */
  release: (transactionId: string, options?: CreateOptions): Promise<InboundPayment> =>
    send(
      {
        method: 'POST',
        path: path`/clients/business/virtual-account/${transactionId}/release`,
        access: 'business',
        creates: true,
      },
      options,
    ),
});
