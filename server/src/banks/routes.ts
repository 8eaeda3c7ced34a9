/** The routes of banks. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { Banks } from './bank.ts';
import type { Billers } from './operations/billers.ts';
import type { NameEnquiry } from './operations/name-enquiry.ts';
import {
  AccountHolder,
  BankList,
  BillerCodes,
  ConfigureBillersBody,
  NameEnquiryBody,
  toBanks,
  toBillers,
  toHolder,
} from './schema.ts';

const route = routesFor<{ readonly banks: Banks; readonly billers: Billers; readonly nameEnquiry: NameEnquiry }>();
const TAG = 'Banks';

export const bankRoutes = [
  route.envelope({
    id: 'banks.list',
    method: 'GET',
    path: '/clients/business/banks',
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'List banks',
    description: 'All banks with their codes, by name. Either code is accepted wherever a bank is named.',
    output: BankList,
    status: 200,
    message: 'Banks retrieved successfully',
    faults: [],
    handle: ({ banks }) => toBanks(banks.all),
  }),
  route.envelope({
    id: 'banks.name-enquiry',
    method: 'POST',
    path: '/clients/business/customers/name-enquiry',
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'Ask whose an account is',
    description:
      'The holder of an account at any bank, as that bank answers. Enquiries are limited by the minute. The check digit of the number is not held against it, since wallets have none.',
    body: NameEnquiryBody,
    output: AccountHolder,
    status: 200,
    message: 'Name enquiry successful',
    faults: ['bank.unknown', 'receiver.not_found', 'rail.unavailable'],
    handle: async ({ nameEnquiry }, { principal, body }) =>
      toHolder(await nameEnquiry.enquire(principal.businessId, body)),
  }),
  route.envelope({
    id: 'banks.billers',
    method: 'GET',
    path: '/clients/settings/billers',
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'List the banks that money is sent to',
    description: 'All banks until the business has chosen some. Our own is always among them.',
    output: BillerCodes,
    status: 200,
    message: 'Billers retrieved successfully',
    faults: [],
    handle: async ({ billers }, { principal }) => toBillers(await billers.enabled(principal.businessId)),
  }),
  route.envelope({
    id: 'banks.configure-billers',
    method: 'POST',
    path: '/clients/settings/configure-billers',
    access: { kind: 'business', permission: 'banks:configure', approved: true },
    tag: TAG,
    summary: 'Choose the banks that money is sent to',
    description:
      'Takes the place of the choice before. Transfers and payouts to any other bank are refused with `bank.disabled`; those under way are not held back.',
    body: ConfigureBillersBody,
    output: Type.Null(),
    status: 200,
    message: 'Billers has been updated',
    faults: ['bank.unknown'],
    handle: ({ billers }, { principal, body, actor }) =>
      billers.choose(principal, body.billers, actor()).then(() => null),
  }),
];
