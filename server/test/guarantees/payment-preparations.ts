/** What the routes of virtual accounts and inbound payments need: a reference of its own, and money to decide about. */

import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import type { InboundPayment } from '../../src/rail/index.ts';
import type { Caller, Draft } from './drafts.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const PAYMENT_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'virtual-accounts.create': async ({ fresh }, draft) => withFresh(draft, 'reference', fresh()),
  'virtual-accounts.create-single-use': async ({ fresh }, draft) => withFresh(draft, 'refCode', fresh()),
  'virtual-accounts.list': async (caller) => {
    await newSingleUse(caller);
    return {};
  },
  'inbound-payments.list': async (caller) => {
    await newSuspended(caller);
    return {};
  },
  'inbound-payments.refund': async (caller, draft) => aimedAt(await newSuspended(caller), draft),
  'inbound-payments.release': async (caller, draft) => aimedAt(await newSuspended(caller), draft),
};

function withFresh({ body }: Draft, field: string, value: string): Partial<Draft> {
  return { body: JSON.stringify({ ...JSON.parse(String(body)), [field]: value }) };
}

/** Puts the id in the place of the one that the path names. */
function aimedAt(id: string, { path }: Draft): Partial<Draft> {
  return { path: path.replace(/txn_[0-9a-z]+/, id) };
}

/** The number of a new account for one payment of ₦1,000. */
async function newSingleUse({ app, person, fresh }: Caller): Promise<string> {
  const { database, virtualAccounts } = app.app;
  const acting = { businessId: person.businessId as BusinessId, clientId: person.clientId as ClientId };
  const asked = { amountKobo: 100_000n, amountControl: 'exact', durationSeconds: 3600 } as const;
  const details = { firstName: 'Ngozi', lastName: 'Bello', reference: fresh(), ...asked };
  const actor = { userId: person.userId as UserId };
  const { accountNumber } = await virtualAccounts.openSingleUse(acting, details, actor, database.transaction);
  return accountNumber;
}

/** The id of a new payment that is too small. */
async function newSuspended(caller: Caller): Promise<string> {
  const { app, fresh, person } = caller;
  const { clock, inboundPayments } = app.app;
  const payment: InboundPayment = {
    sessionId: `000013${fresh().replaceAll(/\D/g, '').padStart(24, '0')}`,
    accountNumber: await newSingleUse(caller),
    amountKobo: 500n,
    payer: { bankCode: '000013', accountNumber: '0000000001', accountName: 'ADAEZE OKAFOR' },
    narration: 'Invoice',
    paidAt: new Date(clock.now()),
  };
  await inboundPayments.received(payment);
  const { sessionId } = payment;
  const page = { before: undefined, offset: 0, limit: 1 };
  const { items } = await inboundPayments.list(person.businessId as BusinessId, { sessionId }, page);
  return items[0]?.id ?? '';
}
