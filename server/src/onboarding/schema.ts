/** The wire shapes of signing up. */

import { Type } from 'typebox';
import { BusinessSummary, password } from '../identity/index.ts';
import { id, nullable, text, timestamp } from '../platform/schema.ts';

const A_DAY_LATER = '2026-07-02T08:15:30.000Z';

export const SignUpAnswer = Type.Object({
  email: Type.String({ examples: ['ngozi@example.com'] }),
  verificationExpiresAt: timestamp('Until when the sign-up can be finished.', A_DAY_LATER),
});

export const VerifyBody = Type.Object({
  token: Type.String({
    maxLength: 256,
    description: 'From the letter.',
    examples: ['ott_7kPd2VxQnB5sJmC8tWrY4gLzHe1AfU9R'],
  }),
  password: { ...password, description: 'The one that was chosen at the sign-up.' },
});

export const ResendBody = Type.Object({ email: text({ maxLength: 254, examples: ['ngozi@example.com'] }) });

export const AccountAnswer = Type.Object({
  id: id('user'),
  firstName: Type.String({ examples: ['Ngozi'] }),
  lastName: Type.String({ examples: ['Bello'] }),
  email: Type.String({ examples: ['ngozi@example.com'] }),
  phoneNo: Type.String({ examples: ['+2348030000001'] }),
  clientId: id('client', { description: 'The client account that you now own.' }),
  business: nullable(BusinessSummary, 'The first business, if one was named.'),
});
