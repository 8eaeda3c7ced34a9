/** The methods of `client.transfers`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  BulkTransfer,
  ListedTransfer,
  Transfer,
  TransferAnonymousInput,
  TransferCharges,
  TransferFromBusinessAccountInput,
  TransferFromVirtualAccountInput,
  TransferListQuery,
  TransferPreviewBulkChargesInput,
  TransferPreviewChargesInput,
  TransferSendBulkInput,
  TransferWithdrawInput,
} from '../types.gen.ts';

export const transfers = ({ send, list }: Caller) => ({
  /**
   * Transfer from a virtual account.
   *
   * The amount and its charges are debited when this answers. To an account of this institution the money has arrived
   * then; to another bank it is on its way (`status`: `pending`), and a webhook event tells how it ended. If you get no
   * answer, send the same request again: `retrievalReference` makes sure that it happens once.
   *
   * Needs the permission `transfers:create` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-accounts/transfer`, in the reference at `/docs/reference` of the server.
   */
  fromVirtualAccount: (input: TransferFromVirtualAccountInput, options?: CreateOptions): Promise<Transfer> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/virtual-accounts/transfer',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Transfer from the business's own account, or from a customer's.
   *
   * The amount and its charges are debited when this answers. To an account of this institution the money has arrived
   * then; to another bank it is on its way (`status`: `pending`), and a webhook event tells how it ended. If you get no
   * answer, send the same request again: `retrievalReference` makes sure that it happens once.
   *
   * Needs the permission `transfers:create` and an approved business.
   *
   * `POST /api/v1/clients/business/customers/funds/transfer`, in the reference at `/docs/reference` of the server.
   */
  fromBusinessAccount: (input: TransferFromBusinessAccountInput, options?: CreateOptions): Promise<Transfer> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/customers/funds/transfer',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Transfer from the business's own account, unseen.
   *
   * The receiver sees neither the name nor the account number of the sender, in this bank or in another. The amount and
   * its charges are debited when this answers. To an account of this institution the money has arrived then; to another
   * bank it is on its way (`status`: `pending`), and a webhook event tells how it ended. If you get no answer, send the
   * same request again: `retrievalReference` makes sure that it happens once.
   *
   * Needs the permission `transfers:create` and an approved business.
   *
   * `POST /api/v1/clients/business/customers/funds/anonymous-transfer`, in the reference at `/docs/reference` of the
   * server.
   */
  anonymous: (input: TransferAnonymousInput, options?: CreateOptions): Promise<Transfer> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/customers/funds/anonymous-transfer',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Withdraw from a customer's account.
   *
   * To the business's own account, at once and free of charge; the limits of the customer's tier apply.
   * `retrievalReference` makes sure that it happens once.
   *
   * Needs the permission `transfers:create` and an approved business.
   *
   * `POST /api/v1/clients/business/customers/funds/withdrawal`, in the reference at `/docs/reference` of the server.
   */
  withdraw: (input: TransferWithdrawInput, options?: CreateOptions): Promise<Transfer> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/customers/funds/withdrawal',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Send many transfers.
   *
   * Up to 1,000 in a body of at most 256 KiB. If one of them is malformed nothing is sent; else each is sent or refused
   * by itself. Send the same request again if you get no answer, or when some were not begun for lack of time: each
   * `retrievalReference` happens once, so no `Idempotency-Key` is needed.
   *
   * Needs the permission `transfers:create` and an approved business.
   *
   * `POST /api/v1/clients/business/transfers/bulk`, in the reference at `/docs/reference` of the server.
   */
  sendBulk: (input: TransferSendBulkInput, options?: CallOptions): Promise<BulkTransfer> =>
    send({ method: 'POST', path: '/clients/business/transfers/bulk', access: 'business', body: input }, options),

  /**
   * Ask what a transfer would cost.
   *
   * Nothing is moved. Between accounts of one business there is no stamp duty.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `POST /api/v1/clients/business/transfers/charges`, in the reference at `/docs/reference` of the server.
   */
  previewCharges: (input: TransferPreviewChargesInput, options?: CallOptions): Promise<TransferCharges> =>
    send({ method: 'POST', path: '/clients/business/transfers/charges', access: 'business', body: input }, options),

  /**
   * Ask what many transfers would cost.
   *
   * Of all together. Nothing is moved. Between accounts of one business there is no stamp duty.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `POST /api/v1/clients/business/transfers/bulk/charges`, in the reference at `/docs/reference` of the server.
   */
  previewBulkCharges: (input: TransferPreviewBulkChargesInput, options?: CallOptions): Promise<TransferCharges> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/transfers/bulk/charges',
        access: 'business',
        body: input,
      },
      options,
    ),

  /**
   * List transfers.
   *
   * What the business has sent, newest first: transfers, withdrawals, payouts and refunds. Filters can be combined;
   * `totalCount` counts up to 10,000, and `isTotalExact` says whether that is all.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transfers`, in the reference at `/docs/reference` of the server.
   */
  list: (query: TransferListQuery = {}, options?: CallOptions): List<ListedTransfer> =>
    list({ method: 'GET', path: '/clients/business/transfers', access: 'business', query }, options),

  /**
   * Get a transfer.
   *
   * What has become of it. Payouts and refunds are found by their references too.
   *
   * Needs the permission `transactions:read` and an approved business.
   *
   * `GET /api/v1/clients/business/transfers/{retrievalReference}`, in the reference at `/docs/reference` of the server.
   */
  get: (retrievalReference: string, options?: CallOptions): Promise<Transfer> =>
    send({ method: 'GET', path: path`/clients/business/transfers/${retrievalReference}`, access: 'business' }, options),
});
