/** The routes of people and their sessions. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { Environment } from '../platform/environment.ts';
import type { UserId } from '../platform/ids.ts';
import type { Sessions } from './operations/sessions.ts';
import type { SignIn } from './operations/sign-in.ts';
import type { Users } from './operations/users.ts';
import {
  type BusinessOfUser,
  EndedSessions,
  JwkSet,
  Person,
  Session,
  SessionPath,
  SignInAnswer,
  SignInBody,
  toPerson,
  toSession,
  UpdateMeBody,
} from './schema.ts';
import { sessionCookie } from './session-cookie.ts';
import { answerSignIn } from './sign-in-answer.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface IdentityServices {
  readonly environment: Environment;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly users: Users;
  readonly signingKeys: SigningKeys;
  /** Businesses stand above people: who is a member of which is asked for through this. */
  readonly businessesOf: (userId: UserId) => Promise<readonly BusinessOfUser[]>;
}

const route = routesFor<IdentityServices>();
const TAG = 'Authentication';

export const identityRoutes = [
  route.envelope({
    id: 'auth.sign-in',
    method: 'POST',
    path: '/auth/signin',
    access: { kind: 'public', why: 'It is where credentials come from.' },
    tag: TAG,
    summary: 'Sign in',
    description:
      'Opens a session and answers with its access token and your businesses. Also reads form bodies. An unknown address, a wrong password, a disabled and a locked account get the same answer.',
    body: SignInBody,
    acceptsForm: true,
    output: SignInAnswer,
    status: 200,
    message: 'Login successful',
    faults: [
      'credentials.invalid',
      'credentials.second_factor_required',
      'permission.denied',
      'rate.limited',
      'service.unavailable',
    ],
    admit: ({ signIn }, origin) => signIn.admit(origin.address),
    handle: async (services, { body, origin, answerHeader }) => {
      return answerSignIn(services, await services.signIn.open(body, origin), answerHeader);
    },
  }),
  route.envelope({
    id: 'auth.sign-out',
    method: 'POST',
    path: '/auth/signout',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'Sign out',
    description: 'The token is refused from the next request on.',
    output: Type.Null(),
    status: 200,
    message: 'Signed out',
    faults: [],
    handle: async ({ environment, sessions }, { principal, origin, actor, answerHeader }) => {
      await sessions.end(principal.userId, principal.sessionId, { action: 'auth.sign-out', actor: actor() });
      if (origin.isDashboard)
        answerHeader('Set-Cookie', sessionCookie(environment, origin, { token: '', lifetimeSeconds: 0 }));
      return null;
    },
  }),
  route.envelope({
    id: 'auth.me',
    method: 'GET',
    path: '/auth/me',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'Get the signed-in user',
    description: 'The user of the access token, with his businesses.',
    output: Person,
    status: 200,
    message: 'User retrieved successfully',
    faults: [],
    handle: async ({ users, businessesOf }, { principal }) =>
      toPerson(await users.get(principal.userId), await businessesOf(principal.userId)),
  }),
  route.envelope({
    id: 'auth.me.update',
    method: 'PATCH',
    path: '/auth/me',
    // No recent sign-in: by none of these does anybody sign in, or get back in.
    access: { kind: 'session', person: true },
    tag: TAG,
    summary: 'Change your name or phone number',
    description:
      'Fields that are left out stay. Answers like `GET /auth/me`. Needs no recent sign-in. Password and e-mail address have calls of their own.',
    body: UpdateMeBody,
    output: Person,
    status: 200,
    message: 'User updated successfully',
    faults: [],
    handle: async ({ users, businessesOf }, { principal, body, actor }) => {
      const { firstName, lastName, phoneNo } = body;
      const user = await users.update(principal.userId, { firstName, lastName, phoneNo }, actor());
      return toPerson(user, await businessesOf(principal.userId));
    },
  }),
  route.list({
    id: 'auth.sessions.list',
    method: 'GET',
    path: '/auth/sessions',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'List sessions',
    description: 'Your active sessions, newest first. `isCurrent` marks the one of this request.',
    output: Session,
    status: 200,
    message: 'Sessions retrieved successfully',
    faults: [],
    handle: async ({ sessions }, { principal, page }) => {
      const { items, totalCount } = await sessions.list(principal.userId, page);
      return { items: items.map((session) => toSession(session, principal.sessionId)), totalCount };
    },
  }),
  route.envelope({
    id: 'auth.sessions.end',
    method: 'DELETE',
    path: '/auth/sessions/{id}',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'End a session',
    description: 'Its token is refused from the next request on.',
    params: SessionPath,
    output: Type.Null(),
    status: 200,
    message: 'Session ended',
    faults: ['session.not_found'],
    handle: async ({ sessions }, { principal, params, actor }) => {
      const id = params.id as typeof principal.sessionId;
      await sessions.end(principal.userId, id, { action: 'auth.sessions.end', actor: actor() });
      return null;
    },
  }),
  route.envelope({
    id: 'auth.sessions.end-others',
    method: 'DELETE',
    path: '/auth/sessions',
    access: { kind: 'session' },
    tag: TAG,
    summary: 'End all other sessions',
    description:
      'Every session of yours but the one of this request; their tokens are refused from the next request on.',
    output: EndedSessions,
    status: 200,
    message: 'Other sessions ended',
    faults: [],
    handle: async ({ sessions }, { principal, actor }) => ({
      endedCount: await sessions.endOthers(principal.userId, principal.sessionId, actor()),
    }),
  }),
  route.document({
    id: 'jwks.read',
    method: 'GET',
    path: '/.well-known/jwks.json',
    at: 'root',
    access: { kind: 'public', why: 'Public keys are for everyone who verifies an access token.' },
    tag: TAG,
    summary: 'Get the public signing keys',
    description:
      'The keys that verify access tokens, as a JWK Set (RFC 7517). New keys appear here ten minutes before they sign.',
    output: JwkSet,
    status: 200,
    contentType: 'application/jwk-set+json; charset=utf-8',
    cacheControl: 'public, max-age=300',
    faults: ['service.unavailable'],
    handle: async ({ signingKeys }) => ({ keys: await signingKeys.published() }),
  }),
];
