/** The routes of second factors: adding and removing them, and the sign-ins that they complete or are. */

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Type } from 'typebox';
import { routesFor } from '../../http/route.ts';
import type { PasskeyId, UserId } from '../../platform/ids.ts';
import type { SignIn } from '../operations/sign-in.ts';
import { type BusinessOfUser, SignInAnswer } from '../schema.ts';
import { answerSignIn } from '../sign-in-answer.ts';
import {
  CodeBody,
  CreationOptions,
  NewPasskeyBody,
  PasskeyAdded,
  PasskeyItem,
  PasskeyPath,
  PasskeySignInBody,
  RecoveryCodes,
  RequestOptions,
  SecondFactorSummary,
  SecondStepBody,
  TotpBegun,
  toPasskey,
  toSummary,
} from './schema.ts';
import type { SecondFactors } from './second-factors.ts';

export interface SecondFactorServices {
  readonly secondFactors: SecondFactors;
  readonly signIn: SignIn;
  readonly businessesOf: (userId: UserId) => Promise<readonly BusinessOfUser[]>;
}

const route = routesFor<SecondFactorServices>();
const TAG = 'Second factors';
const PERSON = { kind: 'session', person: true } as const;
const SENSITIVE = { ...PERSON, recent: true } as const;
const WHY = 'It is where credentials come from.';

