/**
 * What a route needs besides its own examples before it can be called with success: a code that an app shows at this
 * moment, a challenge that was just given. Prepared without asking an endpoint, so that it works in every world.
 */

import { ACCOUNT_PREPARATIONS, forgetGuesses } from './account-preparations.ts';
import { CUSTOMER_PREPARATIONS } from './customer-preparations.ts';
import type { Caller, Draft } from './drafts.ts';
import { KEY_PREPARATIONS } from './key-preparations.ts';
import { MEMBER_PREPARATIONS } from './member-preparations.ts';
import { MONEY_PREPARATIONS } from './money-preparations.ts';
import { PAYMENT_PREPARATIONS } from './payment-preparations.ts';
import { PAYOUT_PREPARATIONS } from './payout-preparations.ts';
import { RAIL_PREPARATIONS } from './rail-preparations.ts';
import { REGISTRATION_PREPARATIONS } from './registration-preparations.ts';
import { SECOND_FACTOR_PREPARATIONS, withPasswordAlone } from './second-factor-preparations.ts';
import { WEBHOOK_PREPARATIONS } from './webhook-preparations.ts';

/** By the id of the route: makes what must be there, and returns the parts of the draft that speak of it. */
export const PREPARATIONS: Readonly<Record<string, (caller: Caller, draft: Draft) => Promise<Partial<Draft>>>> = {
  ...ACCOUNT_PREPARATIONS,
  ...CUSTOMER_PREPARATIONS,
  ...KEY_PREPARATIONS,
  ...PAYMENT_PREPARATIONS,
  ...REGISTRATION_PREPARATIONS,
  ...MEMBER_PREPARATIONS,
  ...MONEY_PREPARATIONS,
  ...PAYOUT_PREPARATIONS,
  ...RAIL_PREPARATIONS,
  ...SECOND_FACTOR_PREPARATIONS,
  ...WEBHOOK_PREPARATIONS,
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
