/**
 * What the public documentation of Interstellas says, as a table: every documented endpoint, the example request as a
 * client sends it, and the answer with its code, its words and the types of its fields. Beside them the calls of a real
 * client, which spells some of them in its own way. A row may only ever be added: clients are written against these.
 */

import type { Person } from '../harness/client.ts';
import type { Part } from '../harness/multipart.ts';
import { jpeg, pdf } from '../harness/multipart.ts';
import type { Shape } from '../harness/shape.ts';
import type { DocumentedWorld } from './documented-world.fixture.ts';

/** As the documentation counts them: 26 with a page of their own, and the roles, which another page names. */
export const DOCUMENTED_ENDPOINTS = [
  'POST /auth/signin',
  'POST /clients/business',
  'GET /clients/business',
  'GET /clients/business/details',
  'GET /clients/business/account-details',
  'GET /clients/business/customers',
  'POST /clients/business/validate-bvn',
  'PATCH /clients/business/complete-registration',
  'GET /clients/members',
  'POST /clients/members',
  'GET /clients/members/roles',
  'PATCH /clients/members/{id}',
  'PATCH /clients/members/complete-registration',
  'POST /clients/business/virtual-accounts',
  'POST /clients/business/virtual-accounts/single-use',
  'GET /clients/business/virtual-account',
  'POST /clients/business/virtual-accounts/transfer',
  'POST /clients/business/customers/funds/transfer',
  'POST /clients/business/customers/funds/anonymous-transfer',
  'POST /clients/business/payouts',
  'GET /clients/business/payouts',
  'PUT /clients/business/payouts/{payoutAccountId}',
  'DELETE /clients/business/payouts/{payoutAccountId}',
  'GET /clients/settings/get-keys',
  'PATCH /clients/settings/update-webhook-url',
  'GET /clients/settings/billers',
  'POST /clients/settings/configure-billers',
] as const;

/** Of the real client, which reaches them at addresses of its configuration. */
export const CLIENT_ENDPOINTS = [
  'POST /clients/business/customers',
  'GET /clients/business/customers/balance/{accountNumber}',
  'POST /clients/business/customers/name-enquiry',
  'GET /clients/business/banks',
  'POST /clients/business/customers/funds/withdrawal',
] as const;

type Endpoint = (typeof DOCUMENTED_ENDPOINTS)[number] | (typeof CLIENT_ENDPOINTS)[number];

export interface DocumentedCase {
  readonly endpoint: Endpoint;
  /** What is particular about it, where an endpoint has several. */
  readonly title?: string;
  /** Which of the three headers the page shows; all three where it says nothing. */
  readonly headers?: 'token and key' | 'key' | 'none';
  /** Sent by somebody else, whose business is not registered yet. */
  readonly isNewcomer?: true;
  /** Of the parameter in the path. */
  readonly parameter?: (world: DocumentedWorld) => string | Promise<string>;
  readonly query?: string;
  readonly json?: (world: DocumentedWorld, sender: Person) => object | Promise<object>;
  readonly form?: (world: DocumentedWorld) => Readonly<Record<string, string>>;
  readonly parts?: (world: DocumentedWorld, sender: Person) => Promise<readonly Part[]>;
  readonly status: 200 | 201;
  readonly message: string;
  /** Undefined where the page shows no data. */
  readonly data?: Shape;
  /** The list comes with the seven documented fields beside it. */
  readonly isPaginated?: true;
}

const SIGNED_IN: Shape = {
  id: 'filled',
  firstName: 'filled',
  lastName: 'filled',
  email: 'filled',
  phoneNo: 'filled',
  accessToken: 'jwt',
  businesses: [{ id: 'filled', businessName: 'filled', isApproved: 'boolean' }],
};

const BUSINESS: Shape = {
  id: 'filled',
  businessName: 'filled',
  bvn: 'bvn',
  photoIdUrl: 'url',
  businessDocumentsUrls: ['url'],
  isApproved: 'boolean',
  residentialAddress: 'filled',
  stateId: 'filled',
  state: { id: 'filled', name: 'filled' },
  clientId: 'filled',
};

const BVN_OWNER: Shape = {
  phoneNumber: 'filled',
  bvn: 'bvn',
  firstName: 'filled',
  lastName: 'filled',
  otherNames: 'string',
  dob: 'date',
};

const TRANSFER: Shape = { amount: 'digits', transactionCharge: 'digits', totalAmount: 'digits' };

