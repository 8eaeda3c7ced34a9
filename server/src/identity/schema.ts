/** The wire shapes of people and sessions. */

import { Type } from 'typebox';
import { exampleId, id, patterned, text, timestamp } from '../platform/schema.ts';
import { PASSWORD_MAX_LENGTH } from './password-rules.ts';
import type { SessionListItem, User } from './store/people.ts';

/**
 * One @, something on both sides, a dot behind it: whether mail arrives is for a mail to find out. No white space, and none
 * of the marks by which a mail program reads comments, quotes, routes and lists out of an address and finds another mailbox.
 */
const NO_ADDRESS_PART = '\\s@,;:<>()\\[\\]\\\\"\\p{Cc}\\p{Cs}';
const EMAIL = `^(?=.{3,254}$)[^${NO_ADDRESS_PART}]+@[^${NO_ADDRESS_PART}]+\\.[^.${NO_ADDRESS_PART}]+$`;
/** The end of a session that began at the time of the examples. */
const AN_HOUR_LATER = '2026-07-01T09:15:30.000Z';
const PHONE = '^(?:\\+[1-9][0-9]{6,14}|0[0-9]{10})$';

export const email = patterned(EMAIL, 'must be an e-mail address', { examples: ['ngozi@example.com'] });

export const password = Type.String({ maxLength: PASSWORD_MAX_LENGTH * 4, examples: ['kola-nut morning train 27'] });

export const SignInBody = Type.Object({
  email: text({ maxLength: 254, examples: ['ngozi@example.com'] }),
  password,
});

export const SignUpBody = Type.Object({
  email,
  password: Type.String({
    maxLength: PASSWORD_MAX_LENGTH * 4,
    description:
      '8 characters or more (15 in production), not a common password, without your e-mail address or business name.',
    examples: ['kola-nut morning train 27'],
  }),
  firstName: text({ maxLength: 100, examples: ['Ngozi'] }),
  lastName: text({ maxLength: 100, examples: ['Bello'] }),
  phoneNo: patterned(PHONE, 'must be a phone number such as +2348030000001 or 08030000001', {
    examples: ['+2348030000001'],
  }),
  businessName: Type.Optional(
    text({ maxLength: 200, description: 'Also creates this business.', examples: ['Bello Stores'] }),
  ),
});

export const UpdateMeBody = Type.Partial(Type.Pick(SignUpBody, ['firstName', 'lastName', 'phoneNo']), {
  description: 'What is left out stays.',
});

export const BusinessSummary = Type.Object({
  id: id('business', { description: 'The value of the `businessId` header.' }),
  businessName: Type.String({ examples: ['Bello Stores'] }),
  isApproved: Type.Boolean(),
});

const BusinessOfMember = Type.Object({
  ...BusinessSummary.properties,
  role: Type.String({ description: 'Your role in it, by name.', examples: ['owner'] }),
  permissions: Type.Array(Type.String({ examples: ['transfers:create'] }), {
    description: 'What your role permits; a secret key may permit less.',
  }),
});

const person = {
  id: id('user'),
  firstName: Type.String({ examples: ['Ngozi'] }),
  lastName: Type.String({ examples: ['Bello'] }),
  email: Type.String({ examples: ['ngozi@example.com'] }),
  phoneNo: Type.String({ examples: ['+2348030000001'] }),
};

export const Person = Type.Object({
  ...person,
  businesses: Type.Array(BusinessOfMember, {
    description: 'The businesses of which the user is an active member, newest first.',
  }),
});

export const SignInAnswer = Type.Object({
  ...person,
  accessToken: Type.String({
    description:
      'Send it as `Authorization: Bearer <accessToken>`. It ends with its session; sign in again for a new one. Empty for the dashboard, whose token is in a cookie.',
    examples: ['eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…'],
  }),
  expiresAt: timestamp('When the session, and with it the token, ends at the latest.', AN_HOUR_LATER),
  businesses: Person.properties.businesses,
});

export const Session = Type.Object({
  id: id('session'),
  createdAt: timestamp('When the user signed in.'),
  expiresAt: timestamp('When the session ends at the latest.', AN_HOUR_LATER),
  address: Type.String({ description: 'The network address the sign-in came from.', examples: ['192.0.2.17'] }),
  userAgent: Type.String({ examples: ['curl/8.5.0'] }),
  isCurrent: Type.Boolean({ description: 'Whether it is the session of this request.' }),
});

export const SessionPath = Type.Object({ id: id('session', { description: 'From `GET /auth/sessions`.' }) });

export const EndedSessions = Type.Object({
  endedCount: Type.Integer({ description: 'How many sessions were ended.', examples: [2] }),
});

export const JwkSet = Type.Object({
  keys: Type.Array(
    Type.Object(
      {},
      {
        additionalProperties: true,
        description: 'A public key (RFC 7517). `kid` is the one in the header of the tokens that it verifies.',
        examples: [
          {
            kty: 'EC',
            crv: 'P-256',
            x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
            y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
            alg: 'ES256',
            use: 'sig',
            kid: exampleId('signingKey'),
          },
        ],
      },
    ),
  ),
});

export interface BusinessOfUser {
  readonly id: string;
  readonly businessName: string;
  readonly isApproved: boolean;
  readonly role: string;
  readonly permissions: readonly string[];
}

export function toPerson(user: User, businesses: readonly BusinessOfUser[]) {
  const { id: userId, firstName, lastName, email: address, phoneNo } = user;
  return {
    id: userId,
    firstName,
    lastName,
    email: address,
    phoneNo,
    businesses: businesses.map((one) => ({ ...one, permissions: [...one.permissions] })),
  };
}

export function toSession(session: SessionListItem, currentId: string) {
  const { id: sessionId, createdAt, expiresAt, address, userAgent } = session;
  return {
    id: sessionId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    userAgent,
    isCurrent: sessionId === currentId,
  };
}
