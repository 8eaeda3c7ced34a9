/** What the routes of payouts and of the history need before they can be called: an account to pay out to, a movement. */

import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import type { Caller, Draft } from './drafts.ts';
import { fund, orderTransfer, receiverFor } from './money-preparations.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

const PLENTY_KOBO = 10_000_000;
/** A business may have so many payout accounts, less one that a route adds. */
const ROOM = 2;

export const PAYOUT_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'payouts.create': async (caller, draft) => {
    await makeRoom(caller);
    return withBody(draft, await bankAccount(caller));
  },
  'payouts.list': async (caller) => {
    await addAccount(caller);
    return {};
  },
  'payouts.update': async (caller, draft) => ({
    ...aimedAt(await addAccount(caller), draft),
    ...withBody(draft, await bankAccount(caller)),
  }),
  'payouts.delete': async (caller, draft) => aimedAt(await addAccount(caller), draft),
  'payouts.send': async (caller, draft) => {
    await fund(caller, undefined, PLENTY_KOBO);
    return { ...aimedAt(await addAccount(caller), draft), ...withBody(draft, { retrievalReference: caller.fresh() }) };
  },
  'payouts.schedule.set': async (caller, draft) => withBody(draft, { payoutAccountId: await addAccount(caller) }),
  'payouts.schedule.get': setSchedule,
  'payouts.schedule.delete': setSchedule,
  'transactions.list': async (caller) => {
    await orderTransfer(caller);
    return {};
  },
  'transactions.statement': ofOwnAccount,
  'transactions.statement.summary': ofOwnAccount,
};

async function ofOwnAccount(caller: Caller): Promise<Partial<Draft>> {
  const { accountNumber } = await fund(caller, undefined, PLENTY_KOBO);
  return { query: `?accountNumber=${accountNumber}&from=2026-07-01&to=2026-08-01` };
}

function withBody({ body }: Draft, fields: object): Partial<Draft> {
  return { body: JSON.stringify({ ...JSON.parse(String(body)), ...fields }) };
}

/** Puts the id in the place of the one that the path names. */
function aimedAt(id: string, { path }: Draft): Partial<Draft> {
  return { path: path.replace(/payout_[0-9a-z]+/, id) };
}

async function bankAccount(caller: Caller) {
  const { receiverAccountNumber: accountNumber, receiverBankCode: bankCode } = await receiverFor(caller);
  return { accountNumber, bankCode };
}

function ordererOf({ businessId, clientId, userId }: Caller['person']) {
  const actor = { userId: userId as UserId };
  return { businessId: businessId as BusinessId, clientId: clientId as ClientId, actor };
}

/** Deletes the oldest payout accounts that would keep one more from being added. */
async function makeRoom({ app, person }: Caller): Promise<void> {
  const { payouts } = app.app;
  const orderer = ordererOf(person);
  const newestFirst = await payouts.list(orderer.businessId);
  for (const { id } of newestFirst.slice(ROOM)) await payouts.delete(orderer, id);
}

async function addAccount(caller: Caller) {
  await makeRoom(caller);
  const { database, payouts } = caller.app.app;
  const details = { accountName: 'Ngozi Bello', bankName: 'A bank', ...(await bankAccount(caller)) };
  const { id } = await payouts.create(ordererOf(caller.person), details, database.transaction);
  return id;
}

async function setSchedule(caller: Caller): Promise<Partial<Draft>> {
  const payoutAccountId = await addAccount(caller);
  const rhythm = { frequency: 'monthly', dayOfWeek: null, dayOfMonth: 31, hour: 18 } as const;
  const plan = { ...rhythm, payoutAccountId, minimumKobo: 0n, keepKobo: 0n };
  await caller.app.app.payouts.setSchedule(ordererOf(caller.person), plan);
  return {};
}