const PAYOUT_ACCOUNT = { accountName: 'Ngozi Bello', accountNumber: '0221100456', bankName: 'GTB', bankCode: '058' };

const CUSTOMER = {
  firstName: 'Ngozi',
  lastName: 'Bello',
  otherNames: 'Amara',
  bvn: '22212345678',
  phoneNo: '+2348030000001',
  gender: 'female',
  email: 'ngozi@example.com',
  dateOfBirth: '1988-03-14',
  placeOfBirth: 'Enugu',
  address: '12 Broad Street, Lagos Island',
  nationalIdentityNo: '12345678901',
};

const onboarding: readonly DocumentedCase[] = [
  {
    endpoint: 'POST /auth/signin',
    headers: 'none',
    json: ({ person }) => ({ email: person.email, password: person.password }),
    status: 200,
    message: 'Login successful',
    data: SIGNED_IN,
  },
  {
    endpoint: 'POST /auth/signin',
    title: 'as a form, as the real client posts it',
    headers: 'none',
    form: ({ person }) => ({ grant_type: 'password', email: person.email, password: person.password }),
    status: 200,
    message: 'Login successful',
    data: SIGNED_IN,
  },
  {
    endpoint: 'GET /clients/business',
    query: 'page=1&limit=50',
    status: 200,
    message: 'Businesses retrieved successfully',
    data: [BUSINESS],
    isPaginated: true,
  },
  {
    endpoint: 'POST /clients/business',
    headers: 'token and key',
    json: () => ({ businessName: 'Bello Stores', countryId: 'NG', isNewBusiness: true }),
    status: 201,
    message: 'Business created successfully',
    data: { business: { id: 'filled', businessName: 'filled' } },
  },
  {
    endpoint: 'GET /clients/business/details',
    status: 200,
    message: 'Business details retrieved successfully',
    data: BUSINESS,
  },
  {
    endpoint: 'GET /clients/business/account-details',
    status: 200,
    message: 'Account details retrieved successfully',
    data: {
      accountNumber: 'accountNumber',
      accountType: 'filled',
      customerId: 'filled',
      businessId: 'filled',
      accountBalance: 'digits',
    },
  },
  {
    endpoint: 'POST /clients/business/validate-bvn',
    isNewcomer: true,
    headers: 'token and key',
    json: (_world, { businessId }) => ({ bvn: '22212345678', businessId }),
    status: 200,
    message: 'BVN validated successfully',
    data: BVN_OWNER,
  },
  {
    endpoint: 'POST /clients/business/validate-bvn',
    isNewcomer: true,
    title: 'with what the real client sends besides',
    json: (_world, { businessId }) => ({
      bvn: '22212345678',
      businessId,
      firstName: 'Ngozi',
      lastName: 'Bello',
      dateOfBirth: '1988-03-14',
      phoneNo: '+2348030000001',
    }),
    status: 200,
    message: 'BVN validated successfully',
    data: BVN_OWNER,
  },
  {
    endpoint: 'PATCH /clients/business/complete-registration',
    isNewcomer: true,
    headers: 'token and key',
    parts: async ({ registrationCode }, sender) => [
      { name: 'businessId', value: sender.businessId },
      { name: 'bvn', value: '22212345678' },
      { name: 'residentialAddress', value: '12 Broad Street, Lagos Island' },
      { name: 'stateId', value: 'state_lagos' },
      { name: 'otp', value: await registrationCode(sender) },
      { name: 'password', value: sender.password },
      { name: 'photoId', value: jpeg(), fileName: 'id.jpg', type: 'image/jpeg' },
      { name: 'businessDocuments', value: pdf(), fileName: 'certificate.pdf', type: 'application/pdf' },
    ],
    status: 200,
    message: 'Business registration completed successfully',
  },
];

