/** The wire shapes of businesses. */

import { Type } from 'typebox';
import { id, patterned, text, timestamp } from '../platform/schema.ts';
import type { Business as StoredBusiness } from './store.ts';

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

const UNTIL_REGISTERED = 'Empty until the registration is completed.';

export const Business = Type.Object({
  id: id('business'),
  businessName: Type.String({ examples: ['Bello Stores'] }),
  bvn: Type.String({ description: UNTIL_REGISTERED, examples: ['22212345678'] }),
  photoIdUrl: Type.String({ description: UNTIL_REGISTERED, examples: ['https://files.example.com/photo-id.jpg'] }),
  businessDocumentsUrls: Type.Array(Type.String({ examples: ['https://files.example.com/certificate.pdf'] }), {
    description: UNTIL_REGISTERED,
  }),
  isApproved: Type.Boolean({ description: 'Whether the operator has approved it; until then it has no account.' }),
  residentialAddress: Type.String({ description: UNTIL_REGISTERED, examples: ['12 Broad Street, Lagos Island'] }),
  stateId: Type.String({ description: UNTIL_REGISTERED, examples: ['state_lagos'] }),
  state: Type.Object(
    { id: Type.String({ examples: ['state_lagos'] }), name: Type.String({ examples: ['Lagos'] }) },
    { description: UNTIL_REGISTERED },
  ),
  clientId: id('client'),
  createdAt: timestamp('When the business was created.'),
});

export const AccountDetails = Type.Object({
  accountNumber: Type.String({ description: 'NUBAN, ten digits.', examples: ['9000000015'] }),
  accountType: Type.String({ examples: ['current'] }),
  customerId: id('customer'),
  businessId: id('business'),
  accountBalance: Type.String({ description: 'Kobo, as digits.', examples: ['1250000'] }),
});

/** The documented fields come back with their types from the first day on; registration fills the empty ones. */
export function toBusiness(business: StoredBusiness) {
  return {
    id: business.id,
    businessName: business.businessName,
    bvn: '',
    photoIdUrl: '',
    businessDocumentsUrls: [],
    isApproved: business.isApproved,
    residentialAddress: '',
    stateId: '',
    state: { id: '', name: '' },
    clientId: business.clientId,
    createdAt: business.createdAt.toISOString(),
  };
}
