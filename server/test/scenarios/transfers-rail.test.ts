/** What may go wrong between us and other banks: no answer, half an answer, a crash in between, and the truth days later. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { type RailPartner, signNotice, startRailPartner } from '../harness/rail-partner.ts';
import { until } from '../harness/until.ts';
import { ANONYMOUS_PATH, createTeller, type Teller } from './transfers.fixture.ts';

const TOTAL = 451_075n;

const isTo = (receiver: unknown, accountNumber: string): boolean =>
  (receiver as { readonly accountNumber?: unknown }).accountNumber === accountNumber;

describe('a transfer over a rail that cannot be relied on', () => {
  let partner: RailPartner;
  let app: TestApp;
  let teller: Teller;
  let payer: Awaited<ReturnType<Teller['payer']>>;

  before(async () => {
    partner = await startRailPartner(() => app.clock.now());
    app = await startTestApp({ settings: partner.settings });
    teller = createTeller(app);
  });
  after(async () => {
    await app.stop();
    partner.stop();
  });
  beforeEach(async () => {
    payer = await teller.payer(10_000_000);
  });

  /** What the partner was asked about the order, in its order. */
  const askedAbout = (sessionId: string) => partner.asked.filter(({ body }) => body['sessionId'] === sessionId);
  const typesOf = (sessionId: string) => askedAbout(sessionId).map(({ body }) => body['type']);
  const known = async (): Promise<void> => {
    expectOk(await app.call('POST', 'clients/business/customers/name-enquiry', { ...payer, body: RECEIVER }));
  };
  const RECEIVER = { accountNumber: '0123456789', bankCode: '044' };
  const order = { receiverAccountNumber: '0123456789' };
  const attempts = async (reference: string): Promise<number> => {
    const [row] = await app.sql<{ attempt: number }[]>`
      select attempt from transfer where business_id = ${payer.businessId} and reference = ${reference}`;
    return row?.attempt ?? -1;
  };
  const notify = async (sessionId: string, fields: object) => {
    const body = JSON.stringify({ type: 'transfer.settled', sessionId, transfer: fields });
    const answer = await app.call('POST', 'rail/notices', {
      body,
      headers: signNotice(body, new Date(app.clock.now())),
    });
    assert.equal(answer.status, 200, answer.text);
  };

  it('is asked about and never sent again while the answer is not known, for days, until it is', async () => {
    await known();
    partner.next('garbage');
    const { data } = expectOk(await teller.send(payer, { ...order, retrievalReference: 'unknown' }));
    await until('the order was sent', async () => (await attempts('unknown')) === 1);
    // More than are waited for: what is due at once may be asked once more than is seen.
    partner.next(...Array.from({ length: 20 }, () => ({ responseCode: '09' })));
    for (let attempt = 2; attempt <= 12; attempt += 1) {
      await until(`it was asked about again (${attempt})`, async () => {
        if ((await attempts('unknown')) < attempt) await app.hurryJobs();
        return (await attempts('unknown')) >= attempt;
      });
      app.clock.advance(60 * 60);
    }
    assert.equal((await teller.find({ ...payer, ...(await signedIn()) }, 'unknown')).status, 'pending');
    assert.equal(await teller.balance(payer.accountNumber), 10_000_000n - TOTAL);
    const settled = await teller.becomes({ ...payer, ...(await signedIn()) }, 'unknown', 'successful');
    assert.equal(settled.responseCode, '00');
    assert.equal(typesOf(data.sessionId).filter((type) => type === 'transfer').length, 1);
    assert.ok(typesOf(data.sessionId).length > 12);
  });

  it('to a bank that hangs holds up nobody else’s; when it has taken them in after all, each is posted once', async () => {
    await known();
    const other = await teller.payer(10_000_000);
    const release = partner.hold(({ type, receiver }) => type === 'transfer' && isTo(receiver, '0123456789'));
    const references = Array.from({ length: 40 }, (_, index) => `hanging-${index}`);
    const sent = await Promise.all(
      references.map((retrievalReference) => teller.send(payer, { ...order, amount: 100, retrievalReference })),
    );
    const sessionIds = sent.map((answer): string => expectOk(answer).data.sessionId);
    expectOk(await teller.send(other, { receiverAccountNumber: '0123456790', retrievalReference: 'not held up' }));
    await teller.becomes(other, 'not held up', 'successful');
    for (const reference of references) assert.equal((await teller.find(payer, reference)).status, 'pending');
    release();
    for (const reference of references) await teller.becomes(payer, reference, 'successful');
    for (const sessionId of sessionIds) {
      const [first, ...later] = typesOf(sessionId);
      assert.equal(first, 'transfer');
      assert.ok(later.length > 0 && later.every((type) => type === 'transfer-status'), later.join());
    }
    const [posted] = await app.sql`
      select count(*)::int as postings, count(distinct transaction_id)::int as transfers from ledger_posting
      where business_id = ${payer.businessId} and kind = 'post'`;
    assert.deepEqual({ ...posted }, { postings: 40, transfers: 40 });
  });

  it('is sent again, under the same session id, only when the rail does not have it', async () => {
    await known();
    partner.next('cut');
    const { data } = expectOk(await teller.send(payer, { ...order, retrievalReference: 'cut' }));
    await teller.becomes(payer, 'cut', 'successful');
    assert.deepEqual(typesOf(data.sessionId), ['transfer', 'transfer-status', 'transfer']);
    assert.equal(await teller.balance(payer.accountNumber), 10_000_000n - TOTAL);
  });

  it('that was sent before a crash is asked about and not sent again', async () => {
    await known();
    await app.sql.unsafe(`
      create function no_outcome() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$;
      create trigger no_outcome before update of status on transfer for each row execute function no_outcome()`);
    const { data } = expectOk(await teller.send(payer, { ...order, retrievalReference: 'crash' }));
    const failures = () => app.logLines.filter((line) => line.includes('a job failed') && line.includes('"transfers"'));
    await until('the outcome could not be written down', async () => failures().length > 0);
    await app.sql.unsafe('drop trigger no_outcome on transfer; drop function no_outcome()');
    assert.equal((await teller.find(payer, 'crash')).status, 'pending');
    // Who dies in an attempt holds the transfer for a while.
    await app.sql`update transfer set leased_until = now() - interval '1 second' where reference = 'crash'`;
    await teller.becomes(payer, 'crash', 'successful');
    assert.deepEqual(typesOf(data.sessionId), ['transfer', 'transfer-status']);
    assert.equal(await teller.balance(payer.accountNumber), 10_000_000n - TOTAL);
    assert.deepEqual(
      (await teller.events(payer)).map(({ type }) => type),
      ['transfer.successful'],
    );
  });

  it('whose job was lost is found by the sweep', async () => {
    await known();
    partner.next('garbage');
    expectOk(await teller.send(payer, { ...order, retrievalReference: 'lost' }));
    await until('the order was sent', async () => (await attempts('lost')) === 1);
    await app.sql`delete from job where queue = 'transfers'`;
    await app.sql`update transfer set due_at = now() - interval '6 minutes' where reference = 'lost'`;
    await app.app.sweeper.run();
    await teller.becomes(payer, 'lost', 'successful');
  });

  it('is settled once, whatever the rail says by itself, how often, and in which order', async () => {
    await known();
    partner.next({ responseCode: '09' });
    const { data } = expectOk(await teller.send(payer, { ...order, retrievalReference: 'noisy' }));
    await until('the order was sent', async () => (await attempts('noisy')) === 1);
    const { sessionId } = data;
    await Promise.all([1, 2, 3, 4].map(() => notify(sessionId, { responseCode: '00', isReversed: false })));
    await notify(sessionId, { responseCode: '09', isReversed: false });
    assert.equal((await teller.find(payer, 'noisy')).status, 'successful');
    await notify(sessionId, { responseCode: '05', isReversed: false });
    assert.equal((await teller.find(payer, 'noisy')).status, 'successful');
    assert.ok(app.logLines.some((line) => line.includes('the rail contradicts itself')));
    await Promise.all([1, 2, 3].map(() => notify(sessionId, { responseCode: '00', isReversed: true })));
    await notify(sessionId, { responseCode: '00', isReversed: false });
    const { status, reason } = await teller.find(payer, 'noisy');
    assert.deepEqual([status, reason], ['reversed', "Returned by the receiver's bank"]);
    assert.equal(await teller.balance(payer.accountNumber), 10_000_000n);
    assert.deepEqual(await teller.entries(data.reference), {});
    const told = (await teller.events(payer)).map(({ type }) => type);
    assert.deepEqual(told, ['transfer.successful', 'transfer.reversed']);
  });

  it('that is anonymous tells the other bank neither the name nor the number of the sender', async () => {
    await known();
    const { data } = expectOk(
      await teller.post(payer, ANONYMOUS_PATH, teller.order({ ...order, retrievalReference: 'ghost' })),
    );
    await teller.becomes(payer, 'ghost', 'successful');
    const [sent] = askedAbout(data.sessionId);
    const said = JSON.stringify(sent?.body);
    const { accountName } = expectOk(await app.call('GET', 'clients/business/account-details', payer)).data;
    for (const secret of [payer.accountNumber, accountName, payer.businessId, 'ghost'])
      assert.ok(!said.includes(secret), said);
  });

  it('is refused when nobody can be asked whose the account is, and the reference is still free', async () => {
    partner.next('cut');
    const body = { receiverAccountNumber: '0123456780', retrievalReference: 'later' };
    const refused = await teller.send(payer, body);
    assert.deepEqual([refused.status, refused.body.code], [503, 'rail.unavailable']);
    expectOk(await teller.send(payer, body));
  });

  async function signedIn(): Promise<{ readonly token: string }> {
    const { data } = expectOk(await app.signIn(payer.email, payer.password));
    return { token: data.accessToken };
  }
});
