/** What stories about money that comes in share: accounts to pay into, payments of other banks, and the books behind them. */

import assert from 'node:assert/strict';
import { UNMATCHED } from '../../src/ledger/index.ts';
import type { BusinessId } from '../../src/platform/ids.ts';
import type { InboundPayment } from '../../src/rail/index.ts';
import type { TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

export const ACCOUNTS = 'clients/business/virtual-accounts';
export const PAYMENTS = 'clients/business/virtual-account';

/** Payers whose bank takes a refund in, takes its time, or refuses it. */
export const PAYER = { plain: '0000000001', slow: '0000000002', dormant: '0000000006' };

export type Fields = Readonly<Record<string, unknown>>;
export type Payments = ReturnType<typeof createPayments>;

const HOLDER = { firstName: 'Ngozi', lastName: 'Bello' };
const GTBANK_NIP_CODE = '000013';

export function createPayments(app: TestApp) {
  let names = 0;
  const fresh = (name: string): string => {
    names += 1;
    return `${name}-${names}`;
  };
  const { inboundPayments } = app.app;

  const open = async (person: Person, fields: Fields = {}) => {
    const body = { ...HOLDER, type: 'permanent', reference: fresh('cust'), ...fields };
    return expectOk(await app.call('POST', ACCOUNTS, { ...person, body })).data;
  };
  const openSingleUse = async (person: Person, fields: Fields = {}) => {
    const body = { ...HOLDER, refCode: fresh('inv'), amount: 350_000, duration: 3600, ...fields };
    return expectOk(await app.call('POST', `${ACCOUNTS}/single-use`, { ...person, body })).data;
  };
  const payment = (accountNumber: string, amount: number, fields: Partial<InboundPayment> = {}): InboundPayment => {
    names += 1;
    return {
      sessionId: `${GTBANK_NIP_CODE}260701091530${String(names).padStart(12, '0')}`,
      accountNumber,
      amountKobo: BigInt(amount),
      payer: { bankCode: GTBANK_NIP_CODE, accountNumber: PAYER.plain, accountName: 'ADAEZE OKAFOR' },
      narration: 'Invoice 20417',
      paidAt: new Date(app.clock.now()),
      ...fields,
    };
  };
  const find = async (person: Person, query: string) =>
    expectOk(await app.call('GET', `${PAYMENTS}?${query}`, person)).data;
  const one = async (person: Person, id: string) => expectOk(await app.call('GET', `${PAYMENTS}/${id}`, person)).data;

  return {
    open,
    openSingleUse,
    payment,
    find,
    one,
    /** Money comes from another bank; what the business sees of it. */
    async pay(person: Person, accountNumber: string, amount: number, payer: string = PAYER.plain) {
      const said = payment(accountNumber, amount, {
        payer: { bankCode: GTBANK_NIP_CODE, accountNumber: payer, accountName: 'ADAEZE OKAFOR' },
      });
      await inboundPayments.received(said);
      const [found] = await find(person, `sessionId=${said.sessionId}`);
      assert.ok(found, 'the payment is listed');
      return found;
    },
    refund: (person: Person, id: string, options: { body?: object; headers?: Readonly<Record<string, string>> } = {}) =>
      app.call('POST', `${PAYMENTS}/${id}/refund`, { ...person, body: {}, ...options }),
    release: (person: Person, id: string, headers: Readonly<Record<string, string>> = {}) =>
      app.call('POST', `${PAYMENTS}/${id}/release`, { ...person, headers }),
    /** Waits until the refund is in this state; makes what is due later due at once. */
    async becomes(person: Person, id: string, refundStatus: string) {
      await until(`the refund of ${id} is ${refundStatus}`, async () => {
        await app.hurryJobs();
        return (await one(person, id)).refundStatus === refundStatus;
      });
      return one(person, id);
    },
    ...createBooks(app),
  };
}

/** What is written down behind the answers. */
function createBooks(app: TestApp) {
  const { database, ledger } = app.app;
  return {
    async balance(accountNumber: string): Promise<number> {
      const account = await ledger.findByNumber(database.sql, accountNumber);
      assert.ok(account);
      return Number(account.balanceKobo);
    },
    async ownBalance(person: Person): Promise<number> {
      const account = await ledger.findBusinessAccount(database.sql, person.businessId as BusinessId);
      return Number(account?.balanceKobo);
    },
    /** What the business has in suspense. */
    suspense: (person: Person): Promise<number> => sum(app, { businessId: person.businessId, kind: 'suspense' }),
    unmatched: (): Promise<number> => sum(app, { businessId: UNMATCHED.businessId, kind: 'suspense' }),
    /** The bodies that the webhook of the business is told, oldest first. */
    async told(person: Person, type: string): Promise<Fields[]> {
      const rows = await app.sql<{ body: string }[]>`
        select body from webhook_event where business_id = ${person.businessId} and type = ${type} order by sequence`;
      return rows.map(({ body }) => JSON.parse(body));
    },
    /** Everything in the ledger, which is nothing in sum. */
    async total(): Promise<number> {
      const rows = await app.sql<{ sum: string }[]>`select coalesce(sum(balance_kobo), 0) as sum from ledger_account`;
      return Number(rows[0]?.sum);
    },
  };
}

async function sum(app: TestApp, { businessId, kind }: { businessId: string; kind: string }): Promise<number> {
  const rows = await app.sql<{ sum: string }[]>`
    select coalesce(sum(balance_kobo), 0) as sum from ledger_account where business_id = ${businessId} and kind = ${kind}`;
  return Number(rows[0]?.sum);
}
