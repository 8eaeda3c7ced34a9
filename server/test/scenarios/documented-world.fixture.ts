/** What must be there before the documented requests can be sent: a business with money, customers and colleagues. */

import assert from 'node:assert/strict';
import type { TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createCrew } from './members.fixture.ts';
import { createRegistrar, document, fields, photo } from './registration.fixture.ts';
import { openCustomer, openVirtual } from './transfers.fixture.ts';

export interface DocumentedWorld {
  /** The owner of an approved business whose registration is completed. */
  readonly person: Person;
  /** The owner of an approved business whose registration is not completed. */
  newcomer(): Promise<Person>;
  readonly roleId: string;
  readonly memberId: string;
  /** Account numbers of a virtual account and of a customer, with money on them, as is the business's own. */
  readonly virtualAccount: string;
  readonly customerAccount: string;
  /** A reference that was never used. */
  fresh(prefix: string): string;
  /** The code that the validation of a BVN sends to this person. */
  registrationCode(person: Person): Promise<string>;
  /** The token of a letter of invitation. */
  invitationToken(): Promise<string>;
  /** The id of the business's one payout account, which leads to this number. */
  payoutAccount(accountNumber: string): Promise<string>;
}

const PLENTY_KOBO = 50_000_000;
/** As much as a customer of the first tier may be paid at once. */
const DEPOSIT_KOBO = 5_000_000;

export async function prepareDocumentedWorld(app: TestApp): Promise<DocumentedWorld> {
  const person = await app.newPerson();
  const crew = createCrew(app);
  const registrar = createRegistrar(app);
  const roleId = crew.idOf('viewer');
  let references = 0;
  const fresh = (prefix: string): string => {
    references += 1;
    return `${prefix}-${20_400 + references}`;
  };
  const code = await registrar.codeFor(person);
  expectOk(await registrar.complete(person, [...fields(person, code), photo(), document()]));
  const { memberId } = await crew.colleague(person, roleId);
  const virtualAccount = await openVirtual(app, person, fresh('cust'));
  const customerAccount = await openCustomer(app, person);
  const business = expectOk(await app.call('GET', 'clients/business/account-details', person)).data.accountNumber;
  for (const account of [virtualAccount, business]) await payIn(app, person, account, PLENTY_KOBO);
  await payIn(app, person, customerAccount, DEPOSIT_KOBO);
  return {
    person,
    newcomer: () => app.newPerson(),
    roleId,
    memberId,
    virtualAccount,
    customerAccount,
    fresh,
    registrationCode: registrar.codeFor,
    async invitationToken() {
      const email = `${fresh('invited')}@example.com`;
      expectOk(await crew.invite(person, email, roleId));
      return crew.tokenFor(email);
    },
    payoutAccount: (accountNumber) => onlyPayoutAccount(app, person, accountNumber),
  };
}

/** A payment from another bank, booked when this returns. */
async function payIn(app: TestApp, person: Person, accountNumber: string, amount: number): Promise<void> {
  expectOk(await app.call('POST', 'sandbox/inbound-payments', { ...person, body: { accountNumber, amount } }));
}

async function onlyPayoutAccount(app: TestApp, person: Person, accountNumber: string): Promise<string> {
  const path = 'clients/business/payouts';
  const list = async () => expectOk(await app.call('GET', path, person)).data;
  for (const { id } of await list()) expectOk(await app.call('DELETE', `${path}/${id}`, person));
  const body = { accountName: 'Ngozi Bello', accountNumber, bankName: 'GTB', bankCode: '058' };
  expectOk(await app.call('POST', path, { ...person, body }));
  const [{ id }] = await list();
  return id ?? assert.fail('no payout account is listed');
}
