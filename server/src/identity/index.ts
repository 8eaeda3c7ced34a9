/** The face of the identity room: people, how they sign in, their sessions and the tokens that stand for them. */

export { type AttemptPolicy, addressPolicy, signUpPolicy } from './attempt-rules.ts';
export { type Attempts, createAttempts } from './attempts.ts';
export { createDevices } from './devices.ts';
export { createLetterLimit } from './letter-limit.ts';
export { createOneTimeTokens } from './one-time-tokens.ts';
export { createEmailChange } from './operations/email-change.ts';
export { createPasswordChange } from './operations/password-change.ts';
export { createPasswordProof, type PasswordProof } from './operations/password-proof.ts';
export { createReauthentication, RECENT_SECONDS } from './operations/reauthentication.ts';
export {
  createRegistrations,
  type PendingRegistration,
  type ProvedRegistration,
  type Registrations,
} from './operations/registrations.ts';
export { createServiceUsers, type ServiceUsers } from './operations/service-users.ts';
export { createSessions, type SessionPage, type Sessions } from './operations/sessions.ts';
export { createSignIn, type SignedIn, type SignIn } from './operations/sign-in.ts';
export { createUsers, type PreparedUser, type Registration, type Users } from './operations/users.ts';
export { createPasswordChoice } from './password-choice.ts';
export { createPasswords, type Passwords } from './passwords.ts';
export { emailKey } from './rules.ts';
export { BusinessSummary, password, SignUpBody } from './schema.ts';
export { createSecondFactors, type SecondFactors } from './second-factors/second-factors.ts';
export { relyingPartyOf } from './second-factors/webauthn.ts';
export { sessionCookieName } from './session-cookie.ts';
export { createSigningKeys, type SigningKeys } from './signing-keys.ts';
export type { SessionListItem, SessionRecord, User } from './store/people.ts';
export { identitySweeps } from './sweeps.ts';
export { createTokens, type TokenClaims, type TokenReading, type Tokens } from './tokens.ts';
