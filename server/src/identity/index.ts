/** The face of the identity room: people, how they sign in, their sessions and the tokens that stand for them. */

export { addressPolicy, signUpPolicy } from './attempt-rules.ts';
export { createAttempts } from './attempts.ts';
export { createDevices } from './devices.ts';
export { createSessions, type SessionPage, type Sessions } from './operations/sessions.ts';
export { createSignIn, type SignedIn, type SignIn } from './operations/sign-in.ts';
export { createUsers, type PreparedUser, type Registration, type Users } from './operations/users.ts';
export { createPasswords, type Passwords } from './passwords.ts';
export { BusinessSummary, SignUpBody } from './schema.ts';
export { createSigningKeys, type SigningKeys } from './signing-keys.ts';
export type { SessionListItem, SessionRecord, User } from './store/people.ts';
export { identitySweeps } from './sweeps.ts';
export { createTokens, type TokenClaims, type TokenReading, type Tokens } from './tokens.ts';
