/** The routes of customers. */

import { routesFor } from '../http/route.ts';
import type { Clock } from '../platform/clock.ts';
import type { CustomerId } from '../platform/ids.ts';
import type { Customers } from './operations/customers.ts';
import {
  BalanceParams,
  CreateCustomerBody,
  CreatedCustomer,
  CustomerBalance,
  CustomerDetails,
  CustomerFilters,
  CustomerItem,
  CustomerParams,
  toBalance,
  toCorrection,
  toCreated,
  toCustomer,
  toFilter,
  toItem,
  toParticulars,
  UpdateCustomerBody,
} from './schema.ts';

const route = routesFor<{ readonly clock: Clock; readonly customers: Customers }>();
const TAG = 'Customers';

export const customerRoutes = [
  route.envelope({
    id: 'customers.create',
    method: 'POST',
    path: '/clients/business/customers',
    access: { kind: 'business', permission: 'customers:manage', approved: true },
    tag: TAG,
    summary: 'Open an account for a customer',
    description:
      'Names and date of birth must be those that are registered for the BVN. A person has one such account in a business. In a sandbox the last digit of the BVN says whose it is: see docs/customers.md.',
    body: CreateCustomerBody,
    output: CreatedCustomer,
    status: 201,
    message: 'Customer created successfully',
    faults: ['bvn.not_found', 'customer.bvn_mismatch', 'customer.exists'],
    creates: true,
    handle: async ({ customers }, { principal, body, actor, unit }) => {
      const given = toParticulars(body);
      return toCreated(given, await customers.open(principal, given, actor(), unit));
    },
  }),
  route.list({
    id: 'customers.list',
    method: 'GET',
    path: '/clients/business/customers',
    access: { kind: 'business', permission: 'customers:read', approved: true },
    tag: TAG,
    summary: 'List customers',
    description: 'The customers of the business, newest first.',
    query: CustomerFilters,
    output: CustomerItem,
    status: 200,
    message: 'Customers retrieved successfully',
    faults: [],
    handle: async ({ customers }, { principal, query, page }) => {
      const { items, ...total } = await customers.list(toFilter(principal, query), page);
      return { items: items.map(toItem), ...total };
    },
  }),
  route.envelope({
    id: 'customers.get',
    method: 'GET',
    path: '/clients/business/customers/{id}',
    access: { kind: 'business', permission: 'customers:read', approved: true },
    tag: TAG,
    summary: 'Get a customer',
    description: 'What is known of a customer, and the balance of his account.',
    params: CustomerParams,
    output: CustomerDetails,
    status: 200,
    message: 'Customer retrieved successfully',
    faults: ['customer.not_found'],
    handle: async ({ customers }, { principal, params }) =>
      toCustomer(await customers.get(principal.businessId, params.id as CustomerId)),
  }),
  route.envelope({
    id: 'customers.update',
    method: 'PATCH',
    path: '/clients/business/customers/{id}',
    access: { kind: 'business', permission: 'customers:manage', approved: true },
    tag: TAG,
    summary: 'Change what is known of a customer',
    description:
      'Fields that are left out stay. Names must go on being those that are registered for the BVN; the tier follows from what is known then, up or down. BVN and date of birth cannot be changed.',
    params: CustomerParams,
    body: UpdateCustomerBody,
    output: CustomerDetails,
    status: 200,
    message: 'Customer updated successfully',
    faults: ['customer.not_found', 'bvn.not_found', 'customer.bvn_mismatch'],
    handle: async ({ customers }, { principal, params, body, actor }) =>
      toCustomer(await customers.update(principal, params.id as CustomerId, toCorrection(body), actor())),
  }),
  route.envelope({
    id: 'customers.balance',
    method: 'GET',
    path: '/clients/business/customers/balance/{accountNumber}',
    access: { kind: 'business', permission: 'customers:read', approved: true },
    tag: TAG,
    summary: "Get the balance of a customer's account",
    params: BalanceParams,
    output: CustomerBalance,
    status: 200,
    message: 'Balance retrieved successfully',
    faults: ['account.not_found'],
    handle: async ({ clock, customers }, { principal, params }) =>
      toBalance(await customers.account(principal.businessId, params.accountNumber), new Date(clock.now())),
  }),
];
