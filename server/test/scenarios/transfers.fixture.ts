/** What stories about transfers share: accounts with money, orders over HTTP, and the books behind them. */

import assert from 'node:assert/strict';
import type { TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { fundAccount } from '../harness/money.ts';
import { until } from '../harness/until.ts';

const ACCESS_BANK = '044';
export const VIRTUAL_PATH = 'clients/business/virtual-accounts/transfer';
export const FUNDS_PATH = 'clients/business/customers/funds/transfer';
export const ANONYMOUS_PATH = 'clients/business/customers/funds/anonymous-transfer';
export const WITHDRAWAL_PATH = 'clients/business/customers/funds/withdrawal';
export const BULK_PATH = 'clients/business/transfers/bulk';

const CUSTOMER = {
  firstName: 'Efe',
  lastName: 'West',
  otherNames: '',
  bvn: '22298765432',
  phoneNo: '+2348030000007',
  gender: 'male',
  email: 'efe@example.com',
  dateOfBirth: '1990-01-02',
  placeOfBirth: 'Warri',
  address: '3 Creek Road, Port Harcourt',
  nationalIdentityNo: '10987654321',
};

export type Fields = Readonly<Record<string, unknown>>;

export function createTeller(app: TestApp) {
  let references = 0;
  const fresh = (): string => {
    references += 1;
    return `order-${references}`;
  };
  const order = (fields: Fields = {}): Fields => ({
    amount: 450_000,
    receiverAccountNumber: '0000000001',
    receiverBankCode: ACCESS_BANK,
    retrievalReference: fresh(),
    narration: 'Order 20417',
    ...fields,
  });
  const post = (person: Person, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    app.call('POST', path, { ...person, body, headers });
  const find = async (person: Person, reference: unknown) =>
    expectOk(await app.call('GET', `clients/business/transfers/${encodeURIComponent(String(reference))}`, person)).data;

  return {
    fresh,
    order,
    post,
    find,
    send: (person: Person, fields: Fields = {}): Promise<Answer> => post(person, FUNDS_PATH, order(fields)),
    /** A person with so much on the account of his business. */
    async payer(kobo = 100_000_000): Promise<Person & { readonly accountNumber: string }> {
      const person = await app.newPerson();
      const { accountNumber } = await fundAccount(app, person.businessId, undefined, kobo);
      return { ...person, accountNumber };
    },
    /** Another account of the person's business, with so much on it; its number. */
    async account(person: Person, kind: 'virtual' | 'customer', kobo = 0): Promise<string> {
      const accountNumber =
        kind === 'virtual' ? await openVirtual(app, person, fresh()) : await openCustomer(app, person);
      if (kobo > 0) await fundAccount(app, person.businessId, accountNumber, kobo);
      return accountNumber;
    },
    /** Sends it until there is a certain answer: a busy server may say that it has no time. */
    async insist(person: Person, path: string, body: unknown): Promise<Answer> {
      let answer = await post(person, path, body);
      await until('there is an answer', async () => {
        if (answer.status === 503) answer = await post(person, path, body);
        return answer.status !== 503;
      });
      return answer;
    },
    /** Waits until the transfer has left the state in which it is on its way; makes what is due later due at once. */
    async settled(person: Person, reference: unknown) {
      let transfer = await find(person, reference);
      await until(`${reference} is settled`, async () => {
        if (transfer.status === 'pending') await app.hurryJobs();
        transfer = await find(person, reference);
        return transfer.status !== 'pending';
      });
      return transfer;
    },
    async becomes(person: Person, reference: unknown, status: string) {
      await until(`${reference} is ${status}`, async () => {
        await app.hurryJobs();
        return (await find(person, reference)).status === status;
      });
      return find(person, reference);
    },
    ...createBooks(app),
  };
}

export async function openVirtual(app: TestApp, person: Person, reference: string): Promise<string> {
  const body = { firstName: 'Ngozi', lastName: 'Bello', type: 'permanent', reference };
  return expectOk(await app.call('POST', 'clients/business/virtual-accounts', { ...person, body })).data.accountNumber;
}

export async function openCustomer(app: TestApp, person: Person): Promise<string> {
  const { data } = expectOk(await app.call('POST', 'clients/business/customers', { ...person, body: CUSTOMER }));
  return data.account_details.accountNumber;
}

/** What is in the books, past all endpoints. */
function createBooks(app: TestApp) {
  return {
    async balance(accountNumber: string): Promise<bigint> {
      const account = await app.app.ledger.findByNumber(app.app.database.sql, accountNumber);
      assert.ok(account);
      return account.balanceKobo;
    },
    /** What the postings of a transfer did, together, to each kind of account; the payer's is `payer`. */
    async entries(transactionId: string): Promise<Record<string, bigint>> {
      const rows = await app.sql<{ kind: string; total: bigint }[]>`
        select a.kind, sum(e.amount_kobo)::bigint as total
        from ledger_posting p join ledger_entry e on e.posting_id = p.id
        join ledger_account a on a.business_id = e.business_id and a.id = e.account_id
        where p.transaction_id = ${transactionId}
        group by a.kind having sum(e.amount_kobo) <> 0 order by a.kind`;
      return Object.fromEntries(rows.map(({ kind, total }) => [kind, total]));
    },
    async history(accountNumber: string) {
      return app.sql<Record<string, unknown>[]>`
        select kind, direction, status, amount_kobo as "amountKobo", reference, counterparty_name as "counterpartyName",
               counterparty_account_number as "counterpartyAccountNumber", counterparty_bank_code as "counterpartyBankCode",
               narration, reason, session_id as "sessionId"
        from account_transaction where account_number = ${accountNumber} order by id`;
    },
    /** The events of a business, in their order. */
    async events(person: Person) {
      const rows = await app.sql<{ type: string; body: string }[]>`
        select type, body from webhook_event where business_id = ${person.businessId} order by sequence, id`;
      return rows.map(({ type, body }) => ({ type, fields: JSON.parse(body) as Record<string, unknown> }));
    },
  };
}

export type Teller = ReturnType<typeof createTeller>;
