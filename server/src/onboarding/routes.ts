/** The routes by which people become users. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import { SignUpBody } from '../identity/index.ts';
import type { Onboarding } from './operations.ts';
import { AccountAnswer, ResendBody, SignUpAnswer, VerifyBody } from './schema.ts';

const route = routesFor<{ readonly onboarding: Onboarding }>();
const TAG = 'Authentication';

export const onboardingRoutes = [
  route.envelope({
    id: 'auth.sign-up',
    method: 'POST',
    path: '/auth/signup',
    access: { kind: 'public', why: 'It is where users come from.' },
    tag: TAG,
    summary: 'Sign up',
    description:
      'Sends a letter to the address; nothing else exists until `POST /auth/email/verify` brings back its token. The answer is the same when the address has an account already: then the letter says so. At most three letters an hour go to one address.',
    body: SignUpBody,
    output: SignUpAnswer,
    status: 201,
    message: 'A letter is on its way to this address: finish signing up with its token',
    faults: ['rate.limited', 'service.unavailable', 'request.unprocessable'],
    creates: true,
    admit: ({ onboarding }, origin) => onboarding.admit(origin.address),
    handle: async ({ onboarding }, { body, unit }) => onboarding.signUp(body, unit),
  }),
  route.envelope({
    id: 'auth.email.verify',
    method: 'POST',
    path: '/auth/email/verify',
    access: { kind: 'public', why: 'The token of the letter and the password of the sign-up are the credentials.' },
    tag: TAG,
    summary: 'Finish signing up',
    description:
      'Takes the token of the letter, which works once and for a day, and the password of the sign-up. Makes a user, a client account that he owns, and its first key pair; with `businessName` also a business. In the sandbox the business is approved at once; in production it waits for the operator.',
    body: VerifyBody,
    output: AccountAnswer,
    status: 201,
    message: 'Account created successfully',
    faults: ['credentials.invalid', 'token.invalid', 'user.email_taken', 'rate.limited', 'service.unavailable'],
    creates: true,
    handle: async ({ onboarding }, { body, origin, unit }) => {
      const { user, clientId, business } = await onboarding.verify(body, origin, unit);
      return { ...user, clientId, business };
    },
  }),
  route.envelope({
    id: 'auth.email.verify.resend',
    method: 'POST',
    path: '/auth/email/verify/resend',
    access: { kind: 'public', why: 'Who signed up has no credentials yet.' },
    tag: TAG,
    summary: 'Send the letter of the sign-up again',
    description:
      'Its token takes the place of the older one. The answer is the same when nobody signed up with this address. At most three letters an hour go to one address.',
    body: ResendBody,
    output: Type.Null(),
    status: 200,
    message: 'If somebody signed up with this address, a letter is on its way to it',
    faults: ['rate.limited', 'service.unavailable'],
    admit: ({ onboarding }, origin) => onboarding.admit(origin.address),
    handle: async ({ onboarding }, { body }) => {
      await onboarding.resend(body.email);
      return null;
    },
  }),
];
