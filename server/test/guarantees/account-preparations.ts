/** What the routes of people's accounts need before they can be called: tokens as letters carry them, and no guesses before. */

import type { UserId } from '../../src/platform/ids.ts';
import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import type { Caller, Draft } from './drafts.ts';

export const ACCOUNT_PREPARATIONS: Readonly<Record<string, (caller: Caller) => Promise<Partial<Draft>>>> = {
  'auth.email.verify': async ({ app, person, fresh }) => {
    const token = await registrationToken(app, person, `${fresh()}@example.com`);
    return bodyOf({ token, password: person.password });
  },
  'auth.password.reset': async ({ app, newPerson }) => {
    const userId = await forgetful(app, newPerson);
    const token = await app.app.oneTimeTokens.issue(app.app.database.sql, 'password-reset', { userId });
    return bodyOf({ token, newPassword: 'lemon grass evening 41' });
  },
  // To the same one: whoever calls next still knows it.
  'auth.password.change': async (caller) => {
    await forgetGuesses(caller);
    const { password } = caller.person;
    return bodyOf({ currentPassword: password, newPassword: password });
  },
  'auth.email.change': async (caller) => {
    await forgetGuesses(caller);
    return {};
  },
  'auth.email.change.confirm': async ({ app, newPerson, fresh }) => {
    const userId = await forgetful(app, newPerson);
    const newEmail = `${fresh()}@example.com`;
    const token = await app.app.oneTimeTokens.issue(app.app.database.sql, 'email-change', { userId }, newEmail);
    return bodyOf({ token });
  },
};

function bodyOf(body: object): Partial<Draft> {
  return { body: JSON.stringify(body) };
}

/** Guesses of an earlier test would make the right password wait. */
export async function forgetGuesses({ app, person }: Caller): Promise<void> {
  const { attempts } = app.app;
  await attempts.clear(attempts.subject(`password of ${person.userId}`));
}

/** A sign-up with the caller's password, and the token of its letter, which is left out. */
async function registrationToken(app: TestApp, { userId }: Person, email: string): Promise<string> {
  const { database, oneTimeTokens, pepper, registrations } = app.app;
  const [user] = await app.sql<{ hash: string }[]>`select password_hash as hash from app_user where id = ${userId}`;
  const person = { email, firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001' };
  return database.transaction(async (transaction) => {
    await registrations.keep(transaction, { ...person, passwordHash: user?.hash ?? '' });
    await transaction.sql`delete from job where queue = 'registration-letter'`;
    const address = pepper.digest('one-time-token', `address ${email}`);
    return oneTimeTokens.issue(transaction.sql, 'email-verification', { address }, email);
  });
}

const FORGETFUL = new WeakMap<TestApp, Promise<Person>>();

/** One person of each server whose sessions end and whose address changes. */
async function forgetful(app: TestApp, newPerson: () => Promise<Person>): Promise<UserId> {
  const known = FORGETFUL.get(app) ?? newPerson();
  FORGETFUL.set(app, known);
  return (await known).userId as UserId;
}
