/** The routes of virtual accounts. Fixed paths come before those with an id. */

import { routesFor } from '../http/route.ts';
import type { VirtualAccountId } from '../platform/ids.ts';
import { toKobo } from '../platform/schema.ts';
import type { VirtualAccounts } from './operations.ts';
import {
  CreateBody,
  CreateSingleUseBody,
  MultiUseAccount,
  SingleUseAccount,
  toSingleUse,
  VirtualAccount,
  VirtualAccountPath,
  VirtualAccountQuery,
  VirtualAccountWithBalance,
} from './schema.ts';

const route = routesFor<{ readonly virtualAccounts: VirtualAccounts }>();
const TAG = 'Virtual accounts';
const reads = { kind: 'business', permission: 'virtual-accounts:read', approved: true } as const;
const manages = { kind: 'business', permission: 'virtual-accounts:manage', approved: true } as const;

export const virtualAccountRoutes = [
  route.envelope({
    id: 'virtual-accounts.create',
    method: 'POST',
    path: '/clients/business/virtual-accounts',
    access: manages,
    tag: TAG,
    summary: 'Open a virtual account',
    description:
      'An account that takes any number of payments. A `temporal` one expires after a day, unless the operator has set another time (`expiresAt`).',
    body: CreateBody,
    output: MultiUseAccount,
    status: 201,
    message: 'Account generated successfully',
    faults: ['virtual-account.reference_taken'],
    creates: true,
    handle: ({ virtualAccounts }, { principal, body, actor, unit }) =>
      virtualAccounts.open(principal, body, actor(), unit),
  }),
  route.envelope({
    id: 'virtual-accounts.create-single-use',
    method: 'POST',
    path: '/clients/business/virtual-accounts/single-use',
    access: manages,
    tag: TAG,
    summary: 'Open a single-use account',
    description:
      'An account for one payment, of the exact amount unless `amountControl` says otherwise. It ends with the payment or with the duration. Money of another amount, or that comes later, is kept in suspense: see `GET /clients/business/virtual-account`.',
    body: CreateSingleUseBody,
    output: SingleUseAccount,
    status: 201,
    message: 'Account generated successfully',
    faults: ['virtual-account.reference_taken'],
    creates: true,
    handle: async ({ virtualAccounts }, { principal, body, actor, unit }) => {
      const { firstName, lastName, refCode: reference, amountControl = 'exact' } = body;
      const asked = { amountKobo: toKobo(body.amount), durationSeconds: body.duration, amountControl };
      return toSingleUse(
        await virtualAccounts.openSingleUse(principal, { firstName, lastName, reference, ...asked }, actor(), unit),
      );
    },
  }),
  route.list({
    id: 'virtual-accounts.list',
    method: 'GET',
    path: '/clients/business/virtual-accounts',
    access: reads,
    tag: TAG,
    summary: 'List virtual accounts',
    description: 'Newest first. Filters can be combined; `totalCount` counts up to 100,000.',
    query: VirtualAccountQuery,
    output: VirtualAccount,
    status: 200,
    message: 'Accounts retrieved successfully',
    faults: [],
    handle: ({ virtualAccounts }, { principal, query, page }) =>
      virtualAccounts.list(principal.businessId, query, page),
  }),
  route.envelope({
    id: 'virtual-accounts.get',
    method: 'GET',
    path: '/clients/business/virtual-accounts/{id}',
    access: reads,
    tag: TAG,
    summary: 'Get a virtual account',
    description: 'With its balance.',
    params: VirtualAccountPath,
    output: VirtualAccountWithBalance,
    status: 200,
    message: 'Account retrieved successfully',
    faults: ['virtual-account.not_found'],
    handle: ({ virtualAccounts }, { principal, params }) =>
      virtualAccounts.get(principal.businessId, params.id as VirtualAccountId),
  }),
  route.envelope({
    id: 'virtual-accounts.close',
    method: 'POST',
    path: '/clients/business/virtual-accounts/{id}/close',
    access: manages,
    tag: TAG,
    summary: 'Close a virtual account',
    description:
      'It takes in nothing more; what is in it can still be paid out. Its number and its reference are never used again. Closing it twice changes nothing.',
    params: VirtualAccountPath,
    output: VirtualAccount,
    status: 200,
    message: 'Account closed successfully',
    faults: ['virtual-account.not_found'],
    handle: ({ virtualAccounts }, { principal, params, actor }) =>
      virtualAccounts.close(principal, params.id as VirtualAccountId, actor()),
  }),
];
