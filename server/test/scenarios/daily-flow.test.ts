/** What came and went on each day: for the chart that a business looks at first. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { earliestId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

const PATH = 'clients/business/transactions/daily-flow';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Day {
  readonly date: string;
  readonly inKobo: string;
  readonly outKobo: string;
  readonly inCount: number;
  readonly outCount: number;
}

describe('the daily flow', () => {
  let app: TestApp;
  let teller: Teller;
  let payer: Person & { readonly accountNumber: string };
  /** Midnight in Lagos, today. */
  let midnight: number;

  before(async () => {
    app = await startTestApp();
    // In the middle of a day, so that no test is at two of them.
    const sinceMidnight = (app.clock.now() + HOUR_MS) % DAY_MS;
    app.clock.advance((DAY_MS - sinceMidnight + 12 * HOUR_MS) / 1000);
    midnight = Math.floor((app.clock.now() + HOUR_MS) / DAY_MS) * DAY_MS - HOUR_MS;
    teller = createTeller(app);
    payer = await teller.payer();
  });
  after(() => app.stop());

  const flow = async (query = '', person: Person = payer): Promise<Day[]> =>
    expectOk(await app.call('GET', `${PATH}${query}`, person)).data;
  const dateOf = (at: number) => new Date(at + HOUR_MS).toISOString().slice(0, 10);

  let rows = 0;
  /** A transaction of the time, beside all that makes transactions, in a history that nobody has asked for yet. */
  const made = async (at: number, direction: 'credit' | 'debit', amount: number, status = 'successful') => {
    rows += 1;
    await app.sql`delete from transaction_day`;
    const id = `${earliestId('transaction', at)}${String(rows).padStart(20, '0')}`;
    const kind = direction === 'credit' ? 'inbound-payment' : 'transfer';
    await app.sql`
      insert into account_transaction (business_id, id, account_id, account_number, kind, direction, status, amount_kobo,
        fee_kobo, vat_kobo, stamp_duty_kobo, narration, created_at, completed_at)
      select business_id, ${id}, id, account_number, ${kind}, ${direction}, ${status}, ${amount}, 0, 0, 0, '',
             ${new Date(at)}, case when ${status}::text <> 'pending' then ${new Date(at)}::timestamptz end
      from ledger_account where account_number = ${payer.accountNumber}`;
    return id;
  };

  it('has every day asked for, oldest first, today last, whether something happened on it or not', async () => {
    const days = await flow();
    assert.equal(days.length, 30);
    assert.equal(days.at(-1)?.date, dateOf(app.clock.now()));
    assert.deepEqual(
      days.map(({ date }) => date),
      days.map((_, place) => dateOf(midnight - (29 - place) * DAY_MS)),
    );
    const newcomer = await app.newPerson();
    for (const day of await flow('?days=366', newcomer))
      assert.deepEqual({ ...day, date: '' }, { date: '', inKobo: '0', outKobo: '0', inCount: 0, outCount: 0 });
    assert.equal((await flow('?days=1')).length, 1);
    for (const days of ['0', '367', '1.5', 'all'])
      assert.equal((await app.call('GET', `${PATH}?days=${days}`, payer)).body.code, 'request.invalid');
  });

  it('adds up what succeeded, by the days of Lagos, and nothing else', async () => {
    const yesterday = midnight - DAY_MS;
    await made(yesterday, 'credit', 1000);
    await made(midnight - 1, 'credit', 200);
    await made(midnight, 'credit', 7);
    await made(yesterday + 5, 'debit', 30, 'successful');
    for (const status of ['pending', 'failed', 'reversed']) await made(yesterday + 6, 'debit', 500, status);
    await made(yesterday - 1, 'debit', 40);
    const [before, last, today] = await flow('?days=3');
    assert.deepEqual(last, { date: dateOf(yesterday), inKobo: '1200', outKobo: '30', inCount: 2, outCount: 1 });
    assert.deepEqual([before?.outKobo, before?.inCount], ['40', 0]);
    assert.deepEqual([today?.inKobo, today?.inCount], ['7', 1]);
  });

  it('follows what becomes of a transaction after its day was added up', async () => {
    const at = midnight - 5 * DAY_MS;
    const day = async () => (await flow('?days=6'))[0];
    const id = await made(at, 'debit', 900, 'pending');
    assert.equal((await day())?.outKobo, '0');
    const become = (status: string) => app.sql`
      update account_transaction set status = ${status}, completed_at = ${new Date(at)} where id = ${id}`;
    await become('successful');
    assert.deepEqual([(await day())?.outKobo, (await day())?.outCount], ['900', 1]);
    await become('reversed');
    assert.deepEqual([(await day())?.outKobo, (await day())?.outCount], ['0', 0]);
  });

  it('holds what has just happened, also when many ask at the same time for the first time', async () => {
    expectOk(await teller.send(payer, { amount: 5000, receiverAccountNumber: '0000000001' }));
    await app.sql`delete from transaction_day`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => flow('?days=40')));
    for (const answer of answers) assert.deepEqual(answer.slice(0, -1), answers[0]?.slice(0, -1));
    const [kept] = await app.sql`select count(*)::int as count, max(day)::text as last from transaction_day`;
    assert.equal(kept?.['count'], 39);
    assert.equal(kept?.['last'], dateOf(midnight - 1), 'today is never kept');
  });

  it('does not keep a day that ended a moment ago: a transaction of it may still be on its way into the database', async () => {
    app.clock.advance((midnight + DAY_MS + 60_000 - app.clock.now()) / 1000);
    const fresh = await app.sql`select from transaction_day where day = ${dateOf(midnight)}`;
    await flow('?days=2', await signedInAnew());
    assert.equal(fresh.length, 0);
    const kept = await app.sql`select from transaction_day where day = ${dateOf(midnight)}`;
    assert.equal(kept.length, 0);
    await made(midnight + DAY_MS - 1, 'credit', 11);
    const [ended] = await flow('?days=2', await signedInAnew());
    assert.equal(ended?.inKobo, '18');
    app.clock.advance(20 * 60);
    const [settled] = await flow('?days=2', await signedInAnew());
    assert.equal(settled?.inKobo, '18');
    assert.equal((await app.sql`select from transaction_day where day = ${dateOf(midnight)}`).length, 1);
  });

  async function signedInAnew(): Promise<Person> {
    const { data } = expectOk(await app.signIn(payer.email, payer.password));
    return { ...payer, token: data.accessToken };
  }
});
