/** What the routes of customers and banks need before they can be called: a BVN that nobody has used, a customer. */

import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import { BVN_OWNER } from '../harness/bvn-provider.ts';
import type { Caller, Draft } from './drafts.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const CUSTOMER_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'customers.create': async (caller, draft) => {
    const body = { ...(JSON.parse(String(draft.body)) as object), ...someone(caller) };
    return { body: JSON.stringify(body) };
  },
  'customers.list': async (caller) => {
    await openCustomer(caller);
    return {};
  },
  // Another name than that of the BVN would be refused.
  'customers.update': async (_caller, draft) => {
    const { address } = JSON.parse(String(draft.body)) as { readonly address: string };
    return { body: JSON.stringify({ address }) };
  },
  'customers.balance': async (caller, { path }) => {
    const { accountNumber } = await openCustomer(caller);
    return { path: path.slice(0, path.lastIndexOf('/') + 1) + accountNumber };
  },
  // What is chosen stays chosen: a test after this one may send money to any of them.
  'banks.configure-billers': async ({ app }) => ({
    body: JSON.stringify({ billers: app.app.banks.all.map(({ code }) => code) }),
  }),
  // Our own bank answers where there is no other.
  'banks.name-enquiry': async ({ app, person }, draft) => {
    if (app.config.environment === 'sandbox') return {};
    const { accountNumber } = await app.app.businesses.accountDetails(person.businessId as BusinessId);
    const body = { ...(JSON.parse(String(draft.body)) as object), accountNumber, bankCode: app.config.institutionCode };
    return { body: JSON.stringify(body) };
  },
};

/** A person whom the register of the environment knows, with a BVN that no customer has. */
function someone({ app, fresh }: Caller) {
  const number = fresh().replaceAll(/\D/g, '').padStart(9, '0');
  const { firstName, lastName, otherNames, dob: dateOfBirth } = BVN_OWNER;
  const isSandbox = app.config.environment === 'sandbox';
  const bvn = `2${number}${isSandbox ? 2 : 0}`;
  return { bvn, firstName, lastName, otherNames, dateOfBirth };
}

async function openCustomer(caller: Caller): Promise<{ readonly accountNumber: string }> {
  const { customers, database } = caller.app.app;
  const { businessId, clientId, userId } = caller.person;
  const place = { clientId: clientId as ClientId, businessId: businessId as BusinessId };
  const unknown = {
    phoneNo: '08030000001',
    gender: '',
    email: '',
    placeOfBirth: '',
    address: '',
    nationalIdentityNo: '',
  };
  const given = { ...unknown, ...someone(caller) };
  return customers.open(place, given, { userId: userId as UserId }, database.transaction);
}
