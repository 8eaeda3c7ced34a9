/** What a partner bank tells a server by itself: believed when it is signed and fresh, booked once, acknowledged when it is booked. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { RAIL_SECRET, type RailPartner, signNotice, startRailPartner } from '../harness/rail-partner.ts';
import { until } from '../harness/until.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

const OLD_SECRET = '5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0e';

let app: TestApp;
let partner: RailPartner;
let teller: Teller;
let payments = 0;

const newSession = () => {
  payments += 1;
  return `000013260701091530${String(payments).padStart(12, '0')}`;
};

const paymentTo = (accountNumber: string, fields: object = {}) => ({
  type: 'payment.received',
  sessionId: newSession(),
  payment: {
    accountNumber,
    amountKobo: '450000',
    payer: { bankCode: '000013', accountNumber: '0117170332', accountName: 'EFE WEST' },
    narration: 'School fees',
    paidAt: new Date(app.clock.now()).toISOString(),
    ...fields,
  },
});

const settlement = (sessionId: string, responseCode: string, isReversed = false) => ({
  type: 'transfer.settled',
  sessionId,
  transfer: { responseCode, isReversed },
});

function post(body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return app.call('POST', 'rail/notices', { body, headers });
}

/** Signs at this moment, as the partner does each time it sends. */
function tell(notice: object, secret = RAIL_SECRET): Promise<Answer> {
  // As somebody else spaces it: what is signed are the bytes.
  const body = JSON.stringify(notice, null, 1);
  return post(body, signNotice(body, new Date(app.clock.now()), secret));
}