export const secondFactorRoutes = [
  route.envelope({
    id: 'auth.sign-in.second-factor',
    method: 'POST',
    path: '/auth/signin/second-factor',
    access: { kind: 'public', why: WHY },
    tag: TAG,
    summary: 'Complete a sign-in with a second factor',
    description:
      'Answers like `POST /auth/signin`. The challenge comes with `credentials.second_factor_required`; it works once, for five minutes and five tries.',
    body: SecondStepBody,
    output: SignInAnswer,
    status: 200,
    message: 'Login successful',
    faults: ['credentials.second_factor_expired', 'credentials.second_factor_invalid', 'rate.limited'],
    admit: ({ signIn }, origin) => signIn.admit(origin.address),
    handle: async (services, { body, origin, answerHeader }) => {
      const passkey = body.passkey as AuthenticationResponseJSON | undefined;
      return answerSignIn(services, await services.signIn.complete({ ...body, passkey }, origin), answerHeader);
    },
  }),
  route.envelope({
    id: 'auth.sign-in.passkey.options',
    method: 'POST',
    path: '/auth/signin/passkey/options',
    access: { kind: 'public', why: WHY },
    tag: TAG,
    summary: 'Begin a sign-in with a passkey',
    description: 'What a browser needs to ask for a passkey. Says nothing about anybody.',
    output: RequestOptions,
    status: 200,
    message: 'Passkey options created',
    faults: [],
    handle: async ({ signIn }) => {
      const { challenge, timeout = 0, rpId = '', userVerification = 'required' } = await signIn.passkeyOptions();
      return { challenge, timeout, rpId, userVerification };
    },
  }),
  route.envelope({
    id: 'auth.sign-in.passkey',
    method: 'POST',
    path: '/auth/signin/passkey',
    access: { kind: 'public', why: WHY },
    tag: TAG,
    summary: 'Sign in with a passkey',
    description: 'Answers like `POST /auth/signin`. A passkey that has verified its user needs no password beside it.',
    body: PasskeySignInBody,
    output: SignInAnswer,
    status: 200,
    message: 'Login successful',
    faults: ['credentials.passkey_invalid', 'rate.limited'],
    admit: ({ signIn }, origin) => signIn.admit(origin.address),
    handle: async (services, { body, origin, answerHeader }) => {
      const response = body.response as AuthenticationResponseJSON;
      return answerSignIn(services, await services.signIn.openWithPasskey(response, origin), answerHeader);
    },
  }),
  route.envelope({
    id: 'auth.second-factors.read',
    method: 'GET',
    path: '/auth/second-factors',
    access: PERSON,
    tag: TAG,
    summary: 'Get your second factors',
    description: 'Which second factors are active, and how many recovery codes are left.',
    output: SecondFactorSummary,
    status: 200,
    message: 'Second factors retrieved successfully',
    faults: [],
    handle: async ({ secondFactors }, { principal }) => toSummary(await secondFactors.summarize(principal.userId)),
  }),
  route.envelope({
    id: 'auth.second-factors.totp.begin',
    method: 'POST',
    path: '/auth/second-factors/totp',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Begin to add an authenticator app',
    description:
      'A new secret for the app. It counts once its first code is confirmed, within 15 minutes; an app that is active works until then.',
    output: TotpBegun,
    status: 200,
    message: 'Enter the secret into the authenticator app, then confirm its first code',
    faults: [],
    handle: ({ secondFactors }, { principal }) => secondFactors.beginTotp(principal.userId),
  }),
  route.envelope({
    id: 'auth.second-factors.totp.confirm',
    method: 'POST',
    path: '/auth/second-factors/totp/confirm',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Confirm an authenticator app',
    description:
      'From now on a sign-in with the password asks for a code too. Answers with ten recovery codes, in the place of those there were.',
    body: CodeBody,
    output: RecoveryCodes,
    status: 200,
    message: 'Authenticator app added. Keep the recovery codes in a safe place',
    faults: ['second_factor.not_begun', 'second_factor.code_invalid'],
    handle: async ({ secondFactors }, { actor, body }) => ({
      recoveryCodes: [...(await secondFactors.confirmTotp(actor(), body.code))],
    }),
  }),
  route.envelope({
    id: 'auth.second-factors.totp.remove',
    method: 'DELETE',
    path: '/auth/second-factors/totp',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Remove the authenticator app',
    description: 'With the last second factor the recovery codes go too.',
    output: Type.Null(),
    status: 200,
    message: 'Authenticator app removed',
    faults: ['second_factor.not_found'],
    handle: async ({ secondFactors }, { actor }) => {
      await secondFactors.removeTotp(actor());
      return null;
    },
  }),
  route.envelope({
    id: 'auth.second-factors.recovery-codes.replace',
    method: 'POST',
    path: '/auth/second-factors/recovery-codes',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Replace the recovery codes',
    description: 'Ten new ones; those that you had before no longer work.',
    output: RecoveryCodes,
    status: 200,
    message: 'Recovery codes replaced. Keep them in a safe place',
    faults: ['second_factor.not_found'],
    handle: async ({ secondFactors }, { actor }) => ({
      recoveryCodes: [...(await secondFactors.replaceRecoveryCodes(actor()))],
    }),
  }),
  route.envelope({
    id: 'auth.passkeys.options',
    method: 'POST',
    path: '/auth/passkeys/options',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Begin to add a passkey',
    description: 'What a browser needs to make a passkey.',
    output: CreationOptions,
    status: 200,
    message: 'Passkey options created',
    faults: [],
    handle: ({ secondFactors }, { principal }) => secondFactors.passkeys.creationOptions(principal.userId),
  }),
  route.envelope({
    id: 'auth.passkeys.register',
    method: 'POST',
    path: '/auth/passkeys',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Add a passkey',
    description:
      'The answer of the browser to the options. The passkey then opens your account alone, and is a second factor to the password.',
    body: NewPasskeyBody,
    output: PasskeyAdded,
    status: 201,
    message: 'Passkey added',
    creates: true,
    faults: ['passkey.invalid', 'passkey.taken', 'passkey.limit_reached'],
    handle: ({ secondFactors }, { actor, body, unit }) =>
      unit(async (transaction) => {
        const response = body.response as RegistrationResponseJSON;
        const added = await secondFactors.passkeys.register(transaction, actor(), { name: body.name, response });
        return { ...toPasskey(added.passkey), recoveryCodes: [...added.recoveryCodes] };
      }),
  }),
  route.list({
    id: 'auth.passkeys.list',
    method: 'GET',
    path: '/auth/passkeys',
    access: PERSON,
    tag: TAG,
    summary: 'List passkeys',
    description: 'Your passkeys, newest first.',
    output: PasskeyItem,
    status: 200,
    message: 'Passkeys retrieved successfully',
    faults: [],
    handle: async ({ secondFactors }, { principal, page }) => {
      const { items, totalCount } = await secondFactors.passkeys.list(principal.userId, page);
      return { items: items.map(toPasskey), totalCount };
    },
  }),
  route.envelope({
    id: 'auth.passkeys.remove',
    method: 'DELETE',
    path: '/auth/passkeys/{id}',
    access: SENSITIVE,
    tag: TAG,
    summary: 'Remove a passkey',
    description: 'With the last second factor the recovery codes go too.',
    params: PasskeyPath,
    output: Type.Null(),
    status: 200,
    message: 'Passkey removed',
    faults: ['passkey.not_found'],
    handle: async ({ secondFactors }, { actor, params }) => {
      await secondFactors.passkeys.remove(actor(), params.id as PasskeyId);
      return null;
    },
  }),
];