const members: readonly DocumentedCase[] = [
  {
    endpoint: 'GET /clients/members',
    query: 'page=1&limit=20',
    status: 200,
    message: 'Members retrieved successfully.',
    data: [
      {
        id: 'filled',
        firstName: 'filled',
        lastName: 'filled',
        email: 'filled',
        phoneNo: 'filled',
        isActive: 'boolean',
        clientMemberRoleId: 'filled',
        clientMemberRole: { id: 'filled', name: 'filled' },
      },
    ],
    isPaginated: true,
  },
  {
    endpoint: 'POST /clients/members',
    json: ({ fresh, roleId }) => ({ email: `${fresh('invited')}@example.com`, memberRoleId: roleId }),
    status: 201,
    message: 'Invitation sent successfully',
  },
  {
    endpoint: 'GET /clients/members/roles',
    status: 200,
    message: 'Roles retrieved successfully',
    data: [{ id: 'filled', name: 'filled' }],
  },
  {
    endpoint: 'PATCH /clients/members/{id}',
    title: 'with the empty body of the sample',
    parameter: ({ memberId }) => memberId,
    json: () => ({}),
    status: 200,
    message: 'Member updated successfully',
  },
  {
    endpoint: 'PATCH /clients/members/complete-registration',
    headers: 'key',
    json: async ({ invitationToken }) => ({
      authorizationToken: await invitationToken(),
      firstName: 'Ada',
      lastName: 'Obi',
      phoneNo: '+2348030000009',
      password: 'harmattan dust over the lagoon',
    }),
    status: 200,
    message: 'Registration completed successfully',
  },
];

const virtualAccounts: readonly DocumentedCase[] = [
  ...['temporal', 'permanent'].map(
    (type): DocumentedCase => ({
      endpoint: 'POST /clients/business/virtual-accounts',
      title: `of the type ${type}`,
      json: ({ fresh }) => ({ firstName: 'Ngozi', lastName: 'Bello', type, reference: fresh('cust') }),
      status: 201,
      message: 'Account generated successfully',
      data: {
        accountNumber: 'accountNumber',
        accountName: 'filled',
        clientRef: 'filled',
        systemRef: 'systemReference',
      },
    }),
  ),
  ...[350_000, '350000'].map(
    (amount): DocumentedCase => ({
      endpoint: 'POST /clients/business/virtual-accounts/single-use',
      title: `with the amount as ${typeof amount}`,
      json: ({ fresh }) => ({
        firstName: 'Ngozi',
        lastName: 'Bello',
        refCode: fresh('inv'),
        amount,
        duration: 36_000,
      }),
      status: 201,
      message: 'Account generated successfully',
      data: {
        accountNumber: 'accountNumber',
        accountName: 'filled',
        clientReference: 'filled',
        systemReference: 'systemReference',
        reservedAmount: 'integer',
        expiresAt: 'timestamp',
      },
    }),
  ),
  {
    endpoint: 'GET /clients/business/virtual-account',
    query: 'page=1&limit=20',
    status: 200,
    message: 'Transactions retrieved successfully',
    data: [
      {
        recipientAccountNumber: 'accountNumber',
        transactionId: 'filled',
        amount: 'digits',
        transactionCharge: 'digits',
        totalAmount: 'digits',
        payerAccountNumber: 'accountNumber',
        reason: 'string',
        date: 'timestamp',
        refundStatus: 'filled',
      },
    ],
    isPaginated: true,
  },
];

/** The amount as the documentation has it, and as the real client sends it. */
const transfers: readonly DocumentedCase[] = [450_000, '450000'].flatMap((amount): DocumentedCase[] => {
  const title = `with the amount as ${typeof amount}`;
  const order = (reference: string) => ({
    amount,
    receiverAccountNumber: '0221100456',
    receiverBankCode: '058',
    retrievalReference: reference,
    narration: 'Goods of July',
  });
  const answer = { status: 200, message: 'Transfer successful', data: TRANSFER } as const;
  return [
    {
      endpoint: 'POST /clients/business/virtual-accounts/transfer',
      title,
      json: ({ fresh, virtualAccount }) => ({ ...order(fresh('va')), payerAccountNumber: virtualAccount }),
      ...answer,
    },
    {
      endpoint: 'POST /clients/business/customers/funds/transfer',
      title,
      json: ({ fresh }) => order(fresh('tr')),
      ...answer,
    },
    {
      endpoint: 'POST /clients/business/customers/funds/anonymous-transfer',
      title,
      json: ({ fresh }) => order(fresh('an')),
      ...answer,
    },
    {
      endpoint: 'POST /clients/business/customers/funds/withdrawal',
      title,
      json: ({ fresh, customerAccount }) => ({
        amount,
        payerAccountNumber: customerAccount,
        retrievalReference: fresh('wd'),
        narration: 'Delivery of July',
      }),
      ...answer,
    },
  ];
});

