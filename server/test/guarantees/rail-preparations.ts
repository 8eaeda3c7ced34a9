/** What the routes of the rail need before they can be called: a signature, an account to pay into, a transfer under way. */

import type { BusinessId } from '../../src/platform/ids.ts';
import { signNotice } from '../harness/rail-partner.ts';
import type { Caller, Draft } from './drafts.ts';
import { fund } from './money-preparations.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const RAIL_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'rail.notices.take': async ({ app }, { body }) => ({
    headers: Object.entries(signNotice(String(body), new Date(app.clock.now()))),
  }),
  'sandbox.inbound-payments.create': async (caller) => ({
    body: JSON.stringify({ accountNumber: await accountNumberOf(caller), amount: 450_000 }),
  }),
  'sandbox.transfers.step': async (caller, { path }) => ({
    path: path.replace(/transfers\/.*\/step$/, `transfers/${await orderTransfer(caller)}/step`),
    body: JSON.stringify({ outcome: 'settle' }),
  }),
};

async function accountNumberOf(caller: Caller): Promise<string> {
  return (await payerOf(caller)).accountNumber;
}

async function payerOf({ app, person }: Caller) {
  const { database, ledger } = app.app;
  const account = await ledger.findBusinessAccount(database.sql, person.businessId as BusinessId);
  if (account === undefined) throw new Error('the business has an account');
  return account;
}

/** To a bank that has not decided yet; its reference. */
async function orderTransfer(caller: Caller): Promise<string> {
  await fund(caller, undefined, 1000);
  const account = await payerOf(caller);
  const { businessId, accountNumber, accountName } = account;
  const reference = `step-${caller.fresh()}`;
  await caller.app.app.transfers.send({
    businessId,
    kind: 'transfer',
    payer: { account, accountNumber, accountName },
    receiver: { accountNumber: '0000000005', bankCode: '058' },
    amountKobo: 1000n,
    reference,
    narration: 'Order 20417',
    isAnonymous: false,
    isCharged: false,
  });
  return reference;
}
