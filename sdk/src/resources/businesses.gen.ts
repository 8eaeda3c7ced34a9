/** The methods of `client.businesses`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { Download } from '../download.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  Business,
  BusinessAccount,
  BusinessCompleteRegistrationInput,
  BusinessCreateInput,
  BusinessListQuery,
  BusinessValidateBvnInput,
  BvnValidation,
  NewBusiness,
  State,
} from '../types.gen.ts';

export const businesses = ({ send, list, download }: Caller) => ({
  /**
   * Create a business.
   *
   * The sandbox approves it at once; in production it waits for the operator. `businessId` is not needed.
   *
   * Needs the permission `businesses:create`.
   *
   * `POST /api/v1/clients/business`, in the reference at `/docs/reference` of the server.
   */
  create: (input: BusinessCreateInput, options?: CreateOptions): Promise<NewBusiness> =>
    send({ method: 'POST', path: '/clients/business', access: 'account', creates: true, body: input }, options),

  /**
   * List businesses.
   *
   * The businesses of the client account of which you are an active member, newest first.
   *
   * Needs the permission `businesses:read`.
   *
   * `GET /api/v1/clients/business`, in the reference at `/docs/reference` of the server.
   */
  list: (query: BusinessListQuery = {}, options?: CallOptions): List<Business> =>
    list({ method: 'GET', path: '/clients/business', access: 'business', query }, options),

  /**
   * Get a business.
   *
   * The business named by `businessId`.
   *
   * Needs the permission `businesses:read`.
   *
   * `GET /api/v1/clients/business/details`, in the reference at `/docs/reference` of the server.
   */
  details: (options?: CallOptions): Promise<Business> =>
    send({ method: 'GET', path: '/clients/business/details', access: 'business' }, options),

  /**
   * Get the account and balance.
   *
   * The bank account of the business named by `businessId`, with its balance in kobo. Refused until the business is
   * approved.
   *
   * Needs the permission `accounts:read` and an approved business.
   *
   * `GET /api/v1/clients/business/account-details`, in the reference at `/docs/reference` of the server.
   */
  accountDetails: (options?: CallOptions): Promise<BusinessAccount> =>
    send({ method: 'GET', path: '/clients/business/account-details', access: 'business' }, options),

  /**
   * Validate a BVN.
   *
   * Says whose the Bank Verification Number is, and sends its owner a code of six digits, which is valid for ten
   * minutes. A sandbox sends it to your own mailbox. Look-ups are limited by the hour.
   *
   * Needs the permission `businesses:register`.
   *
   * `POST /api/v1/clients/business/validate-bvn`, in the reference at `/docs/reference` of the server.
   */
  validateBvn: (input: BusinessValidateBvnInput, options?: CallOptions): Promise<BvnValidation> =>
    send({ method: 'POST', path: '/clients/business/validate-bvn', access: 'account', body: input }, options),

  /**
   * Complete the registration.
   *
   * The documents of the business and the code of the BVN, once. Files have at most 5 MiB each and are judged by their
   * content. Approval follows.
   *
   * Needs the permission `businesses:register`.
   *
   * `PATCH /api/v1/clients/business/complete-registration`, in the reference at `/docs/reference` of the server.
   */
  completeRegistration: (input: BusinessCompleteRegistrationInput, options?: CallOptions): Promise<null> =>
    send({ method: 'PATCH', path: '/clients/business/complete-registration', access: 'account', form: input }, options),

  /**
   * Get a document.
   *
   * A file of the registration: `photoIdUrl` and `businessDocumentsUrls` of the business lead here.
   *
   * Needs the permission `businesses:read`.
   *
   * `GET /api/v1/clients/business/documents/{id}`, in the reference at `/docs/reference` of the server.
   */
  document: (id: string, options?: CallOptions): Promise<Download> =>
    download({ method: 'GET', path: path`/clients/business/documents/${id}`, access: 'business' }, options),

  /**
   * List the states of Nigeria.
   *
   * The values of `stateId`, the Federal Capital Territory among them. They do not change.
   *
   * Needs an access token.
   *
   * `GET /api/v1/clients/business/states`, in the reference at `/docs/reference` of the server.
   */
  states: (options?: CallOptions): Promise<readonly State[]> =>
    send({ method: 'GET', path: '/clients/business/states', access: 'session' }, options),
});
