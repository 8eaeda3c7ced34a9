/**
 * What a route needs besides its own examples before it can be called with success: a code that an app shows at this
 * moment, a challenge that was just given. Prepared without asking an endpoint, so that it works in every world.
 */

import { ACCOUNT_PREPARATIONS, forgetGuesses } from './account-preparations.ts';
import type { Caller, Draft } from './drafts.ts';
import { KEY_PREPARATIONS } from './key-preparations.ts';
import { MEMBER_PREPARATIONS } from './member-preparations.ts';
import { REGISTRATION_PREPARATIONS } from './registration-preparations.ts';
import { SECOND_FACTOR_PREPARATIONS, withPasswordAlone } from './second-factor-preparations.ts';

/** By the id of the route: makes what must be there, and returns the parts of the draft that speak of it. */
export const PREPARATIONS: Readonly<Record<string, (caller: Caller, draft: Draft) => Promise<Partial<Draft>>>> = {
  ...ACCOUNT_PREPARATIONS,
  ...KEY_PREPARATIONS,
  ...REGISTRATION_PREPARATIONS,
  ...MEMBER_PREPARATIONS,
  ...SECOND_FACTOR_PREPARATIONS,
  'auth.reauthenticate': async (caller) => {
    await forgetGuesses(caller);
    return withPasswordAlone(caller);
  },
  'sandbox.mail.list': async ({ app, person }) => {
    const letter = { to: person.email, subject: 'For you', text: 'Words.' };
    await app.app.database.transaction((transaction) => app.app.mail.send(transaction, letter));
    await app.mailTo(person.email, /For you/);
    return {};
  },
};
