/** The wire shapes of businesses. */

import { type Static, Type } from 'typebox';
import type { Upload } from '../files/index.ts';
import type { BusinessId } from '../platform/ids.ts';
import { exampleId, id, patterned, text, timestamp } from '../platform/schema.ts';
import { STATES } from './states.ts';
import type { Business as BusinessView } from './view.ts';

export const CreateBusinessBody = Type.Object({
  businessName: text({ maxLength: 200, description: 'The legal name.', examples: ['Bello Stores'] }),
  countryId: patterned('^[A-Z]{2}$', 'must be a country code of two capital letters (ISO 3166-1)', {
    examples: ['NG'],
  }),
  isNewBusiness: Type.Boolean({ description: 'Whether the business is newly registered.' }),
});

export const CreatedBusiness = Type.Object({
  business: Type.Object({ id: id('business'), businessName: Type.String({ examples: ['Bello Stores'] }) }),
});

const DOCUMENT_URL = `https://api.example.com/api/v1/clients/business/documents/${exampleId('document')}`;

const UNTIL_REGISTERED = 'Empty until the registration is completed.';

export const Business = Type.Object({
  id: id('business'),
  businessName: Type.String({ examples: ['Bello Stores'] }),
  bvn: Type.String({ description: UNTIL_REGISTERED, examples: ['22212345678'] }),
  photoIdUrl: Type.String({ description: UNTIL_REGISTERED, examples: [DOCUMENT_URL] }),
  businessDocumentsUrls: Type.Array(Type.String({ examples: [DOCUMENT_URL] }), {
    description: UNTIL_REGISTERED,
  }),
  isApproved: Type.Boolean({ description: 'Whether the operator has approved it; until then it has no account.' }),
  residentialAddress: Type.String({ description: UNTIL_REGISTERED, examples: ['12 Broad Street, Lagos Island'] }),
  stateId: Type.String({ description: UNTIL_REGISTERED, examples: ['state_lagos'] }),
  state: Type.Object(
    { id: Type.String({ examples: ['state_lagos'] }), name: Type.String({ examples: ['Lagos'] }) },
    { description: UNTIL_REGISTERED },
  ),
  isSuspended: Type.Boolean({
    description: 'Whether the operator has suspended it; it stays approved.',
    examples: [false],
  }),
  clientId: id('client'),
  createdAt: timestamp('When the business was created.'),
});

const bvn = () =>
  patterned('^[0-9]{11}$', 'must be a Bank Verification Number of 11 digits', {
    description: 'Bank Verification Number.',
    examples: ['22212345678'],
  });

export const ValidateBvnBody = Type.Object({ bvn: bvn(), businessId: id('business') });

export const BvnOwner = Type.Object({
  phoneNumber: Type.String({ description: 'To which the code was sent.', examples: ['+2348030000002'] }),
  bvn: Type.String({ examples: ['22212345678'] }),
  firstName: Type.String({ examples: ['Ngozi'] }),
  lastName: Type.String({ examples: ['Bello'] }),
  otherNames: Type.String({ examples: ['Amara'] }),
  dob: Type.String({ description: 'As the register has it, usually `YYYY-MM-DD`.', examples: ['1988-03-14'] }),
});

/** The text parts of the form. */
export const RegistrationForm = Type.Object({
  businessId: id('business'),
  bvn: bvn(),
  residentialAddress: text({ maxLength: 300, examples: ['12 Broad Street, Lagos Island'] }),
  stateId: patterned(
    `^(?:${STATES.map((state) => state.id).join('|')})$`,
    'must be the id of a state: GET /clients/business/states lists them',
    { examples: ['state_lagos'] },
  ),
  otp: patterned('^[0-9]{6}$', 'must be a code of six digits', {
    description: 'The code that was sent when the BVN was validated.',
    examples: ['482913'],
  }),
  password: Type.String({
    minLength: 1,
    maxLength: 1024,
    description: 'Your own password, as a confirmation.',
    examples: ['plum tree in the seventh garden'],
  }),
});

export const States = Type.Array(
  Type.Object({ id: Type.String({ examples: ['state_lagos'] }), name: Type.String({ examples: ['Lagos'] }) }),
);

export const DocumentParams = Type.Object({ id: id('document', { description: 'The document.' }) });

export const AccountDetails = Type.Object({
  accountNumber: Type.String({ description: 'NUBAN, ten digits.', examples: ['9000000015'] }),
  accountType: Type.String({ examples: ['current'] }),
  customerId: id('customer'),
  businessId: id('business'),
  accountBalance: Type.String({ description: 'Kobo, as digits.', examples: ['1250000'] }),
});

/** The documented fields come back with their types from the first day on; registration fills the empty ones. */
export function toBusiness(business: BusinessView) {
  return {
    id: business.id,
    businessName: business.businessName,
    bvn: business.bvn,
    photoIdUrl: business.photoIdUrl,
    businessDocumentsUrls: [...business.businessDocumentsUrls],
    isApproved: business.isApproved,
    residentialAddress: business.residentialAddress,
    stateId: business.state.id,
    state: business.state,
    isSuspended: business.isSuspended,
    clientId: business.clientId,
    createdAt: business.createdAt.toISOString(),
  };
}

/** What the schema and the declared files have accepted, as the operation takes it. */
export function toRegistration(
  form: Static<typeof RegistrationForm>,
  files: Readonly<Record<string, readonly Upload[]>>,
) {
  const { photoId: [photoId] = [] as const, businessDocuments = [] } = files;
  if (photoId === undefined) throw new Error('a required file has come');
  return { ...form, businessId: form.businessId as BusinessId, files: { photoId, businessDocuments } };
}
