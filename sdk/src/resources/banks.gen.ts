/** The methods of `client.banks`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { AccountHolder, Bank, BankConfigureBillersInput, BankNameEnquiryInput, Billers } from '../types.gen.ts';

export const banks = ({ send }: Caller) => ({
  /**
   * List banks.
   *
   * All banks with their codes, by name. Either code is accepted wherever a bank is named.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/banks`, in the reference at `/docs/reference` of the server.
   */
  list: (options?: CallOptions): Promise<readonly Bank[]> =>
    send({ method: 'GET', path: '/clients/business/banks', access: 'business' }, options),

  /**
   * Ask whose an account is.
   *
   * The holder of an account at any bank, as that bank answers. Enquiries are limited by the minute. The check digit of
   * the number is not held against it, since wallets have none.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `POST /api/v1/clients/business/customers/name-enquiry`, in the reference at `/docs/reference` of the server.
   */
  nameEnquiry: (input: BankNameEnquiryInput, options?: CallOptions): Promise<AccountHolder> =>
    send(
      {
        method: 'POST',
        path: '/clients/business/customers/name-enquiry',
        access: 'business',
        body: input,
      },
      options,
    ),

  /**
   * List the banks that money is sent to.
   *
   * All banks until the business has chosen some. Our own is always among them.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/settings/billers`, in the reference at `/docs/reference` of the server.
   */
  billers: (options?: CallOptions): Promise<Billers> =>
    send({ method: 'GET', path: '/clients/settings/billers', access: 'business' }, options),

  /**
   * Choose the banks that money is sent to.
   *
   * Takes the place of the choice before. Transfers and payouts to any other bank are refused with `bank.disabled`;
   * those under way are not held back.
   *
   * Needs the permission `banks:configure` and an approved business.
   *
   * `POST /api/v1/clients/settings/configure-billers`, in the reference at `/docs/reference` of the server.
   */
  configureBillers: (input: BankConfigureBillersInput, options?: CallOptions): Promise<null> =>
    send({ method: 'POST', path: '/clients/settings/configure-billers', access: 'business', body: input }, options),
});
