/** The methods of `client.customers`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  Customer,
  CustomerBalance,
  CustomerCreateInput,
  CustomerDetails,
  CustomerListQuery,
  CustomerUpdateInput,
  NewCustomer,
} from '../types.gen.ts';

export const customers = ({ send, list }: Caller) => ({
  /**
   * Open an account for a customer.
   *
   * Names and date of birth must be those that are registered for the BVN. A person has one such account in a business.
   * In a sandbox the last digit of the BVN says whose it is: see docs/customers.md.
   *
   * Needs the permission `customers:manage` and an approved business.
   *
   * `POST /api/v1/clients/business/customers`, in the reference at `/docs/reference` of the server.
   */
  create: (input: CustomerCreateInput, options?: CreateOptions): Promise<NewCustomer> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/customers',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * List customers.
   *
   * The customers of the business, newest first.
   *
   * Needs the permission `customers:read` and an approved business.
   *
   * `GET /api/v1/clients/business/customers`, in the reference at `/docs/reference` of the server.
   */
  list: (query: CustomerListQuery = {}, options?: CallOptions): List<Customer> =>
    list({ method: 'GET', path: '/clients/business/customers', access: 'business', query }, options),

  /**
   * Get a customer.
   *
   * What is known of a customer, and the balance of his account.
   *
   * Needs the permission `customers:read` and an approved business.
   *
   * `GET /api/v1/clients/business/customers/{id}`, in the reference at `/docs/reference` of the server.
   */
  get: (id: string, options?: CallOptions): Promise<CustomerDetails> =>
    send({ method: 'GET', path: path`/clients/business/customers/${id}`, access: 'business' }, options),

  /**
   * Change what is known of a customer.
   *
   * Fields that are left out stay. Names must go on being those that are registered for the BVN; the tier follows from
   * what is known then, up or down. BVN and date of birth cannot be changed.
   *
   * Needs the permission `customers:manage` and an approved business.
   *
   * `PATCH /api/v1/clients/business/customers/{id}`, in the reference at `/docs/reference` of the server.
   */
  update: (id: string, input: CustomerUpdateInput = {}, options?: CallOptions): Promise<CustomerDetails> =>
    send({ method: 'PATCH', path: path`/clients/business/customers/${id}`, access: 'business', body: input }, options),

  /**
   * Get the balance of a customer's account.
   *
   * Needs the permission `customers:read` and an approved business.
   *
   * `GET /api/v1/clients/business/customers/balance/{accountNumber}`, in the reference at `/docs/reference` of the
   * server.
   */
  balance: (accountNumber: string, options?: CallOptions): Promise<CustomerBalance> =>
    send(
      {
        method: 'GET',
        path: path`/clients/business/customers/balance/${accountNumber}`,
        access: 'business',
      },
      options,
    ),
});