describe('a notice of the partner', () => {
  let person: Person & { readonly accountNumber: string };
  before(async () => {
    partner = await startRailPartner(() => app.clock.now());
    const settings = { ...partner.settings, INTERSTELLAS_RAIL_SECRET: `${RAIL_SECRET},${OLD_SECRET}` };
    app = await startTestApp({ settings });
    teller = createTeller(app);
    person = await teller.payer(1_000_000);
  });
  after(async () => {
    await app.stop();
    partner.stop();
  });

  const balance = () => teller.balance(person.accountNumber);
  /** A transfer of which the partner has said no more than that it is in progress. */
  const pending = async (reference: string): Promise<string> => {
    // The first answer is the receiver's name.
    partner.next({}, { responseCode: '09' });
    const receiver = `01171703${reference.slice(-2)}`;
    const order = { retrievalReference: reference, amount: 100, receiverAccountNumber: receiver };
    const { data } = expectOk(await teller.send(person, order));
    const sent = () =>
      partner.asked.some(({ body }) => body['type'] === 'transfer' && body['sessionId'] === data.sessionId);
    await until(`${reference} is sent`, sent);
    return data.sessionId;
  };

  it('of money is answered when it is on the account, and moves it once, however often and however many at once it comes', async () => {
    const earlier = await balance();
    const notice = paymentTo(person.accountNumber);
    const answers = await Promise.all(Array.from({ length: 5 }, () => tell(notice)));
    for (const answer of answers) assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answers[0]?.body.data, { sessionId: notice.sessionId });
    assert.equal(await balance(), earlier + 450_000n);
    assert.equal((await tell(notice)).status, 200);
    assert.equal(await balance(), earlier + 450_000n);
  });

  it('of money for a number that is nobody’s is taken in too, whatever is blank in it', async () => {
    const payer = { bankCode: '999999', accountNumber: '1', accountName: '' };
    const notice = paymentTo('12345678901234567890', { payer, narration: '' });
    assert.equal((await tell(notice)).status, 200);
    const rows = await app.sql`select business_id from inbound_payment where session_id = ${notice.sessionId}`;
    assert.deepEqual([...rows], [{ business_id: 'institution' }]);
  });

  it('of money is taken in whatever the names in it are, and they are kept in a form that can be shown', async () => {
    const earlier = await balance();
    const payer = {
      bankCode: '000013',
      accountNumber: '0117170332',
      accountName: 'ADA\u0000EZE\r\n\tO\u0301BI\ud800 ',
    };
    const notice = paymentTo(person.accountNumber, { payer, narration: `\u0007${'\u{1f3b5}'.repeat(300)}` });
    assert.equal((await tell(notice)).status, 200);
    assert.equal(await balance(), earlier + 450_000n);
    const path = `clients/business/virtual-account?sessionId=${notice.sessionId}`;
    const [payment] = expectOk(await app.call('GET', path, person)).data;
    assert.equal(payment.payerName, 'ADA EZE \u00d3BI');
    assert.equal(payment.reason, '\u{1f3b5}'.repeat(200));
  });

  it('that could not be booked is not acknowledged, and is booked when it comes again', async () => {
    const earlier = await balance();
    const notice = paymentTo(person.accountNumber);
    await app.sql`alter table inbound_payment rename to inbound_payment_away`;
    const lost = await tell(notice);
    await app.sql`alter table inbound_payment_away rename to inbound_payment`;
    assert.equal(lost.status, 500);
    assert.equal(await balance(), earlier);
    assert.equal((await tell(notice)).status, 200);
    assert.equal(await balance(), earlier + 450_000n);
  });

  it('whose acknowledgement is lost moves nothing when it comes again', async () => {
    const earlier = await balance();
    const notice = paymentTo(person.accountNumber);
    const body = JSON.stringify(notice);
    const abort = new AbortController();
    const headers = { 'Content-Type': 'application/json', ...signNotice(body, new Date(app.clock.now())) };
    const hungUp = fetch(`${app.origin}/api/v1/rail/notices`, { method: 'POST', body, headers, signal: abort.signal });
    queueMicrotask(() => abort.abort());
    await assert.rejects(hungUp);
    assert.equal((await tell(notice)).status, 200);
    assert.equal(await balance(), earlier + 450_000n);
  });

  it('is believed under either of two secrets while they are replaced, and under no other', async () => {
    assert.equal((await tell(paymentTo(person.accountNumber), OLD_SECRET)).status, 200);
    const earlier = await balance();
    const answer = await tell(paymentTo(person.accountNumber), RAIL_SECRET.replace('c', 'd'));
    assert.deepEqual([answer.status, answer.body.code], [403, 'rail.signature_invalid']);
    assert.equal(await balance(), earlier);
  });

  it('does nothing without a fresh signature of exactly these bytes', async () => {
    const earlier = await balance();
    const body = JSON.stringify(paymentTo(person.accountNumber));
    const now = app.clock.now();
    const good = signNotice(body, new Date(now));
    const forged: Record<string, string>[] = [
      {},
      { ...good, 'webhook-signature': '' },
      { ...good, 'webhook-id': 'another' },
      { ...good, 'webhook-timestamp': String(Math.floor(now / 1000) + 1) },
      signNotice(`${body} `, new Date(now)),
      signNotice(body.replace('450000', '450001'), new Date(now)),
      signNotice(body, new Date(now - 301_000)),
      signNotice(body, new Date(now + 302_000)),
    ];
    for (const headers of forged) {
      const answer = await post(body, headers);
      assert.deepEqual([answer.status, answer.body.code], [403, 'rail.signature_invalid'], JSON.stringify(headers));
    }
    assert.equal(await balance(), earlier);
    assert.equal((await post(body, signNotice(body, new Date(now - 290_000)))).status, 200);
  });

  it('that is a question of ours, or an answer to one, sent back to us, is refused for what it is', async () => {
    await teller.becomes(
      person,
      expectOk(await teller.send(person, { amount: 100 })).data.retrievalReference,
      'successful',
    );
    const asked = partner.asked.findLast(({ body }) => body['type'] === 'transfer');
    assert.ok(asked);
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(asked.headers[name])]),
    );
    const answer = await post(JSON.stringify(asked.body), headers);
    assert.equal(answer.body.code, 'request.unprocessable');
  });

  it('is refused when its numbers are none, or it lacks what its type needs', async () => {
    const number = person.accountNumber;
    const wrong = [
      paymentTo(number, { amountKobo: '0' }),
      paymentTo(number, { amountKobo: '-1' }),
      paymentTo(number, { amountKobo: '1.5' }),
      paymentTo(number, { amountKobo: 450_000 }),
      paymentTo(number, { amountKobo: '12345678901234567' }),
      paymentTo(number, { paidAt: '2026-13-01T00:00:00Z' }),
      paymentTo("1' or '1"),
      { ...paymentTo(number), sessionId: '1' },
      { ...paymentTo(number), payment: undefined },
      { ...settlement(newSession(), '00'), transfer: undefined },
      settlement(newSession(), 'a code'),
    ];
    const earlier = await balance();
    for (const notice of wrong) {
      const answer = await tell(notice);
      assert.match(answer.body.code, /^request\.(?:invalid|unprocessable)$/, answer.text);
    }
    assert.equal(await balance(), earlier);
  });

  it('of the end of a transfer settles it once, and of what came back gives the money back once', async () => {
    const sessionId = await pending('told-01');
    const paid = await balance();
    const answers = await Promise.all([1, 2, 3].map(() => tell(settlement(sessionId, '00'))));
    for (const answer of answers) assert.equal(answer.status, 200, answer.text);
    assert.equal((await teller.find(person, 'told-01')).status, 'successful');
    assert.equal((await tell(settlement(sessionId, '09'))).status, 200);
    assert.equal((await teller.find(person, 'told-01')).status, 'successful');
    assert.equal(await balance(), paid);
    await Promise.all([1, 2].map(() => tell(settlement(sessionId, '00', true))));
    assert.equal((await teller.find(person, 'told-01')).status, 'reversed');
    const back = await balance();
    assert.ok(back > paid);
    assert.equal((await tell(settlement(sessionId, '00'))).status, 200);
    assert.equal((await teller.find(person, 'told-01')).status, 'reversed');
    assert.equal(await balance(), back);
  });

  it('of a failure gives the money back, with 91 only when the partner says that it has come back', async () => {
    const before = await balance();
    const sessionId = await pending('told-02');
    assert.equal((await tell(settlement(sessionId, '91'))).status, 200);
    assert.equal((await teller.find(person, 'told-02')).status, 'pending');
    assert.equal((await tell(settlement(sessionId, '25'))).status, 200);
    assert.equal((await teller.find(person, 'told-02')).status, 'pending');
    assert.equal((await tell(settlement(sessionId, '91', true))).status, 200);
    assert.equal((await teller.find(person, 'told-02')).status, 'failed');
    assert.equal(await balance(), before);
  });

  it('alone decides how its transfers end, in a sandbox too', async () => {
    await pending('told-03');
    const answer = await app.call('POST', 'sandbox/transfers/told-03/step', { ...person, body: { outcome: 'settle' } });
    assert.deepEqual([answer.status, answer.body.code], [409, 'transfer.step_impossible']);
    assert.equal((await teller.find(person, 'told-03')).status, 'pending');
  });

  it('of a transfer that is none of ours is acknowledged, and changes nothing', async () => {
    assert.equal((await tell(settlement(newSession(), '00'))).status, 200);
  });

  it('that is kept by a stranger and sent again later is refused', async () => {
    const body = JSON.stringify(paymentTo(person.accountNumber));
    const headers = signNotice(body, new Date(app.clock.now()));
    assert.equal((await post(body, headers)).status, 200);
    app.clock.advance(600);
    assert.equal((await post(body, headers)).body.code, 'rail.signature_invalid');
  });
});

describe('a server without a partner', () => {
  for (const environment of ['sandbox', 'production']) {
    it(`takes no notices in ${environment}, however they are signed`, async () => {
      app = await startTestApp({
        settings: {
          INTERSTELLAS_ENVIRONMENT: environment,
          INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
          INTERSTELLAS_RAIL_URL: '',
          INTERSTELLAS_RAIL_SECRET: '',
        },
      });
      try {
        const body = JSON.stringify(paymentTo('9000000015'));
        const headers = { ...signNotice(body), 'X-Forwarded-Proto': 'https' };
        const answer = await post(body, headers);
        assert.deepEqual([answer.status, answer.body.code], [404, 'rail.not_configured']);
      } finally {
        await app.stop();
      }
    });
  }
});
