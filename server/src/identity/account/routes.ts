/** The routes by which people look after their account: its password, its address, and proving once more who they are. */

import { Type } from 'typebox';
import { routesFor } from '../../http/route.ts';
import type { EmailChange } from '../operations/email-change.ts';
import type { PasswordChange } from '../operations/password-change.ts';
import type { Reauthentication } from '../operations/reauthentication.ts';
import type { Users } from '../operations/users.ts';
import { EndedSessions } from '../schema.ts';
import {
  ChangeEmailBody,
  ChangePasswordBody,
  ConfirmEmailBody,
  EmailAnswer,
  ForgotBody,
  ReauthenticateBody,
  RecentAnswer,
  ResetBody,
} from './schema.ts';

export interface AccountServices {
  readonly emailChange: EmailChange;
  readonly passwordChange: PasswordChange;
  readonly reauthentication: Reauthentication;
  readonly users: Users;
}

const route = routesFor<AccountServices>();
const TAG = 'Authentication';
const BY_TOKEN = { kind: 'public', why: 'The token of the letter is the credential.' } as const;

export const accountRoutes = [
  route.envelope({
    id: 'auth.password.forgot',
    method: 'POST',
    path: '/auth/password/forgot',
    access: { kind: 'public', why: 'Who forgot his password has no credentials.' },
    tag: TAG,
    summary: 'Ask for a new password',
    description:
      'Sends a letter with a token to the address if it has an account; the answer is the same if not. At most three letters an hour go to one address.',
    body: ForgotBody,
    output: Type.Null(),
    status: 200,
    message: 'If this address has an account, a letter is on its way to it',
    faults: ['rate.limited', 'service.unavailable'],
    admit: ({ users }, origin) => users.admitRecovery(origin.address),
    handle: async ({ passwordChange }, { body }) => {
      await passwordChange.forgot(body.email);
      return null;
    },
  }),
  route.envelope({
    id: 'auth.password.reset',
    method: 'POST',
    path: '/auth/password/reset',
    access: BY_TOKEN,
    tag: TAG,
    summary: 'Choose a new password',
    description:
      'Takes the token of the letter, which works once and for 30 minutes. Ends all your sessions and opens none: sign in with the new password, and with your second factor if you have one.',
    body: ResetBody,
    output: Type.Null(),
    status: 200,
    message: 'Password changed; sign in with the new one',
    faults: ['token.invalid', 'service.unavailable', 'request.unprocessable'],
    handle: async ({ passwordChange }, { body, origin }) => {
      const { address, userAgent, requestId } = origin;
      await passwordChange.reset(body, { address, userAgent, requestId });
      return null;
    },
  }),
  route.envelope({
    id: 'auth.password.change',
    method: 'POST',
    path: '/auth/password/change',
    access: { kind: 'session', person: true },
    tag: TAG,
    summary: 'Change the password',
    description: 'Asks for the present one, and ends every session of yours but the one of this request.',
    body: ChangePasswordBody,
    output: EndedSessions,
    status: 200,
    message: 'Password changed',
    faults: ['credentials.invalid', 'rate.limited', 'service.unavailable', 'request.unprocessable'],
    handle: async ({ passwordChange }, { body, actor }) => ({ endedCount: await passwordChange.change(body, actor()) }),
  }),
  route.envelope({
    id: 'auth.email.change',
    method: 'POST',
    path: '/auth/email/change',
    access: { kind: 'session', recent: true, person: true },
    tag: TAG,
    summary: 'Ask for another e-mail address',
    description:
      'Sends a letter with a token to the new address, and a notice to the present one. The answer does not tell whether the new address has an account.',
    body: ChangeEmailBody,
    output: Type.Null(),
    status: 200,
    message: 'A letter is on its way to the new address',
    faults: ['credentials.invalid', 'rate.limited', 'service.unavailable'],
    handle: async ({ emailChange }, { body, actor }) => {
      await emailChange.ask(body, actor());
      return null;
    },
  }),
  route.envelope({
    id: 'auth.email.change.confirm',
    method: 'POST',
    path: '/auth/email/change/confirm',
    access: BY_TOKEN,
    tag: TAG,
    summary: 'Confirm the other e-mail address',
    description:
      'Takes the token of the letter, which works once and for an hour. From then on you sign in with the new address.',
    body: ConfirmEmailBody,
    output: EmailAnswer,
    status: 200,
    message: 'E-mail address changed',
    faults: ['token.invalid', 'user.email_taken'],
    handle: async ({ emailChange }, { body, origin }) => {
      const { address, userAgent, requestId } = origin;
      return { email: await emailChange.confirm(body.token, { address, userAgent, requestId }) };
    },
  }),
  route.envelope({
    id: 'auth.reauthenticate',
    method: 'POST',
    path: '/auth/reauthenticate',
    access: { kind: 'session', person: true },
    tag: TAG,
    summary: 'Prove again who you are',
    description:
      'Sensitive calls need a sign-in, or this, within the last 15 minutes. The token of the session stays the same.',
    body: ReauthenticateBody,
    output: RecentAnswer,
    status: 200,
    message: 'Welcome back',
    faults: ['credentials.invalid', 'credentials.second_factor_invalid', 'rate.limited', 'service.unavailable'],
    handle: async ({ reauthentication }, { body, principal, actor }) => {
      const { sessionId } = principal;
      const recentUntil = await reauthentication.prove(body, { ...actor(), sessionId });
      return { sessionId, recentUntil: recentUntil.toISOString() };
    },
  }),
];