const payouts: readonly DocumentedCase[] = [
  {
    endpoint: 'POST /clients/business/payouts',
    json: () => PAYOUT_ACCOUNT,
    status: 201,
    message: 'Payout account created successfully',
  },
  {
    endpoint: 'GET /clients/business/payouts',
    status: 200,
    message: 'Payout accounts retrieved successfully',
    data: [
      {
        id: 'filled',
        accountName: 'filled',
        accountNumber: 'accountNumber',
        bankCode: 'bankCode',
        bankName: 'filled',
        clientId: 'filled',
        createdAt: 'timestamp',
      },
    ],
  },
  {
    endpoint: 'PUT /clients/business/payouts/{payoutAccountId}',
    parameter: ({ payoutAccount }) => payoutAccount('0010246780'),
    json: () => ({ ...PAYOUT_ACCOUNT, accountNumber: '0123456789' }),
    status: 200,
    message: 'Payout account updated successfully',
  },
  {
    endpoint: 'PUT /clients/business/payouts/{payoutAccountId}',
    title: 'with one field, as the older documentation allows',
    parameter: ({ payoutAccount }) => payoutAccount('0010246781'),
    json: () => ({ bankName: 'Guaranty Trust Bank' }),
    status: 200,
    message: 'Payout account updated successfully',
  },
  {
    endpoint: 'DELETE /clients/business/payouts/{payoutAccountId}',
    parameter: ({ payoutAccount }) => payoutAccount('0010246782'),
    status: 200,
    message: 'Payout account deleted successfully',
  },
];

const settings: readonly DocumentedCase[] = [
  {
    endpoint: 'GET /clients/settings/get-keys',
    status: 200,
    message: 'Keys retrieved successfully',
    data: { publicKey: 'publicKey', secretKey: 'secretKey' },
  },
  {
    endpoint: 'PATCH /clients/settings/update-webhook-url',
    json: () => ({ webhookUrl: 'https://shop.example.com/webhooks/interstellas' }),
    status: 200,
    message: 'Webhook Url updated successfully',
  },
  {
    endpoint: 'GET /clients/settings/billers',
    status: 200,
    message: 'Billers retrieved successfully',
    data: { billers: ['bankCode'] },
  },
  {
    endpoint: 'POST /clients/settings/configure-billers',
    json: () => ({ billers: ['044', '058', '011', '033'] }),
    status: 200,
    message: 'Billers has been updated',
  },
];

const customers: readonly DocumentedCase[] = [
  {
    endpoint: 'GET /clients/business/customers',
    query: 'page=1&limit=10',
    status: 200,
    message: 'Customers retrieved successfully',
    data: [
      {
        id: 'filled',
        name: 'filled',
        phoneNo: 'filled',
        email: 'filled',
        dateCreated: 'timestamp',
        nuban: 'accountNumber',
      },
    ],
    isPaginated: true,
  },
  {
    endpoint: 'POST /clients/business/customers',
    title: 'with a field of the client that nobody knows',
    json: () => ({ ...CUSTOMER, accountOfficer: 'Lagos Mainland' }),
    status: 201,
    message: 'Customer created successfully',
    data: {
      customerDetails: Object.fromEntries(Object.keys(CUSTOMER).map((field) => [field, 'string'])) as Record<
        string,
        'string'
      >,
      account_details: {
        accountNumber: 'accountNumber',
        accountType: 'filled',
        availableBalance: 'digits',
        withdrawableBalance: 'digits',
        customerId: 'filled',
      },
    },
  },
  {
    endpoint: 'GET /clients/business/customers/balance/{accountNumber}',
    parameter: ({ customerAccount }) => customerAccount,
    status: 200,
    message: 'Balance retrieved successfully',
    data: { accountNumber: 'accountNumber', availableBalance: 'digits', financialDate: 'filled' },
  },
  {
    endpoint: 'POST /clients/business/customers/name-enquiry',
    json: () => ({ accountNumber: '0221100456', bankCode: '058' }),
    status: 200,
    message: 'Name enquiry successful',
    data: { name: 'filled', bvn: 'string', kyc: 'string' },
  },
  {
    endpoint: 'GET /clients/business/banks',
    status: 200,
    message: 'Banks retrieved successfully',
    data: [{ name: 'filled', code: 'filled' }],
  },
];

export const CASES: readonly DocumentedCase[] = [
  ...onboarding,
  ...members,
  ...virtualAccounts,
  ...transfers,
  ...payouts,
  ...settings,
  ...customers,
];
