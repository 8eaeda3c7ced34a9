/** The routes of businesses. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { BusinessId, DocumentId } from '../platform/ids.ts';
import type { Businesses } from './operations/businesses.ts';
import type { BusinessRegistration } from './operations/registration.ts';
import { DOCUMENT_TYPES, PHOTO_TYPES } from './rules.ts';
import {
  AccountDetails,
  Business,
  BvnOwner,
  CreateBusinessBody,
  CreatedBusiness,
  DocumentParams,
  RegistrationForm,
  States,
  toBusiness,
  toRegistration,
  ValidateBvnBody,
} from './schema.ts';
import { STATES } from './states.ts';

const route = routesFor<{ readonly businesses: Businesses; readonly businessRegistration: BusinessRegistration }>();
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
  route.envelope({
    id: 'businesses.validate-bvn',
    method: 'POST',
    path: '/clients/business/validate-bvn',
    access: { kind: 'account', permission: 'businesses:register', businessIn: 'body', person: true },
    tag: TAG,
    summary: 'Validate a BVN',
    description:
      'Says whose the Bank Verification Number is, and sends its owner a code of six digits, which is valid for ten minutes. A sandbox sends it to your own mailbox. Look-ups are limited by the hour.',
    body: ValidateBvnBody,
    output: BvnOwner,
    status: 200,
    message: 'BVN validated successfully',
    faults: ['business.forbidden', 'business.already_registered', 'bvn.not_found'],
    handle: ({ businessRegistration }, { principal, body, actor }) =>
      businessRegistration.validateBvn(principal, body as typeof body & { businessId: BusinessId }, actor()),
  }),
  route.envelope({
    id: 'businesses.complete-registration',
    method: 'PATCH',
    path: '/clients/business/complete-registration',
    access: { kind: 'account', permission: 'businesses:register', businessIn: 'body', person: true },
    tag: TAG,
    summary: 'Complete the registration',
    description:
      'The documents of the business and the code of the BVN, once. Files have at most 5 MiB each and are judged by their content. Approval follows.',
    body: RegistrationForm,
    files: {
      photoId: { mediaTypes: PHOTO_TYPES, most: 1, isRequired: true, description: 'Government id, JPEG or PNG.' },
      businessDocuments: {
        mediaTypes: DOCUMENT_TYPES,
        most: 10,
        isRequired: false,
        description: 'Such as the certificate of incorporation: JPEG, PNG or PDF, up to ten parts of this name.',
      },
    },
    output: Type.Null(),
    status: 200,
    message: 'Business registration completed successfully',
    faults: ['business.forbidden', 'business.already_registered', 'bvn.code_invalid', 'credentials.invalid'],
    handle: ({ businessRegistration }, { principal, body, files, actor }) =>
      businessRegistration.complete(principal, toRegistration(body, files), actor()).then(() => null),
  }),
  route.stream({
    id: 'businesses.document',
    method: 'GET',
    path: '/clients/business/documents/{id}',
    access: { kind: 'business', permission: 'businesses:read' },
    tag: TAG,
    summary: 'Get a document',
    description: 'A file of the registration: `photoIdUrl` and `businessDocumentsUrls` of the business lead here.',
    params: DocumentParams,
    status: 200,
    mediaTypes: DOCUMENT_TYPES,
    faults: ['document.not_found'],
    handle: ({ businessRegistration }, { principal, params }) =>
      businessRegistration.document(principal, params.id as DocumentId),
  }),
  route.envelope({
    id: 'businesses.states',
    method: 'GET',
    path: '/clients/business/states',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'List the states of Nigeria',
    description: 'The values of `stateId`, the Federal Capital Territory among them. They do not change.',
    output: States,
    status: 200,
    message: 'States retrieved successfully',
    faults: [],
    handle: () => [...STATES],
  }),
];
