/** The route by which people become users. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import { BusinessSummary, SignUpBody } from '../identity/index.ts';
import { id, nullable } from '../platform/schema.ts';
import type { Onboarding } from './operations.ts';

const route = routesFor<{ readonly onboarding: Onboarding }>();

const SignUpAnswer = Type.Object({
  id: id('user'),
  firstName: Type.String({ examples: ['Ngozi'] }),
  lastName: Type.String({ examples: ['Bello'] }),
  email: Type.String({ examples: ['ngozi@example.com'] }),
  phoneNo: Type.String({ examples: ['+2348030000001'] }),
  clientId: id('client', { description: 'The client account that you now own.' }),
  business: nullable(BusinessSummary, 'The first business, if one was named.'),
});

export const onboardingRoutes = [
  route.envelope({
    id: 'auth.sign-up',
    method: 'POST',
    path: '/auth/signup',
    access: { kind: 'public', why: 'It is where users come from.' },
    tag: 'Authentication',
    summary: 'Sign up',
    description:
      'Makes a user, a client account that he owns, and its first key pair; with `businessName` also a business. In the sandbox the business is approved at once; in production it waits for the operator.',
    body: SignUpBody,
    output: SignUpAnswer,
    status: 201,
    message: 'Account created successfully',
    faults: ['user.email_taken', 'rate.limited', 'service.unavailable', 'request.unprocessable'],
    creates: true,
    admit: ({ onboarding }, origin) => onboarding.admit(origin.address),
    handle: async ({ onboarding }, { body, origin, unit }) => {
      const { user, clientId, business } = await onboarding.signUp(body, origin, unit);
      return { ...user, clientId, business };
    },
  }),
];
