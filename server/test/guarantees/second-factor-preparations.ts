/** What the routes of second factors need: an app's code of this moment, a passkey's signature, a challenge just given. */

import { TOTP } from 'otpauth';
import { relyingPartyOf, type SecondFactors } from '../../src/identity/index.ts';
import type { UserId } from '../../src/platform/ids.ts';
import type { TestApp } from '../harness/app.ts';
import { type Authenticator, createAuthenticator } from '../harness/authenticator.ts';
import type { Person } from '../harness/client.ts';
import type { Caller, Draft } from './drafts.ts';

export const SECOND_FACTOR_PREPARATIONS: Readonly<Record<string, (caller: Caller) => Promise<Partial<Draft>>>> = {
  'auth.sign-in': withPasswordAlone,
  'auth.sign-in.second-factor': async ({ app, newPerson }) => {
    const { userId, secret } = await guarded(app, newPerson);
    await app.sql`update totp_factor set last_step = 0 where user_id = ${userId}`;
    await app.app.attempts.clear(app.app.attempts.subject(`second factor ${userId}`));
    return bodyOf({ challenge: await challengeFor(app, userId), code: codeOf(app, secret) });
  },
  'auth.sign-in.passkey': async ({ app, newPerson }) => {
    const { authenticator } = await guarded(app, newPerson);
    const { challenge, rpId = '' } = await app.app.signIn.passkeyOptions();
    return bodyOf({ response: authenticator.get({ challenge, rpId }) });
  },
  'auth.second-factors.totp.confirm': async ({ app, person }) => {
    const { secret } = await app.app.secondFactors.beginTotp(person.userId as UserId);
    return bodyOf({ code: codeOf(app, secret) });
  },
  'auth.second-factors.totp.remove': withTotp,
  'auth.second-factors.recovery-codes.replace': withTotp,
  'auth.passkeys.register': async ({ app, person }) => {
    await app.sql`delete from passkey where user_id = ${person.userId}`;
    const { made } = await makePasskey(app, person);
    return bodyOf({ name: 'Phone of Ngozi Bello', response: made });
  },
  'auth.passkeys.list': async ({ app, person }) => {
    const { made } = await makePasskey(app, person);
    await app.sql`delete from passkey where user_id = ${person.userId}`;
    await addPasskey(app, person, made);
    return {};
  },
};

function bodyOf(body: object): Partial<Draft> {
  return { body: JSON.stringify(body) };
}

/** An earlier call may have given the caller a second factor. */
export async function withPasswordAlone({ app, person }: Caller): Promise<Partial<Draft>> {
  const { database, secondFactors } = app.app;
  await database.transaction((transaction) => secondFactors.reset(transaction, person.userId as UserId));
  return {};
}

async function withTotp({ app, person }: Caller): Promise<Partial<Draft>> {
  await addTotp(app, person);
  return {};
}

async function addTotp(app: TestApp, { userId }: { readonly userId: string }): Promise<string> {
  const { secondFactors } = app.app;
  const { secret } = await secondFactors.beginTotp(userId as UserId);
  await secondFactors.confirmTotp({ userId: userId as UserId }, codeOf(app, secret));
  return secret;
}

function codeOf(app: TestApp, secret: string): string {
  return new TOTP({ secret }).generate({ timestamp: app.clock.now() });
}

async function makePasskey(app: TestApp, { userId }: { readonly userId: string }) {
  const options = await app.app.secondFactors.passkeys.creationOptions(userId as UserId);
  const authenticator = createAuthenticator(relyingPartyOf(app.config.publicUrl).origin);
  return { authenticator, made: authenticator.create(options) };
}

type NewPasskey = Parameters<SecondFactors['passkeys']['register']>[2];

async function addPasskey(app: TestApp, { userId }: { readonly userId: string }, made: object): Promise<void> {
  const { database, secondFactors } = app.app;
  const response = made as NewPasskey['response'];
  const actor = { userId: userId as UserId };
  await database.transaction((transaction) =>
    secondFactors.passkeys.register(transaction, actor, { name: 'Phone', response }),
  );
}

interface Guarded {
  readonly userId: string;
  readonly secret: string;
  readonly authenticator: Authenticator;
}

const GUARDED = new WeakMap<TestApp, Promise<Guarded>>();

/** One person of each server who has every second factor, for the routes that begin a session. */
function guarded(app: TestApp, newPerson: () => Promise<Person>): Promise<Guarded> {
  const known = GUARDED.get(app);
  if (known !== undefined) return known;
  const made = makeGuarded(app, newPerson);
  GUARDED.set(app, made);
  return made;
}

async function makeGuarded(app: TestApp, newPerson: () => Promise<Person>): Promise<Guarded> {
  const person = await newPerson();
  const secret = await addTotp(app, person);
  const { authenticator, made } = await makePasskey(app, person);
  await addPasskey(app, person, made);
  return { userId: person.userId, secret, authenticator };
}

/** As the right password earns one. */
async function challengeFor(app: TestApp, userId: string): Promise<string> {
  const { attempts, database, pepper, secondFactors } = app.app;
  const [user] = await app.sql<{ hash: string }[]>`select password_hash as hash from app_user where id = ${userId}`;
  const { challenge } = await secondFactors.challenges.askForSecondFactor(database.sql, {
    userId: userId as UserId,
    passwordDigest: pepper.digest('one-time-token', `password ${user?.hash}`),
    aim: attempts.subject('nobody'),
    address: attempts.subject('nowhere'),
  });
  return challenge;
}
