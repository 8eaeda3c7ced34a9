/** The methods of `client.payouts`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import { path } from '../path.ts';
import type {
  ChangedPayoutAccount,
  PayoutCreateInput,
  PayoutSchedule,
  PayoutScheduleSetInput,
  PayoutSendInput,
  PayoutUpdateInput,
  Transfer,
} from '../types.gen.ts';

export const payouts = ({ send }: Caller) => ({
  /**
   * Add a payout account.
   *
   * At most three for each business. The bank is asked whose the account is; `nameAtBank` and `isNameMatching` tell
   * what it said.
   *
   * Needs the permission `payouts:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/payouts`, in the reference at `/docs/reference` of the server.
   */
  create: (input: PayoutCreateInput, options?: CreateOptions): Promise<ChangedPayoutAccount> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/payouts',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * List payout accounts.
   *
   * Needs the permission `payouts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/payouts`, in the reference at `/docs/reference` of the server.
   */
  list: (options?: CallOptions): Promise<readonly ChangedPayoutAccount[]> =>
    send({ method: 'GET', path: '/clients/business/payouts', access: 'business' }, options),

  /**
   * Change a payout account.
   *
   * What is left out stays. A schedule that pays to it goes on with the new details.
   *
   * Needs the permission `payouts:manage` and an approved business.
   *
   * `PUT /api/v1/clients/business/payouts/{payoutAccountId}`, in the reference at `/docs/reference` of the server.
   */
  update: (payoutAccountId: string, input: PayoutUpdateInput = {}, options?: CallOptions): Promise<ChangedPayoutAccount> =>
    send(
      {
        method: 'PUT',
        path: path`/clients/business/payouts/${payoutAccountId}`,
        access: 'business',
        body: input,
      },
      options,
    ),

  /**
   * Delete a payout account.
   *
   * For good. A schedule that pays to it is paused until it is given another account.
   *
   * Needs the permission `payouts:manage` and an approved business.
   *
   * `DELETE /api/v1/clients/business/payouts/{payoutAccountId}`, in the reference at `/docs/reference` of the server.
   */
  delete: (payoutAccountId: string, options?: CallOptions): Promise<null> =>
    send({ method: 'DELETE', path: path`/clients/business/payouts/${payoutAccountId}`, access: 'business' }, options),

  /**
   * Pay out.
   *
   * From the business's own account, with the charges of a transfer. If you get no answer, send the same request again:
   * `retrievalReference` makes sure that it happens once. `GET /clients/business/transfers/{retrievalReference}` tells
   * how it ended.
   *
   * Needs the permission `payouts:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/payouts/{payoutAccountId}/send`, in the reference at `/docs/reference` of the
   * server.
   */
  send: (payoutAccountId: string, input: PayoutSendInput, options?: CreateOptions): Promise<Transfer> =>
    send(
      {
        method: 'POST',
        path: path`/clients/business/payouts/${payoutAccountId}/send`,
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  schedule: {
    /**
     * Set the payout schedule.
     *
     * The balance of the business's own account is paid out at these times, less the charges and what is to stay there.
     * Each day in Lagos has one scheduled payout at most; after an interruption there is one to make up for all that
     * were missed.
     *
     * Needs the permission `payouts:manage` and an approved business.
     *
     * `PUT /api/v1/clients/business/payout-schedule`, in the reference at `/docs/reference` of the server.
     */
    set: (input: PayoutScheduleSetInput, options?: CallOptions): Promise<PayoutSchedule> =>
      send({ method: 'PUT', path: '/clients/business/payout-schedule', access: 'business', body: input }, options),

    /**
     * Get the payout schedule.
     *
     * With when it runs next, and what came of the last run.
     *
     * Needs the permission `payouts:read` and an approved business.
     *
     * `GET /api/v1/clients/business/payout-schedule`, in the reference at `/docs/reference` of the server.
     */
    get: (options?: CallOptions): Promise<PayoutSchedule> =>
      send({ method: 'GET', path: '/clients/business/payout-schedule', access: 'business' }, options),

    /**
     * Delete the payout schedule.
     *
     * Needs the permission `payouts:manage` and an approved business.
     *
     * `DELETE /api/v1/clients/business/payout-schedule`, in the reference at `/docs/reference` of the server.
     */
    delete: (options?: CallOptions): Promise<null> =>
      send({ method: 'DELETE', path: '/clients/business/payout-schedule', access: 'business' }, options),
  },
});
