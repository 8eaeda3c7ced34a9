/** What the routes that move money need before they can be called: money on an account, and what it is sent from and to. */

import type { BusinessId } from '../../src/platform/ids.ts';
import { fundAccount } from '../harness/money.ts';
import type { Caller, Draft } from './drafts.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const MONEY_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'transfers.from-virtual-account': async (caller, draft) => ordered(draft, caller, await paying(caller, 'virtual')),
  'transfers.from-business-account': async (caller, draft) => ordered(draft, caller, await paying(caller, undefined)),
  'transfers.anonymous': async (caller, draft) => ordered(draft, caller, await paying(caller, undefined)),
  'transfers.withdraw': async (caller, draft) => ordered(draft, caller, await paying(caller, 'customer')),
  'transfers.send-bulk': async (caller) => {
    const payer = await paying(caller, undefined);
    const line = { ...(await receiverFor(caller)), amount: SOME_KOBO, retrievalReference: caller.fresh() };
    return { body: JSON.stringify({ ...payer, transfers: [{ ...line, narration: 'Order 20417' }] }) };
  },
  'transfers.list': async (caller) => {
    await orderTransfer(caller);
    return {};
  },
  'transfers.get': async (caller, { path }) => ({ path: path.replace(/[^/]+$/, await orderTransfer(caller)) }),
};

const PLENTY_KOBO = 10_000_000;
const SOME_KOBO = 450_000;

/** Somebody new who can be paid: at another bank in the sandbox, of our own bank where there is no other. */
export async function receiverFor({ app, fresh, person }: Caller) {
  if (app.config.environment === 'sandbox') {
    const receiverAccountNumber = `1${fresh().replaceAll(/\D/g, '').padStart(9, '0')}`;
    return { receiverAccountNumber, receiverBankCode: '044' };
  }
  const { database, ledger } = app.app;
  const details = { businessId: person.businessId as BusinessId, kind: 'virtual', name: 'Ngozi Bello' } as const;
  const { accountNumber } = await ledger.openAccount(database.sql, details);
  return { receiverAccountNumber: accountNumber, receiverBankCode: app.config.institutionCode };
}

/** Sends some money, and returns the reference of the transfer. */
export async function orderTransfer(caller: Caller): Promise<string> {
  const account = await fund(caller, undefined, PLENTY_KOBO);
  const { receiverAccountNumber, receiverBankCode } = await receiverFor(caller);
  const { businessId, accountNumber, accountName } = account;
  const reference = caller.fresh();
  await caller.app.app.transfers.send({
    businessId,
    kind: 'transfer',
    payer: { account, accountNumber, accountName },
    receiver: { accountNumber: receiverAccountNumber, bankCode: receiverBankCode },
    amountKobo: BigInt(SOME_KOBO),
    reference,
    narration: 'Order 20417',
    isAnonymous: false,
    isCharged: false,
  });
  return reference;
}

/** The example of the route, paid by somebody who can to somebody who can be, under a reference of its own. */
async function ordered({ body }: Draft, caller: Caller, payer: object): Promise<Partial<Draft>> {
  const { payerAccountNumber: _, ...example } = JSON.parse(String(body));
  const receiver = 'receiverAccountNumber' in example ? await receiverFor(caller) : {};
  return { body: JSON.stringify({ ...example, ...receiver, ...payer, retrievalReference: caller.fresh() }) };
}

/** An account of the caller with money on it, as a request names it: by nothing where it is the business's own. */
async function paying(
  caller: Caller,
  kind: 'virtual' | 'customer' | undefined,
): Promise<{ readonly payerAccountNumber?: string }> {
  const { database, ledger } = caller.app.app;
  const businessId = caller.person.businessId as BusinessId;
  const account =
    kind === undefined ? undefined : await ledger.openAccount(database.sql, { businessId, kind, name: 'Ngozi Bello' });
  await fund(caller, account?.accountNumber, PLENTY_KOBO);
  return account === undefined ? {} : { payerAccountNumber: account.accountNumber };
}

/** Puts so much on the caller's account of the number, on the account of the caller's business when none is given. */
export async function fund({ app, person }: Caller, accountNumber: string | undefined, kobo: number) {
  return fundAccount(app, person.businessId, accountNumber, kobo);
}
