/** The methods of `client.virtualAccounts`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  NewVirtualAccount,
  SingleUseVirtualAccount,
  VirtualAccount,
  VirtualAccountCreateInput,
  VirtualAccountCreateSingleUseInput,
  VirtualAccountDetails,
  VirtualAccountListQuery,
} from '../types.gen.ts';

export const virtualAccounts = ({ send, list }: Caller) => ({
  /**
   * Open a virtual account.
   *
   * An account that takes any number of payments. A `temporal` one expires after a day, unless the operator has set
   * another time (`expiresAt`).
   *
   * Needs the permission `virtual-accounts:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-accounts`, in the reference at `/docs/reference` of the server.
   */
  create: (input: VirtualAccountCreateInput, options?: CreateOptions): Promise<NewVirtualAccount> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/virtual-accounts',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * List virtual accounts.
   *
   * Newest first. Filters can be combined; `totalCount` counts up to 100,000.
   *
   * Needs the permission `virtual-accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/virtual-accounts`, in the reference at `/docs/reference` of the server.
   */
  list: (query: VirtualAccountListQuery = {}, options?: CallOptions): List<VirtualAccount> =>
    list({ method: 'GET', path: '/clients/business/virtual-accounts', access: 'business', query }, options),

  /**
   * Open a single-use account.
   *
   * An account for one payment, of the exact amount unless `amountControl` says otherwise. It ends with the payment or
   * with the duration. Money of another amount, or that comes later, is kept in suspense: see `GET
   * /clients/business/virtual-account`.
   *
   * Needs the permission `virtual-accounts:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-accounts/single-use`, in the reference at `/docs/reference` of the server.
   */
  createSingleUse: (input: VirtualAccountCreateSingleUseInput, options?: CreateOptions): Promise<SingleUseVirtualAccount> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/virtual-accounts/single-use',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Get a virtual account.
   *
   * With its balance.
   *
   * Needs the permission `virtual-accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/virtual-accounts/{id}`, in the reference at `/docs/reference` of the server.
   */
  get: (id: string, options?: CallOptions): Promise<VirtualAccountDetails> =>
    send({ method: 'GET', path: path`/clients/business/virtual-accounts/${id}`, access: 'business' }, options),

  /**
   * Close a virtual account.
   *
   * It takes in nothing more; what is in it can still be paid out. Its number and its reference are never used again.
   * Closing it twice changes nothing.
   *
   * Needs the permission `virtual-accounts:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/virtual-accounts/{id}/close`, in the reference at `/docs/reference` of the server.
   */
  close: (id: string, options?: CallOptions): Promise<VirtualAccount> =>
    send({ method: 'POST', path: path`/clients/business/virtual-accounts/${id}/close`, access: 'business' }, options),
});
