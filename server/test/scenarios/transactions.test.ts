/** The history of a business's money, and statements of its accounts. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { earliestId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { fundAccount } from '../harness/money.ts';
import { createTeller, type Teller, WITHDRAWAL_PATH } from './transfers.fixture.ts';

const PATH = 'clients/business/transactions';
const MINUTE_MS = 60_000;

type Payer = Person & { readonly accountNumber: string };

interface Line {
  readonly at: string;
  readonly description: string;
  readonly transactionId: string;
  readonly amount: bigint;
}

describe('transactions and statements', () => {
  let app: TestApp;
  let teller: Teller;
  let person: Payer;

  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    person = await teller.payer();
    for (const amount of [1000, 2000, 3000, 4000, 5000])
      expectOk(await teller.send(person, { amount, retrievalReference: `h-${amount}`, narration: '=1+1' }));
  });
  after(() => app.stop());

  const list = async (query = '', caller: Person = person) =>
    expectOk(await app.call('GET', `${PATH}${query}`, caller));
  const totalOf = async (caller: Person, query = '') => {
    const { pagination } = await list(query, caller);
    return [pagination['totalCount'], pagination['isTotalExact']];
  };
  const amounts = async (query: string) =>
    (await list(query)).data.map(({ amount }: { amount: string }) => Number(amount)).toSorted();

  const fetchStatement = async (caller: Payer, query: string): Promise<string> => {
    const answer = await fetch(`${app.origin}/api/v1/${PATH}/statement?${query}`, {
      headers: { authorization: `Bearer ${caller.token}`, secret_key: caller.key, businessid: caller.businessId },
    });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer()).toString('latin1');
  };
  const statement = async (caller: Payer, from = '2020-01-01', to = '2100-01-01', number = caller.accountNumber) => {
    const text = await fetchStatement(caller, `accountNumber=${number}&from=${from}&to=${to}`);
    const rows = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const [opening, closing] = [BigInt(rows[1]?.at(-1) ?? ''), BigInt(rows.at(-1)?.at(-1) ?? '')];
    const lines = rows.slice(2, -1).map(
      ([at = '', description = '', , transactionId = '', amount = '']): Line => ({
        ...{ at, description, transactionId },
        amount: BigInt(amount),
      }),
    );
    assert.equal(opening + lines.reduce((sum, { amount }) => sum + amount, 0n), closing);
    return { opening, closing, lines, text };
  };

  /** Rows of a history, made at the time, beside all that makes transactions. */
  const insertOld = (owner: Person, at: number, count: number) => app.sql`
    insert into account_transaction (business_id, id, account_id, account_number, kind, direction, status, amount_kobo,
      fee_kobo, vat_kobo, stamp_duty_kobo, narration, created_at, completed_at)
    select business_id, ${earliestId('transaction', at)} || lpad(n::text, 20, '0'), id, account_number, 'transfer', 'debit',
           'successful', 1, 0, 0, 0, 'x', now(), now()
    from ledger_account, generate_series(1, ${count}::int) n
    where business_id = ${owner.businessId} and kind = 'business'`;

  /** Entries of one kobo in and out on the account, up to the number, beside all that posts. */
  const insertEntries = async (owner: Payer, last: number) => {
    await app.sql`
      insert into ledger_entry (business_id, account_id, version, posting_id, amount_kobo, balance_kobo, created_at)
      select side.business_id, side.id, n, 'post_' || n, side.sign * (1 - 2 * (n % 2)), n % 2, now()
      from generate_series(2, ${last}::int) n,
           (select business_id, id, -1 as sign from ledger_account where account_number = ${owner.accountNumber}
            union all select 'nobody', 'other side', 1) side`;
    await app.sql`update ledger_account set version = ${last} where account_number = ${owner.accountNumber}`;
  };

  it('leaves what each filter names', async () => {
    assert.deepEqual(await amounts('?amount=3000'), [3000]);
    assert.deepEqual(await amounts('?minimumAmount=2000&maximumAmount=4000'), [2000, 3000, 4000]);
    assert.deepEqual(await amounts('?reference=h-5000'), [5000]);
    assert.deepEqual(await amounts('?direction=credit'), []);
    assert.equal((await amounts('?direction=debit')).length, 5);
    assert.equal((await amounts('?direction=debit&kind=transfer')).length, 5);
    assert.deepEqual(await amounts('?direction=credit&kind=transfer'), []);
    assert.deepEqual(await amounts('?kind=payout'), []);
    assert.deepEqual(await amounts('?status=reversed'), []);
    assert.deepEqual(await amounts('?from=2100-01-01'), []);
    assert.equal((await amounts('?from=2020-01-01&to=2100-01-01')).length, 5);
    assert.equal((await amounts(`?accountNumber=${person.accountNumber}`)).length, 5);
  });

  it('refuses a day that does not exist', async () => {
    for (const query of ['?from=2026-02-30', '?to=2026-04-31T00:00:00Z', '?from=2026-02-29']) {
      const { status, body } = await app.call('GET', `${PATH}${query}`, person);
      assert.deepEqual([status, body.code], [400, 'request.invalid'], query);
    }
    const query = `accountNumber=${person.accountNumber}&from=2026-02-30&to=2026-04-01`;
    const { status, body } = await app.call('GET', `${PATH}/statement?${query}`, person);
    assert.deepEqual([status, body.errors[0]?.field], [400, 'from']);
    assert.equal((await app.call('GET', `${PATH}?from=2028-02-29`, person)).status, 200);
  });

  it('leaves nothing out and repeats nothing on pages by cursor while transactions are added; the total is true', async () => {
    const seen: string[] = [];
    let cursor: unknown = null;
    const [before] = await totalOf(person);
    do {
      const page = await list(cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`);
      seen.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.pagination['nextCursor'];
      expectOk(await teller.send(person, { amount: 100 }));
    } while (cursor !== null);
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, before);
    await Promise.all(Array.from({ length: 8 }, async () => expectOk(await teller.send(person, { amount: 100 }))));
    const [row] = await app.sql<{ count: number }[]>`
      select count(*)::int as count from account_transaction where business_id = ${person.businessId}`;
    assert.deepEqual(await totalOf(person), [row?.count, true]);
  });

  it('keeps the total true when the tally has moved on over a long history', async () => {
    const other = await teller.payer();
    await insertOld(other, Date.now() - 60 * MINUTE_MS, 1500);
    assert.deepEqual(await totalOf(other), [1500, true]);
    const [tally] = await app.sql`select count::int from transaction_tally where business_id = ${other.businessId}`;
    assert.equal(tally?.['count'], 1500);
    expectOk(await teller.send(other));
    assert.deepEqual(await totalOf(other), [1501, true]);
    assert.deepEqual(await totalOf(other, `?accountNumber=${other.accountNumber}&page=20`), [1501, true]);
  });

  it('counts what was made minutes before it was committed, by a server whose clock is slow', async () => {
    const other = await teller.payer();
    await insertOld(other, Date.now() - 5 * MINUTE_MS, 1500);
    assert.deepEqual(await totalOf(other), [1500, true]);
    await insertOld(other, Date.now() - 12 * MINUTE_MS, 1);
    assert.deepEqual(await totalOf(other), [1501, true]);
    assert.deepEqual(await totalOf(other, `?accountNumber=${other.accountNumber}`), [1501, true]);
  });

  it('adds up from opening to closing in a statement, and holds nothing that a spreadsheet would run', async () => {
    const { closing, text } = await statement(person);
    assert.equal(closing, await teller.balance(person.accountNumber));
    assert.ok(!/(?:^|,)[=+@]/m.test(text), 'no cell is a formula');
    const query = `accountNumber=${person.accountNumber}&from=2020-01-01&to=2100-01-01&format=pdf`;
    const pdf = await fetchStatement(person, query);
    assert.ok(pdf.startsWith('%PDF-') && pdf.trimEnd().endsWith('%%EOF'));
    assert.equal(pdf.match(/\/Type \/Page\b(?!s)/g)?.length, 1);
  });

  it('foretells the balances and the number of entries of a statement, and of no account of others', async () => {
    const { opening, closing, lines } = await statement(person);
    const query = `statement/summary?accountNumber=${person.accountNumber}&from=2020-01-01&to=2100-01-01`;
    const { openingBalance, closingBalance, entryCount } = (await list(`/${query}`)).data;
    assert.deepEqual([BigInt(openingBalance), BigInt(closingBalance), entryCount], [opening, closing, lines.length]);
    const stranger = await app.newPerson();
    assert.equal((await app.call('GET', `${PATH}/${query}`, stranger)).body.code, 'account.not_found');
  });

  it('draws no statement of more entries than a PDF takes, and writes it as CSV', async () => {
    const other = await teller.payer(1);
    await insertEntries(other, 10_001);
    const query = `accountNumber=${other.accountNumber}&from=2020-01-01&to=2100-01-01`;
    const { status, body } = await app.call('GET', `${PATH}/statement?${query}&format=pdf`, other);
    assert.deepEqual([status, body.errors[0]?.field], [422, 'format']);
    assert.equal((await statement(other)).lines.length, 10_001);
  });

  it('adds up in a statement while money moves', async () => {
    const other = await teller.payer();
    const [statements] = await Promise.all([
      Promise.all(Array.from({ length: 6 }, () => statement(other))),
      Promise.all(Array.from({ length: 12 }, async () => expectOk(await teller.send(other, { amount: 100 })))),
    ]);
    for (const { opening } of statements) assert.equal(opening, 0n);
  });

  it('puts each entry in one of two periods that follow each other, though the times of entries go back', async () => {
    const other = await teller.payer(1);
    for (const seconds of [100, -60, 120, -100]) {
      app.clock.advance(seconds);
      await fundAccount(app, other.businessId, undefined, 10);
    }
    app.clock.advance(-60);
    const whole = await statement(other);
    assert.equal(whole.lines.length, 5);
    for (const { at } of whole.lines) {
      const [earlier, later] = [await statement(other, '2020-01-01', at), await statement(other, at, '2100-01-01')];
      assert.equal(earlier.closing, later.opening);
      assert.deepEqual([...earlier.lines, ...later.lines], whole.lines);
      assert.ok(earlier.lines.every((line) => line.at < at));
    }
  });

  it('tells the receiver within this bank of a credit by a transaction of his own, with what it did to his account', async () => {
    const [sender, receiver] = [await teller.payer(), await teller.payer(1)];
    const to = { receiverAccountNumber: receiver.accountNumber, receiverBankCode: app.config.institutionCode };
    const { reference } = expectOk(await teller.send(sender, { ...to, amount: 70_000, narration: 'rent' })).data;
    const [credit] = (await list('?direction=credit', receiver)).data;
    assert.deepEqual([credit.kind, credit.amount], ['book-credit', '70000']);
    const { data } = expectOk(await app.call('GET', `${PATH}/${credit.id}`, receiver));
    assert.deepEqual(
      data.entries.map(({ amount, balanceAfter }: Record<string, string>) => [amount, balanceAfter]),
      [['70000', '70001']],
    );
    assert.equal(data.balanceAfter, '70001');
    const { lines, text } = await statement(receiver);
    const line = lines.at(-1);
    assert.deepEqual([line?.transactionId, line?.amount], [credit.id, 70_000n]);
    assert.equal(line?.description, Buffer.from(`book credit · ${credit.counterpartyName} · rent`).toString('latin1'));
    assert.ok(!text.includes(reference), "the sender's own transaction is his");
  });

  it('tells of money between two accounts of one business twice, each account by its own transaction', async () => {
    const owner = await teller.payer(1);
    const customer = await teller.account(owner, 'customer', 5000);
    const order = { amount: 3000, payerAccountNumber: customer, retrievalReference: 'w-1', narration: 'x' };
    const { reference } = expectOk(await teller.post(owner, WITHDRAWAL_PATH, order)).data;
    const debit = (await statement(owner, undefined, undefined, customer)).lines.at(-1);
    assert.deepEqual([debit?.transactionId, debit?.amount], [reference, -3000n]);
    const credit = (await statement(owner)).lines.at(-1);
    assert.notEqual(credit?.transactionId, reference);
    assert.match(credit?.description ?? '', /^book credit/);
    for (const [id, amount] of [
      [reference, '-3000'],
      [credit?.transactionId, '3000'],
    ]) {
      const { entries } = expectOk(await app.call('GET', `${PATH}/${id}`, owner)).data;
      assert.deepEqual([entries.length, entries[0].amount], [1, amount]);
    }
  });

  it('shows nobody the transactions or statements of another business', async () => {
    const stranger = await teller.payer();
    assert.deepEqual((await list('', stranger)).data, []);
    const [first] = (await list()).data;
    assert.equal((await app.call('GET', `${PATH}/${first.id}`, stranger)).body.code, 'transaction.not_found');
    assert.equal(expectOk(await app.call('GET', `${PATH}/${first.id}`, person)).data.entries.length > 0, true);
    const query = `?accountNumber=${person.accountNumber}&from=2020-01-01&to=2100-01-01`;
    assert.equal((await app.call('GET', `${PATH}/statement${query}`, stranger)).body.code, 'account.not_found');
    assert.equal((await app.call('GET', `${PATH}${query}`, stranger)).body.code, 'account.not_found');
  });
});
