/** The routes of businesses. */

import { routesFor } from '../http/route.ts';
import type { Businesses } from './operations.ts';
import { AccountDetails, Business, CreateBusinessBody, CreatedBusiness, toBusiness } from './schema.ts';

const route = routesFor<{ readonly businesses: Businesses }>();
const TAG = 'Business';

export const businessRoutes = [
  route.envelope({
    id: 'businesses.create',
    method: 'POST',
    path: '/clients/business',
    access: { kind: 'account', permission: 'businesses:create' },
    tag: TAG,
    summary: 'Create a business',
    description:
      'The sandbox approves it at once; in production it waits for the operator. `businessId` is not needed.',
    body: CreateBusinessBody,
    output: CreatedBusiness,
    status: 201,
    message: 'Business created successfully',
    faults: [],
    creates: true,
    handle: async ({ businesses }, { principal, body, actor, unit }) => {
      const { id, businessName } = await unit((transaction) =>
        businesses.create(transaction, principal.clientId, body, actor()),
      );
      return { business: { id, businessName } };
    },
  }),
  route.list({
    id: 'businesses.list',
    method: 'GET',
    path: '/clients/business',
    access: { kind: 'business', permission: 'businesses:read' },
    tag: TAG,
    summary: 'List businesses',
    description: 'The businesses of the client account of which you are an active member, newest first.',
    output: Business,
    status: 200,
    message: 'Businesses retrieved successfully',
    faults: [],
    handle: async ({ businesses }, { principal, page }) => {
      const { items, totalCount } = await businesses.list(principal, page);
      return { items: items.map(toBusiness), totalCount };
    },
  }),
  route.envelope({
    id: 'businesses.details',
    method: 'GET',
    path: '/clients/business/details',
    access: { kind: 'business', permission: 'businesses:read' },
    tag: TAG,
    summary: 'Get a business',
    description: 'The business named by `businessId`.',
    output: Business,
    status: 200,
    message: 'Business details retrieved successfully',
    faults: [],
    handle: async ({ businesses }, { principal }) =>
      toBusiness(await businesses.details(principal.clientId, principal.businessId)),
  }),
  route.envelope({
    id: 'businesses.account-details',
    method: 'GET',
    path: '/clients/business/account-details',
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'Get the account and balance',
    description:
      'The bank account of the business named by `businessId`, with its balance in kobo. Refused until the business is approved.',
    output: AccountDetails,
    status: 200,
    message: 'Account details retrieved successfully',
    faults: [],
    handle: ({ businesses }, { principal }) => businesses.accountDetails(principal.businessId),
  }),
];
